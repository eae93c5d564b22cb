from django.apps import AppConfig


class StackConfig(AppConfig):
    name = "tracker.stack"
    label = "stack"
    verbose_name = "Stack"
