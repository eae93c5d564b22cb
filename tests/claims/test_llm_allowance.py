"""The day's tokens: shared by all, never overspent on purpose, and not lost on what is left unread."""

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

from tests.claims.model_reading import (
    ANSWER,
    BY_MODEL,
    BY_RULES_FOR_GOOD,
    LONG,
    read,
    reader,
)
from tests.claims.model_server import Call, ModelServer, says, sends, stalls
from tracker.claims.llm_allowance import Allowance
from tracker.claims.readers import ModelReader
from tracker.extraction import RULES_VERSION


def test_when_the_days_tokens_are_spent_the_rules_read_until_the_next(server: ModelServer) -> None:
    days = ["2025-06-18"]
    server.will(says(ANSWER, tokens=9_000))

    def fresh() -> ModelReader:
        """Another worker, or the same after a restart: it shares nothing but the cache."""
        by = reader(server)
        by.endpoint.allowance = Allowance(cache, 25_000, today=lambda: days[-1])
        return by

    assert [read(fresh()).reader for _ in range(4)] == [BY_MODEL, BY_MODEL, RULES_VERSION, RULES_VERSION]  # fmt: skip
    assert len(server.calls) == 2
    assert RULES_VERSION in fresh().current()
    days.append("2025-06-19")
    assert read(fresh()).reader == BY_MODEL


def test_what_an_endpoint_does_not_count_is_counted_by_what_was_set_aside(
    server: ModelServer,
) -> None:
    for tokens in (None, -5, True, "many", 0, 100, 10**18, 10**400):
        server.will(says(ANSWER, tokens))
        by = reader(server)
        cache.clear()
        read(by)
        (spent,) = [cache.get(f"llm:spent:{timezone.now().date().isoformat()}")]
        assert by.endpoint.answer_tokens < spent < 2 * by.endpoint.answer_tokens


def test_a_refused_request_costs_nothing_and_one_without_an_answer_what_was_set_aside() -> None:
    server = ModelServer()
    spent = []
    for behaviour in (sends(500), sends(400), sends(401), stalls):
        server.will(behaviour)
        cache.clear()
        read(reader(server, seconds=0.3 if behaviour is stalls else 10))
        spent.append(cache.get(f"llm:spent:{timezone.now().date().isoformat()}"))
    server.stop()
    assert spent[:3] == [0, 0, 0] and spent[3] > 1000


def test_two_allowances_in_one_cache_are_one() -> None:
    held = LocMemCache("two", {})
    one, two = Allowance(held, 100), Allowance(held, 100)
    assert [one.take(60, "today"), two.take(60, "today"), two.take(40, "today")] == [True, False, True]  # fmt: skip
    two.give_back(40, "today")
    assert Allowance(held, 200).take(60, "today")


def with_days(server: ModelServer, tokens: int, days: list[str]) -> ModelReader:
    """A reader that may spend ``tokens`` a day, on the last of ``days``."""
    by = reader(server)
    by.endpoint.allowance = Allowance(cache, tokens, today=lambda: days[-1])
    return by


def spent(day: str) -> object:
    return cache.get(f"llm:spent:{day}")


def test_a_text_for_which_too_few_tokens_are_left_keeps_no_shorter_one_waiting(
    server: ModelServer,
) -> None:
    days = ["2025-06-18"]
    by = with_days(server, 25_000, days)
    server.will(says(ANSWER, tokens=9_000))
    assert [read(by).reader, read(by, LONG).reader, read(by).reader] == [BY_MODEL, RULES_VERSION, BY_MODEL]  # fmt: skip
    assert len(server.calls) == 2, "the long text was not begun"
    days.append("2025-06-19")
    assert read(by, LONG).reader == BY_MODEL
    assert len(server.calls) == 4


def test_what_was_set_aside_for_a_text_and_not_spent_is_given_back(server: ModelServer) -> None:
    by = with_days(server, 40_000, ["2025-06-18"])
    server.will(says(ANSWER, tokens=2_000))
    assert [read(by, LONG).reader for _ in range(3)] == [BY_MODEL] * 3
    assert spent("2025-06-18") == 12_000


def test_a_text_that_takes_more_than_a_day_has_is_never_begun(server: ModelServer) -> None:
    by = with_days(server, 15_000, ["2025-06-18"])
    assert read(by, LONG).reader == BY_RULES_FOR_GOOD
    assert server.calls == [] and not by.closed()
    assert read(by).reader == BY_MODEL


def test_a_text_on_which_the_days_tokens_keep_running_out_is_left_to_the_rules(
    server: ModelServer,
) -> None:
    server.will(says("No.", tokens=24_000))
    days: list[str] = []
    versions = []
    for day in ("2025-06-18", "2025-06-19", "2025-06-20"):
        days.append(day)
        versions.append(read(with_days(server, 25_000, days)).reader)
    assert versions == [RULES_VERSION, RULES_VERSION, BY_RULES_FOR_GOOD]
    assert len(server.calls) == 3
    assert [spent(day) for day in days] == [24_000] * 3


def test_a_text_that_is_read_over_midnight_is_the_old_days(server: ModelServer) -> None:
    days = ["2025-06-18"]

    def at_midnight(call: Call) -> None:
        days.append("2025-06-19")
        says(ANSWER, tokens=700)(call)

    server.will(at_midnight)
    with_days(server, 25_000, days).endpoint.allowance.take(50, "2025-06-19")
    assert read(with_days(server, 25_000, days)).reader == BY_MODEL
    assert (spent("2025-06-18"), spent("2025-06-19")) == (700, 50)
