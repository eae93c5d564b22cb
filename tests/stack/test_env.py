from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env

Put = Callable[[str], None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Set the variable ``X``."""
    return lambda value: monkeypatch.setenv("X", value)


def test_an_address_names_user_password_host_port_and_database(put: Put) -> None:
    put("postgres://ed%40itor:p%2Fw@db.example:6432/news?sslmode=require")
    found = env.database("X")
    assert found["USER"] == "ed@itor"
    assert found["PASSWORD"] == "p/w"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "6432", "news")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_choice_is_one_of_those_named_and_the_first_by_default(put: Put) -> None:
    assert env.choice("X", ("rules", "llm")) == "rules"
    put("llm")
    assert env.choice("X", ("rules", "llm")) == "llm"
    put("gpt")
    with pytest.raises(ImproperlyConfigured, match="none of rules, llm"):
        env.choice("X", ("rules", "llm"))


def test_a_web_address_ends_without_a_slash_and_may_be_this_machine(put: Put) -> None:
    assert env.web_address("X", needed=False) == ""
    with pytest.raises(ImproperlyConfigured, match="X is not set"):
        env.web_address("X", needed=True)
    put("http://127.0.0.1:8080/v1/")
    assert env.web_address("X", needed=True) == "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://host/v1",
        "host/v1",
        "https://",
        "https://host:port/v1",
        "https://user:key@host/v1",
        "https://host/v1?key=secret",
    ],
)
def test_a_web_address_that_is_none_or_holds_a_secret_is_refused(put: Put, address: str) -> None:
    put(address)
    with pytest.raises(ImproperlyConfigured, match="must look like https://host/v1") as refused:
        env.web_address("X", needed=True)
    assert "secret" not in str(refused.value)


def test_an_address_may_name_the_folder_of_a_socket(put: Put) -> None:
    put("postgresql://reshuffle:pw@/reshuffle?host=%2Frun%2Fmy+pg&port=5433")
    found = env.database("X")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/my pg", "5433", "reshuffle")


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("mysql://a@b/c", "it begins with 'mysql'"),
        ("just words", "it begins with 'just words'"),
        ("postgres:///name", "the host is missing"),
        ("postgres://host", "the name of the database is missing"),
        ("postgres://host/", "the name of the database is missing"),
        ("postgres://host:port/name", "its port or host cannot be read"),
        ("postgres://[::1/name", "its port or host cannot be read"),
    ],
)
def test_a_wrong_database_address_is_told_with_a_right_one(
    put: Put, address: str, wrong: str
) -> None:
    put(address)
    with pytest.raises(ImproperlyConfigured, match=r"^X must look like postgres://") as told:
        env.database("X")
    assert wrong in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    ["http://a", "redis://", "redis://a/b", "unix://", "redis://a:port/0", "unix:///x?db=one"],
)
def test_a_wrong_broker_address_is_told_with_a_right_one(put: Put, address: str) -> None:
    put(address)
    with pytest.raises(ImproperlyConfigured, match=r"^X must look like redis://"):
        env.redis("X")


@pytest.mark.parametrize(
    ("address", "beside"),
    [
        ("redis://a:6379", "redis://a:6379/1"),
        ("redis://:pw@a:6379/4", "redis://:pw@a:6379/5"),
        ("unix:///run/v.sock?db=2", "unix:///run/v.sock?db=3"),
        ("unix:///run/v.sock", "unix:///run/v.sock?db=1"),
    ],
)
def test_the_cache_keeps_to_the_database_beside_the_broker(address: str, beside: str) -> None:
    assert env.redis_beside(address, 1) == beside


def test_celery_spells_a_socket_its_own_way() -> None:
    assert env.celery_broker("redis://a:6379/4") == "redis://a:6379/4"
    assert (
        env.celery_broker("unix:///run/v.sock?db=2") == "redis+socket:///run/v.sock?virtual_host=2"
    )


def test_what_must_be_set_has_no_default(put: Put) -> None:
    put("  ")
    with pytest.raises(ImproperlyConfigured, match="X is not set"):
        env.text("X")
    assert env.text("X", "other") == "other"


@pytest.mark.parametrize("value", ["yes", "true", "2", "01"])
def test_a_flag_is_one_or_nought(put: Put, value: str) -> None:
    put(value)
    with pytest.raises(ImproperlyConfigured, match="neither 0 nor 1"):
        env.flag("X", default=False)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.0", "٣", "many"])
def test_a_number_keeps_to_its_bounds(put: Put, value: str) -> None:
    put(value)
    with pytest.raises(ImproperlyConfigured, match="not a whole number from 1 to 65535"):
        env.number("X", 8000, least=1, most=65535)


def test_words_are_parted_by_commas(put: Put) -> None:
    put(" a.example, ,b.example ")
    assert env.words("X") == ["a.example", "b.example"]
    put(" ")
    assert env.words("X", ("c",)) == ["c"]
