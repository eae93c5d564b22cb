"""What is taken down is named on no surface: the walk goes through every address of the URL map."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.databases import written_by
from tests.factories import PersonFactory, PersonNameFactory
from tests.named_scene import named_scene
from tests.surfaces import FILLED, Named, addresses, of_readers
from tests.web.scene import Scene
from tracker.claims.models import TakedownKind
from tracker.claims.takedowns import lift, take_down
from tracker.web.shared_pages import shared_pages

pytestmark = pytest.mark.django_db

#: Both clocks, each alone and together, and the searches and filters that lists know.
CLOCKS = ("", "?as_of=2025-12-15&known_on=2025-12-18")
MORE = {
    "search/": (
        *("?q=Mira", "?q=Corva", "?q=scientist", "?q=Hald", "?q=adviser", "?q=Corva+Norwick"),
        *("?q=who+replaced+Corva", "?q=Corva+leaves+Norwick", "?q=Norwick+Labs+adviser"),
        "?q=who+left+Norwick+Labs+and+where+did+they+go",
        "?q=who+joined+Norwick+Labbs+this+week",
    ),
    "search/suggest/": ("?q=Mira", "?q=Corva", "?q=Hald"),
    "moves/": (
        "?q=scientist&ordering=person",
        "?company=norwick&ordering=to_company&columns=unit&columns=evidence&columns=cite",
        "?person=ines-corva",
        "?status=reported",
        "?company=Norwick%20Labs",
    ),
    "flows/": (
        "?since=2010&until=2026",
        "?since=2010&until=2026&told=1&pick=norwick",
        "?since=2010&until=2026&view=matrix&company=norwick",
    ),
    "flows/chart.<picture:written>": (
        "?since=2010&until=2026",
        "?since=2010&until=2026&view=matrix&company=norwick",
    ),
    "companies/<slug:slug>/chart/": (
        "?as_of=2025-12-15&compare=2025-01-01",
        "?as_of=2025-12-15&compare=2025-01-01&known_on=2025-12-18",
        "?as_of=2025-12-15&compare=2025-01-01&units=as_was",
    ),
    "companies/<slug:slug>/chart.<picture:written>": ("?as_of=2025-12-15&compare=2025-01-01",),
    "people/": ("?initial=m", "?q=Mira", "?q=Corva"),
    "companies/": ("?initial=h", "?q=Hald", "?q=Fou"),
    "api/v1/search/": ("?q=Mira", "?q=Corva", "?q=Hald", "?q=Fou"),
    "api/v1/companies/<slug:slug>/org-diff/": (
        "?from=2025-01-01&to=2025-12-15",
        "?from=2025-01-01&to=2025-12-15&known_on=2025-12-18",
        "?from=2025-01-01&to=2025-12-15&units=as_was",
    ),
    "api/v1/flows/": ("?by=company", "?since=2017", "?by=role"),
    "api/v1/people/": ("?q=Mira", "?company=norwick", "?page_size=1"),
    "api/v1/moves/": ("?company=norwick", "?q=adviser", "?ordering=person", "?page_size=1"),
    "api/v1/moves.csv": ("?company=norwick&ordering=person",),
    "api/v1/positions/": ("?company=norwick", "?q=adviser"),
    "api/v1/events/": ("?company=norwick", "?kind=compensation,spending"),
    "api/v1/statements/": ("?person=ines-corva", "?q=learnt"),
    "api/v1/articles/": ("?q=Corva",),
    "api/v1/claims/": ("?person=ines-corva", "?company=norwick", "?type=statement"),
}
#: These read nothing of what is asked for behind the question mark; a test of its own holds them to it.
CLOCKLESS = "feeds/"
#: Parts of pages, found by what finds the pages: these are asked for with both clocks, the parts once.
PARTS = ("embed/", "card.", "career.", "balance.", "events.", "lineage.", "months.", "races.")
#: What no record is named on, whoever is hidden.
NAMES_NOBODY = {
    "how-we-count/",
    "how-good-is-this/",
    "healthz",
    "readyz",
    "api/",
    "api/v1/",
    "api/schema/",
    "api/docs/",
    "api/docs/try/",
    "api/problems/<slug:name>/",
    "api/^.*/$",
    "moves/new/",
    "permalinks/",
    "search/",
    "search/suggest/",
    "api/v1/search/",
}


_filled = written_by(named_scene)


@pytest.fixture
def scene(_filled: tuple[Scene, Named]) -> Scene:
    return deepcopy(_filled[0])


@pytest.fixture
def named(_filled: tuple[Scene, Named]) -> Named:
    return deepcopy(_filled[1])


class Asked(NamedTuple):
    """An address that readers can ask for, and what of WORDS it said while nothing was taken down."""

    pattern: str
    address: str
    query: str
    named: frozenset[str]


@pytest.fixture(scope="module")
def before(_filled: tuple[Scene, Named], django_db_blocker: Any) -> list[Asked]:
    """Every address of the walk, asked for once while nothing is taken down."""
    scene, named = _filled
    words, client = words_of(scene), Client()
    cache.clear()  # of what the test before took down
    shared_pages.share_with(None)
    asked = []
    with django_db_blocker.unblock():
        for pattern, address, query in walk(named):
            text = said(client.get(address + query), address)
            found = frozenset(one for one, names in words.items() if names.search(text))
            asked.append(Asked(pattern, address, query, found))
    return asked


def walk(named: Named) -> Iterator[tuple[str, str, str]]:
    """Every address that readers can ask for: its pattern, itself, and what stands behind the question mark."""
    for pattern in of_readers():
        part = pattern.startswith(PARTS) or pattern.rpartition("/")[2].startswith(PARTS)
        clocks = CLOCKS[:1] if part or pattern.startswith(CLOCKLESS) else CLOCKS
        for address, query in product(addresses(pattern, named), (*clocks, *MORE.get(pattern, ()))):
            yield pattern, address, query


def said(answer: Any, address: str) -> str:
    """The body and the headers, without the address that was asked for."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    words = f"{body.decode()}\n{headers}".replace(address.rstrip("/"), "")
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), words)


TALVIK = re.compile(r"talvik|tálvik", re.IGNORECASE)
HALDEN = re.compile(r"halden|sundby|foundations lab", re.IGNORECASE)
GAZETTE = re.compile(r"gazette", re.IGNORECASE)


def words_of(scene: Scene) -> dict[str, re.Pattern[str]]:
    """What names each of those that are taken down, by their names in the scene."""
    article = (
        rf"prepares to go|gazette\.example/2025|is leaving to start|/articles/{scene.article.pk}\b"
    )
    return {
        "talvik": TALVIK,
        "halden": HALDEN,
        "gazette": GAZETTE,
        "article": re.compile(article),
    }


def showing(client: Client, before: list[Asked], scene: Scene, which: str) -> dict[str, str]:
    """The addresses that name it still, and the place where they do.

    Each is asked for that named it before, and the first of every pattern none of whose addresses did.
    """
    naming = [one for one in before if which in one.named]
    quiet = {one.pattern for one in before} - {one.pattern for one in naming}
    firsts = {one.pattern: one for one in reversed(before) if one.pattern in quiet}
    words, found = words_of(scene)[which], {}
    for _, address, query, _ in (*naming, *firsts.values()):
        text = said(client.get(address + query), address)
        if place := words.search(text):
            found[address + query] = text[max(0, place.start() - 60) : place.end() + 60]
    return found


def test_every_address_has_its_entry_in_the_walk() -> None:
    named = Named((), (), (), ())
    for pattern in of_readers():
        list(addresses(pattern, named))
    # The integrated site has them all; a part that is not there yet has no address to walk.
    assert set(FILLED) - set(of_readers()) <= {"corrections/"}


def test_an_address_without_an_entry_fails_the_walk_and_says_what_to_add() -> None:
    with pytest.raises(LookupError, match=r"add it to FILLED in tests/surfaces\.py"):
        list(addresses("forgotten/<slug:slug>/", Named((), (), (), ())))


def test_before_anything_is_taken_down_the_scene_names_her_on_every_kind_of_surface(
    before: list[Asked], scene: Scene
) -> None:
    """The walk can fail: each pattern that is not declared to name nobody names her somewhere."""
    seen = {one.pattern for one in before if "talvik" in one.named}
    quiet = {"companies/", "api/v1/flows/", "api/v1/sources/", "api/v1/sources/<int:id>/"}
    quiet |= {"outlets/", "api/v1/outlets/", "api/v1/outlets/<slug:slug>/"}
    # Companies, and how many came and went.
    quiet |= {"flows/chart.<picture:written>", "companies/<slug:slug>/balance.<picture:written>"}
    # Units, months, and moves that nobody told of before they were confirmed.
    quiet |= {
        "companies/<slug:slug>/lineage.<picture:written>",
        "companies/<slug:slug>/units/<slug:unit>/lineage.<picture:written>",
        "companies/<slug:slug>/units/<slug:unit>/events.<picture:written>",
        "months.<picture:written>",
        "races.<picture:written>",
    }
    quiet |= {"card.<picture:written>", "flows/card.<picture:written>"}
    quiet |= {
        "companies/<slug:slug>/card.<picture:written>",
        "companies/<slug:slug>/units/<slug:unit>/card.<picture:written>",
    }
    quiet |= {"api/v1/companies/", "api/v1/units/", "api/v1/units/<slug:slug>/"}
    assert set(of_readers()) - seen - NAMES_NOBODY - quiet == set()
    # And what else is taken down in what follows is named on so many kinds of surface at least.
    for which, least in (("halden", 60), ("gazette", 40), ("article", 28)):
        assert len({one.pattern for one in before if which in one.named}) >= least, which
    assert {which for one in before for which in one.named} == set(words_of(scene))


def test_a_feed_is_the_same_whichever_clock_is_asked_for(client: Client, named: Named) -> None:
    feeds = [one for one in of_readers() if one.startswith(CLOCKLESS)]
    assert feeds
    for pattern in feeds:
        address = next(addresses(pattern, named))
        assert client.get(address).content == client.get(address + CLOCKS[1]).content


@pytest.mark.parametrize("kind", [TakedownKind.HIDE, TakedownKind.ERASE])
def test_a_person_taken_down_is_named_on_no_surface(
    client: Client, scene: Scene, before: list[Asked], kind: TakedownKind
) -> None:
    take_down(target=scene.talvik, reason="She asked for it.", kind=kind)
    assert showing(client, before, scene, "talvik") == {}
    assert client.get("/people/mira-talvik/").status_code == 404
    assert client.get("/api/v1/people/mira-talvik/").status_code == 404


def test_lifting_it_brings_back_every_surface_as_it_was(client: Client, scene: Scene) -> None:
    walked = ("/people/mira-talvik/", "/people/", "/companies/halden/", "/moves/", "/",
              f"/articles/{scene.article.pk}/", "/api/v1/claims/", "/api/v1/moves.csv",
              "/api/v1/people/mira-talvik/timeline/", "/api/v1/articles/")  # fmt: skip
    before = [said(client.get(address), address) for address in walked]
    takedown = take_down(target=scene.talvik, reason="She asked for it.")
    assert before != [said(client.get(address), address) for address in walked]
    lift(takedown=takedown, reason="She changed her mind.")
    assert before == [said(client.get(address), address) for address in walked]


@pytest.mark.parametrize("which", ["halden", "gazette", "article"])
def test_a_company_an_outlet_or_an_article_taken_down_is_named_on_no_surface(
    client: Client, scene: Scene, before: list[Asked], which: str
) -> None:
    take_down(target=getattr(scene, which), reason="A court said so.")
    assert showing(client, before, scene, which) == {}


ASKED = (
    "/search/?q={}",
    "/search/suggest/?q={}",
    "/moves/?q={}",
    "/moves/?person={}",
    "/people/{}/",
    "/api/v1/search/?q={}",
    "/api/v1/people/?q={}",
    "/api/v1/moves/?q={}",
    "/api/v1/moves/?person={}",
    "/api/v1/moves/?company={}",
    "/api/v1/articles/?q={}",
    "/api/v1/statements/?q={}",
    "/api/v1/positions/?q={}",
)


def test_asking_for_her_is_answered_as_for_a_name_never_heard_of(
    client: Client, scene: Scene
) -> None:
    take_down(target=scene.talvik, reason="She asked for it.")
    for address in ASKED:
        pairs = [("mira-talvik", "zzqy-xwvut"), ("talvik", "zzqyxwvut")]
        # a slug has neither blanks nor accents
        if not any(part in address for part in ("person=", "company=", "people/{}")):
            pairs += [("Mira Talvik", "Zzqy Xwvut"), ("Tálvik", "Zzqyxé")]
        for pair in pairs:
            answers = []
            for words in pair:
                text = said(client.get(address.format(quote(words))), "")
                plus = quote(words).replace("%20", "+")
                # the last: within an address that another one leads back to
                for echo in (words, quote(words), plus, quote(plus, safe="")):
                    text = text.replace(echo, "…")
                answers.append(re.sub(r"ETag: .*|Content-Length: .*", "", text))
            assert answers[0] == answers[1], (address, pair)


def test_a_slug_that_was_taken_down_leads_to_its_neighbours_like_one_that_never_was(
    client: Client, scene: Scene
) -> None:
    PersonNameFactory.create(person=scene.talvik, name="Mira Talvix")
    PersonFactory.create(slug="mira-talvin", name="Mira Talvin")
    take_down(target=scene.talvik, reason="She asked for it.")
    for address in ("/people/{}/", "/api/v1/moves/?person={}", "/api/v1/people/{}/"):
        told = {}
        for slug in ("mira-talvik", "mira-talvix", "mira-talviz"):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address.format(slug))
            told[answer.text.replace(slug, "…"), answer.status_code, len(queries)] = slug
        assert len(told) == 1, (address, told)
        assert "/api/v1/people/" in address or "Mira Talvin" in next(iter(told))[0]


def test_what_a_client_holds_from_before_is_not_confirmed_after_a_takedown(
    client: Client, scene: Scene
) -> None:
    for address in ("/api/v1/people/", "/api/v1/claims/?person=ines-corva", "/api/v1/articles/"):
        before = client.get(address)
        again = client.get(address, headers={"if-none-match": before["ETag"]})
        assert again.status_code == 304
        assert "no-cache" in before["Cache-Control"]
        takedown = take_down(target=scene.talvik, reason="She asked for it.")
        answer = client.get(address, headers={"if-none-match": before["ETag"]})
        assert answer.status_code == 200
        assert not TALVIK.search(answer.content.decode())
        lift(takedown=takedown, reason="Again.")


def test_a_namesake_who_may_be_shown_keeps_the_name(
    client: Client, scene: Scene, named: Named
) -> None:
    PersonFactory.create(slug="mira-talvik-2", name="Mira Talvik")
    take_down(target=scene.talvik, reason="She asked for it.")
    assert "Mira Talvik" in client.get("/people/").content.decode()
    quoted = client.get(f"/articles/{named.articles[1].pk}/").content.decode()
    assert "Corva on Mira Talvik" in quoted


def test_editors_still_see_the_text_of_an_article_whole(
    client: Client, scene: Scene, named: Named
) -> None:
    take_down(target=scene.talvik, reason="She asked for it.")
    client.force_login(User.objects.create_superuser("chief"))
    page = client.get(f"/articles/{named.articles[1].pk}/").content.decode()
    assert "Before that Mira Talvik had asked her" in page
