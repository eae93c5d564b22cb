"""The cache is asked through one client, however often, and answers as Django's own does."""

from threading import Thread
from typing import Any

from django.core.cache import caches


def test_one_client_reads_and_writes_for_good() -> None:
    kept: Any = caches["default"]
    client = kept._cache.get_client("one", write=True)
    kept.set("one", {"of": [1, 2]}, 60)
    kept.add("count", 1, 60)
    assert kept.incr("count") == 2
    assert kept.get_many(["one", "count", "none"]) == {"one": {"of": [1, 2]}, "count": 2}
    assert kept._cache.get_client("another") is client


def test_threads_share_no_cache_but_what_it_holds() -> None:
    """As Django has it: each has a client of its own, which the other's closing leaves alone."""
    kept: Any = caches["default"]
    kept.set("word", "said", 60)
    seen: list[Any] = []

    def look() -> None:
        other: Any = caches["default"]
        seen.append((other.get("word"), other._cache.get_client() is kept._cache.get_client()))
        other.close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [("said", False)]
    assert kept.get("word") == "said"
