"""To whom claims go back: credits followed, stories folded, in whatever order articles come in."""

from collections.abc import Iterable
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from people.models import Move, MoveState, Position
from tests.claims.scene import claim, outlet, settled, undone
from tests.factories import ArticleFactory, OutletDomainFactory, OutletFactory, UserFactory
from tracker.claims.ingest import Wishes, ingest_line
from tracker.claims.models import Claim, Decision
from tracker.claims.services import accept_claim
from tracker.claims.settling.origins import Credit
from tracker.claims.settling.origins import origins_of as credited
from tracker.claims.settling.reading_claims import KINDS, SaysOfPeople
from tracker.news.models import Article
from tracker.news.outlets import outlets_called

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}


def left(paper: str, day: str, via: str = "", **rest: Any) -> Claim:
    return claim("left", "reported", f"2025-03-{day}", outlet_=paper, via=via, **(TOLD | rest))


def origins_of(claims: Iterable[Claim]) -> dict[int, str]:
    """To whom each of these claims goes back, whatever else is on record about their people."""
    wanted = {claim.pk for claim in claims}
    Claim.objects.exclude(pk__in=wanted).update(withdrawn=True)
    Claim.objects.filter(pk__in=wanted).update(withdrawn=False)
    people = Claim.objects.filter(pk__in=wanted).values_list("person", flat=True)
    named = {person for person in people if person is not None}
    told = SaysOfPeople()
    told.read(named)
    told.hear(named)
    says = [
        say for person in named for kind in set(KINDS.values()) for say in told.of(person, kind)
    ]
    return {say.claim: say.origin for say in says}


def count(*claims: Claim) -> int:
    return len(set(origins_of(claims).values()))


@pytest.mark.parametrize(
    "name",
    [
        "Financial Times",
        "the Financial Times",
        "The Financial Times newspaper",
        "financial-times",
        "FT",
        "the FT",
        "F.T.",
        "ft.com",
        "www.ft.com",
    ],
)
def test_an_outlet_is_meant_by_name_slug_domain_or_initials(name: str) -> None:
    paper = OutletFactory.create(slug="financial-times", name="Financial Times")
    OutletDomainFactory.create(outlet=paper, domain="ft.com")
    OutletFactory.create(slug="the-information", name="The Information")
    assert outlets_called([name]) == {name: "financial-times"}
    assert outlets_called(["Information"]) == {"Information": "the-information"}


@pytest.mark.parametrize("name", ["", "GT", "the Times", "gazette", "ft.com.evil.example"])
def test_what_fits_two_outlets_or_none_names_nobody(name: str) -> None:
    for slug, full in (("gt", "Garden Trader"), ("gulf-tribune", "Gulf Tribune")):
        OutletFactory.create(slug=f"the-{slug}-paper", name=full)
    OutletDomainFactory.create(
        outlet=OutletFactory.create(slug="financial-times", name="Financial Times"), domain="ft.com"
    )
    assert outlets_called([name]) == {}


def test_a_credit_is_followed_to_whoever_credits_nobody() -> None:
    gazette = OutletFactory.create(slug="gazette", name="The Harbour Gazette")
    claims = [
        left("courier", "02", "the Harbour Gazette"),
        left("blog", "03", "Courier"),
        left(gazette.slug, "01"),
    ]
    outlet("courier").name = "Courier"
    assert set(origins_of(claims).values()) == {"gazette"}


def test_an_outlet_that_found_out_by_itself_beside_whom_it_credits_is_an_origin() -> None:
    claims = [
        left("gazette", "01"),
        left("courier", "02", "gazette"),
        left("courier", "02", evidence="Two people told the Courier so."),
        left("blog", "03", "courier"),
    ]
    assert [origins_of(claims)[one.pk] for one in claims] == [
        "gazette",
        "gazette",
        "courier",
        "courier",
    ]


def test_what_an_outlet_says_later_or_of_something_else_does_not_change_whom_a_credit_means() -> (
    None
):
    later = [left("blog", "02", "courier"), left("courier", "05", "gazette")]
    assert origins_of(later)[later[0].pk] == "courier"
    other = [left("courier", "01", "gazette", at="borealis"), left("blog", "02", "courier")]
    assert origins_of(other)[other[1].pk] == "courier"


def test_outlets_that_credit_each_other_are_one_origin() -> None:
    ring = [left("courier", "02", "blog"), left("blog", "02", "courier")]
    assert count(*ring) == 1
    assert count(*ring, left("post", "03", "blog")) == 1


def test_in_any_order_the_same_claims_go_back_to_the_same() -> None:
    matter = ("post", "end")
    told = [
        Credit(1, "a", matter, date(2025, 3, 1), "gazette"),
        Credit(2, "b", matter, date(2025, 3, 2), "courier", via="gazette"),
        Credit(3, "c", matter, date(2025, 3, 3), "blog", via="Courier"),
        Credit(4, "d", matter, date(2025, 3, 4), "post", via="blog"),
        Credit(5, "e", matter, date(2025, 3, 4), "herald", via="nobody known"),
    ]
    for slug in ("gazette", "courier", "blog"):
        OutletFactory.create(slug=slug, name=slug.title())
    found = {tuple(sorted(credited(order).items())) for order in permutations(told)}
    assert found == {
        ((1, "gazette"), (2, "gazette"), (3, "gazette"), (4, "gazette"), (5, "via:nobody-known"))
    }


def test_a_story_goes_back_to_the_outlet_that_was_first_with_it() -> None:
    gazette, courier = outlet("gazette"), outlet("courier")
    first = ArticleFactory.create(outlet=gazette)
    first.story.origin = first
    first.story.save()
    rewrite = ArticleFactory.create(outlet=courier, story=first.story)
    claims = [
        left("gazette", "01", article=first),
        left("courier", "02", article=rewrite),
        left("courier", "03", article=ArticleFactory.create(outlet=courier)),
    ]
    assert [origins_of(claims)[one.pk] for one in claims] == ["gazette", "gazette", "courier"]
    settled(*claims)
    assert Position.objects.get().end_origins == 2


HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
REPORT = (
    f"{HIRE} Her group at Meta had lost half of its computing budget in the spring, and two of her "
    "closest colleagues had gone before her. At Cohere she will build a laboratory for models that "
    "plan, and hire thirty researchers for it before the end of the year."
)
LINES = {
    "harbour": (REPORT, "2025-07-02"),
    "inland": (REPORT + " Cohere shares are not listed.", "2025-07-03"),
    "lowland": (HIRE + REPORT.removeprefix(HIRE).replace(" of the year", ""), "2025-07-04"),
    "midland": (REPORT, "2025-07-01"),
}


def told(paper: str) -> None:
    text, day = LINES[paper]
    line = f'{{"url": "https://{paper}.example/a", "text": "{text}", "published": "{day}"}}'
    (one,) = ingest_line(line, Wishes())
    assert one.state in {"new", "copy"}


def test_in_any_order_of_arrival_a_story_makes_the_same_facts_of_one_origin() -> None:
    by_day = tuple(sorted(LINES, key=lambda paper: LINES[paper][1]))
    made = {}
    for order in (by_day, *list(permutations(LINES))[::5]):
        with undone():
            for paper in order:
                told(paper)
            move = Move.objects.get(kind="hire", withdrawn=False)
            assert (move.origins, move.first_outlet) == (1, outlet_at("midland")), order
            made[order] = facts()
    assert len(made) == 6
    assert all(found == made[by_day] for found in made.values()), made


def outlet_at(paper: str) -> str:
    article = Article.objects.get(url=f"https://{paper}.example/a")
    assert article.outlet is not None
    return article.outlet.slug


def facts() -> list[object]:
    """All that stands, and who says it; what was withdrawn takes no part."""
    change = ("status", "origins", "first_outlet", "first_on")
    ends = ("from_company__slug", "to_company__slug")
    posts = Position.objects.supported().values_list(
        "person__slug",
        "organization__slug",
        "title",
        "start_status",
        "end_status",
        "start_origins",
        "end_origins",
        "start_first_outlet",
        "start_first_on",
        "confirmed_first",
        "confirmed_last",
    )
    said = Claim.objects.filter(withdrawn=False)
    return [
        sorted(said.values_list("type", "evidence", "outlet__slug", "published_on")),
        sorted(map(str, posts)),
        sorted(map(str, Move.objects.visible().values_list("kind", *ends, *change))),
        sorted(map(str, MoveState.objects.values_list("known", "kind", *ends, *change))),
    ]


def test_what_an_editor_decided_of_a_copy_stands_when_an_earlier_article_comes_in() -> None:
    text, day = LINES["harbour"]
    line = f'{{"url": "https://harbour.example/a", "text": "{text}", "published": "{day}"}}'
    list(ingest_line(line, Wishes(queue=True)))
    waiting = Claim.objects.get(type="joined")
    accept_claim(claim=waiting, editor=UserFactory.create())
    told("midland")
    (standing,) = Claim.objects.filter(type="joined", withdrawn=False)
    assert standing.pk == waiting.pk
    assert (standing.decision, standing.policy) == (Decision.ACCEPTED, "editor")
    assert standing.outlet is not None and standing.outlet.slug == outlet_at("midland")
    assert standing.evidence == HIRE
    assert Position.objects.supported().get(organization__name="Cohere")
