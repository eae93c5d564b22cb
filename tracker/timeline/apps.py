from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "tracker.timeline"
    label = "timeline"
    verbose_name = "Timeline"
