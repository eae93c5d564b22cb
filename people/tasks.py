"""Wake-up calls. A message that is lost costs a delay."""

from celery import shared_task

from people.tallying import fold_tallies


@shared_task(ignore_result=True)
def fold() -> None:
    """Keep the tallies of moves to one row for each company and year."""
    fold_tallies()
