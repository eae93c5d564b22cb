"""Wake-up calls. A message that is lost costs a delay."""

from celery import shared_task

from people.rosters import forget_changes
from people.tallying import fold_tallies


@shared_task(ignore_result=True)
def fold() -> None:
    """Keep small what is written beside every move and post: tallies, and the organizations that changed."""
    fold_tallies()
    forget_changes()
