from importlib import import_module

from django.apps import AppConfig


class StackConfig(AppConfig):
    name = "tracker.stack"
    label = "stack"
    verbose_name = "Stack"

    def ready(self) -> None:
        import_module("tracker.stack.halfway")  # registers its check
