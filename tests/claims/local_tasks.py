"""A task for a worker of the tests: the site's work, allowed to fetch from one port of this machine."""

from celery import shared_task

from tracker.claims import work
from tracker.news.fetch import Fetcher

NAME = "tests.work_through"
QUEUE = "tests"


@shared_task(name=NAME, ignore_result=True)
def work_through(port: int) -> None:
    fetcher = Fetcher(also_allowed={("127.0.0.1", port)})
    work.work_through(edges=work.Edges(fetch=fetcher.fetch))
