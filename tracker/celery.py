"""The Celery application; its settings are those of ``tracker.settings`` that begin with ``CELERY_``."""

import os
import warnings
from typing import Any

from celery import Celery, Task
from celery.exceptions import SecurityWarning
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
# Celery warns root of pickled messages; ours are JSON and nothing else is accepted.
warnings.filterwarnings("ignore", category=SecurityWarning)


class NamedTask(Task):  # type: ignore[type-arg]
    """A task whose changes to records are written down under its name."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from tracker.kernel.history import acting  # noqa: PLC0415 - needs Django, which is set up by now

        with acting(f"task {self.name}"):
            return super().__call__(*args, **kwargs)


app = Celery("tracker", task_cls=NamedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def _get_ready_to_read(**_: object) -> None:
    """Once for all processes of a worker, which then share what was loaded."""
    from tracker.extraction import get_ready  # noqa: PLC0415 - only a worker needs it

    get_ready()


@setup_logging.connect
def _leave_logging_alone(**_: object) -> None:
    """Settings decide how lines look; Celery sets nothing up when somebody else has."""
