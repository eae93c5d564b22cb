"""Pages remembered: the same bytes for whoever asks next, until something in the database changes."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from companies.models import Organization
from tests.factories import OrganizationFactory, UserFactory
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import names_changed, withheld

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/companies/halden/"


@pytest.fixture
def halden() -> Organization:
    made = OrganizationFactory.create(name="Halden", slug="halden")
    withheld()  # as any page before would have asked
    return made


def queries_of(client: Client, address: str = PAGE, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers=headers).status_code == 200
    return len(asked)


def is_given_again(address: str = PAGE, **headers: str) -> bool:
    """Whether somebody new is given the page from memory. Tests beside this one change databases of the same server,
    and with each change it is written anew.
    """
    return any(queries_of(Client(), address, **headers) == 1 for _ in range(300))


def is_always_written(client: Client, **headers: str) -> bool:
    return all(queries_of(client, **headers) > 1 for _ in range(5))


def test_a_page_is_written_once_for_all_readers_of_the_same_data(halden: Organization) -> None:
    first, packed = Client().get(PAGE), {"accept-encoding": "gzip"}
    assert is_given_again()
    again = Client().get(PAGE)
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))
    assert "Content-Security-Policy" in again
    assert is_given_again(**packed)
    assert Client().get(PAGE, headers=packed)["Content-Encoding"] == "gzip"


def test_a_change_shows_with_the_next_request(halden: Organization) -> None:
    assert "Halden" in Client().get(PAGE).text
    Organization.objects.filter(pk=halden.pk).update(name="Halden Labs")
    assert "Halden Labs" in Client().get(PAGE).text
    take_down(target=halden, reason="Asked for it.")
    assert Client().get(PAGE).status_code == 404


def test_what_another_transaction_has_not_finished_is_neither_shown_nor_remembered(
    halden: Organization,
) -> None:
    with transaction.atomic():
        Organization.objects.filter(pk=halden.pk).update(name="Halden Labs")
        assert "Halden Labs" in Client().get(PAGE).text
        transaction.set_rollback(True)
    assert "Halden Labs" not in Client().get(PAGE).text


def test_a_page_written_before_its_process_learned_of_a_name_is_not_given_after(
    halden: Organization,
) -> None:
    assert is_given_again()
    names_changed()
    assert queries_of(Client()) > 1
    withheld()
    assert is_given_again()


def test_strangers_pages_are_not_given_to_whoever_is_signed_in_nor_theirs_to_strangers(
    halden: Organization,
) -> None:
    signed_in = Client()
    signed_in.force_login(UserFactory.create())
    assert "/accounts/login/" not in signed_in.get(PAGE).text
    assert "/accounts/login/" in Client().get(PAGE).text
    assert "/accounts/login/" not in signed_in.get(PAGE).text
    assert is_always_written(signed_in)
    assert is_always_written(Client(), authorization="Bearer none")


def test_a_form_and_its_token_are_nobody_elses(halden: Organization) -> None:
    tokens = {Client().get("/accounts/login/").cookies["csrf"].value for _ in range(2)}
    assert len(tokens) == 2
    visitor = Client()
    visitor.get("/accounts/login/")
    # Having once seen a form makes nobody somebody else.
    assert any(queries_of(visitor) == 1 for _ in range(300))


def test_a_part_is_not_given_for_the_page(halden: Organization) -> None:
    page = Client().get("/moves/").text
    part = Client().get("/moves/", headers={"hx-request": "true", "hx-target": "main"}).text
    assert "<html" in page and "<html" not in part
    assert Client().get("/moves/").text == page
    assert is_given_again("/moves/", **{"hx-request": "true", "hx-target": "main"})


def test_tomorrow_is_another_page(halden: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_given_again()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("tracker.web.remembered.timezone.now", lambda: tomorrow)
    assert queries_of(Client()) > 1


def test_refusals_and_answers_for_machines_are_not_remembered(halden: Organization) -> None:
    for address in ("/companies/nobody/", "/api/v1/companies/", "/moves/?sort=nonsense"):
        Client().get(address)
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        assert len(asked) != 1, address


def test_what_watches_over_the_site_and_machines_ask_nothing_more_and_need_no_database_for_it(
    halden: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise AssertionError("nobody asked for a page")

    monkeypatch.setattr("tracker.web.remembered.data_seen", away)
    for address in ("/healthz", "/api/v1/companies/", "/feeds/moves.atom"):
        assert Client().get(address).status_code == 200, address


def test_a_page_is_written_as_ever_while_the_database_does_not_say_what_it_sees(
    halden: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def __enter__(self) -> None:
            raise OperationalError("the server is away")

        def __exit__(self, *_: object) -> None: ...

    class Asked:
        cursor = Away

    monkeypatch.setattr("tracker.kernel.snapshots.connection", Asked)
    assert is_always_written(Client())


def test_with_no_memory_nothing_is_asked_or_kept(halden: Organization, settings: Settings) -> None:
    settings.REMEMBERED_BYTES = 0
    Client().get(PAGE)
    alone = queries_of(Client())
    assert queries_of(Client()) == alone > 1
    settings.REMEMBERED_BYTES = 1_000
    assert queries_of(Client()) == queries_of(Client()) == alone + 1
