from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "tracker.claims"
    label = "claims"
    verbose_name = "Claims"
