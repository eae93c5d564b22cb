"""The admin, read when its addresses are: a worker or a command has none, and starts in half the time."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class LateAdminConfig(SimpleAdminConfig):
    """Django's, whose pages ``tracker.urls`` brings; they are checked all the same."""

    def ready(self) -> None:
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(_check_all_pages, checks.Tags.admin)


def _check_all_pages(
    *, app_configs: Sequence[AppConfig] | None = None, **rest: Any
) -> Sequence[checks.CheckMessage]:
    autodiscover()
    return check_admin_app(app_configs, **rest)
