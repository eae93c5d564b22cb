from importlib import import_module

from django.apps import AppConfig

from tracker.kernel.column_hashes import hash_by_name


class StackConfig(AppConfig):
    name = "tracker.stack"
    label = "stack"
    verbose_name = "Stack"

    def ready(self) -> None:
        import_module(
            "tracker.celery"
        )  # to it go the tasks of whoever has Django; other processes start without
        import_module("tracker.stack.halfway")  # registers its check
        hash_by_name()
