from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory
from pytest_django import Settings

from tracker.stack import preparation
from tracker.stack.problems import CannotStart


@pytest.fixture
def broker(settings: Settings) -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(settings.REDIS_URL)
    yield client
    client.config_set("maxmemory-policy", "noeviction")
    client.close()


def test_a_broker_that_keeps_every_message_will_do(broker: redis.Redis) -> None:
    preparation.check_broker()


def test_a_broker_that_evicts_is_refused(broker: redis.Redis) -> None:
    broker.config_set("maxmemory-policy", "allkeys-lru")
    with pytest.raises(CannotStart, match="evicts messages"):
        preparation.check_broker()


def test_a_brokers_password_is_not_shown(settings: Settings) -> None:
    settings.REDIS_URL = "redis://:geheim@127.0.0.1:1/0"
    with pytest.raises(CannotStart, match="cannot be used") as told:
        preparation.check_broker()
    assert "geheim" not in str(told.value)


@pytest.mark.django_db
def test_the_first_start_makes_one_editor(rf: RequestFactory) -> None:
    made = preparation.make_first_editor()
    assert made is not None
    name, password = made
    assert authenticate(rf.post("/"), username=name, password=password) is not None
    assert get_user_model().objects.get(username=name).is_staff
    assert preparation.make_first_editor() is None


@pytest.mark.django_db
def test_an_account_that_reads_only_is_not_the_first_editor() -> None:
    get_user_model().objects.create_user("reader")
    assert preparation.make_first_editor() is not None


@pytest.mark.django_db
def test_a_database_from_in_between_is_refused_and_told_what_to_do() -> None:
    applied = MigrationRecorder.Migration.objects
    last = applied.filter(app="people", name__startswith="0014").get()
    last.delete()
    with pytest.raises(CannotStart, match=r"stopped at people\.0013\w+, .* to people\.0014"):
        preparation.migrate(print)
    with pytest.raises(SystemCheckError, match="begin with an empty database"):
        call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.django_db
def test_a_database_of_the_migrations_that_are_one_by_now_needs_none_of_it() -> None:
    applied = MigrationRecorder.Migration.objects
    applied.filter(name__contains="_squashed_").delete()
    said: list[str] = []
    preparation.migrate(said.append)
    assert said == []


def test_static_files_are_hashed_anew_only_when_one_has_changed(
    settings: Settings, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.WHITENOISE_USE_FINDERS = False
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "root"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    said: list[str] = []
    preparation.collect_static(said.append, tmp_path / "note")
    preparation.collect_static(said.append, tmp_path / "note")
    assert said == ["preparing static files"]
    (source / "a.css").write_text("a { color: red }")
    preparation.collect_static(said.append, tmp_path / "note")
    assert len(said) == 2
    assert len(list((tmp_path / "root").glob("a.*.css"))) == 1
