"""The evidence of a fact, opened where a page leaves it to be asked for."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from companies.models import OrgEvent, Stake
from people.models import Founding, Move, Position, ReportingLine, Statement
from tests.claims.scene import claim, settled
from tests.factories import MoveFactory
from tests.web.scene import SENTENCES, Scene, build_scene
from tests.web.test_pages import text_of
from tracker.claims.models import Claim, TakedownKind
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.fact_names import FactName

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def shore() -> Position:
    """Somebody who led Kiln for two days, told by one outlet as the start and by another as the end."""
    settled(
        *(
            claim(
                kind,
                "done",
                day,
                outlet_=outlet,
                on=day,
                who="emil-shore",
                at="kiln",
                title="chief executive",
            )
            for kind, day, outlet in (
                ("joined", "2023-11-20", "first-wire"),
                ("left", "2023-11-22", "second-wire"),
            )
        )
    )
    return Position.objects.get()


def address(*names: str, query: str = "") -> str:
    return f"/evidence/{','.join(names)}/{query}"


def test_the_evidence_of_a_fact_names_outlet_day_and_the_way_to_the_original(
    client: Client, shore: Position
) -> None:
    answer = client.get(address(f"position-{shore.pk}"))
    page = text_of(answer)
    assert (
        "Emil Shore , chief executive at Kiln , from 20 Nov 2023 , last day 21 Nov 2023 , gone from 22 Nov 2023 ."
        in page
    )
    for told, day in zip(Claim.objects.order_by("published_on"), (20, 22), strict=True):
        assert f"after {told.outlet}, {day} Nov 2023" in page
        assert told.address in answer.text
    assert f"/people/emil-shore/#position-{shore.pk}" in answer.text


def test_a_start_of_which_only_bounds_are_told_is_begun_by_then_and_a_stop_follows_its_word(
    client: Client, shore: Position
) -> None:
    assert "</time></span>." in client.get(address(f"position-{shore.pk}")).text
    Position.objects.filter(pk=shore.pk).update(start=PartialDate.parse("../2023-07-12"))
    assert ", begun by 12 Jul 2023" in text_of(client.get(address(f"position-{shore.pk}")))


def test_one_end_of_a_post_is_told_by_what_speaks_of_it(client: Client, shore: Position) -> None:
    start, end = (
        text_of(client.get(address(f"position-{shore.pk}-{one}"))) for one in ("start", "end")
    )
    first, second = Claim.objects.order_by("published_on")
    assert str(first.outlet) in start and str(second.outlet) not in start
    assert str(second.outlet) in end and str(first.outlet) not in end


def test_evidence_that_was_published_later_is_not_known_yet(
    client: Client, shore: Position
) -> None:
    known = text_of(client.get(address(f"position-{shore.pk}", query="?known_on=2023-11-21")))
    first, second = Claim.objects.order_by("published_on")
    assert str(first.outlet) in known and str(second.outlet) not in known
    assert (
        client.get(address(f"position-{shore.pk}", query="?known_on=2023-11-01")).status_code == 404
    )


def test_several_facts_of_all_kinds_are_told_in_the_order_asked_for(
    client: Client, shore: Position, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settled(
        claim("reports_to", "done", "2024-01-02", who="ada", at="kiln", manager="emil-shore"),
        claim("layoff", "done", "2024-01-03", at="kiln", on="2024-01", values={"count": 40}),
        claim("stake", "done", "2024-01-04", at="kiln", other="pier", values={"percent": 12}),
    )
    names = [
        f"stake-{Stake.objects.get().pk}",
        f"event-{OrgEvent.objects.get().pk}",
        f"line-{ReportingLine.objects.get().pk}",
        f"position-{shore.pk}",
    ]
    with django_assert_max_num_queries(12):
        page = client.get(address(*names)).text
    places = [
        page.index(words) for words in ("a stake of", "cut 40 jobs", "answer", "chief executive at")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "name",
    ["move-1", "position-", "position-x", "position-1-held", "position-1,", "event-" + "9" * 30],
)
def test_what_names_no_fact_has_no_evidence(client: Client, name: str) -> None:
    assert client.get(address(name)).status_code == 404


def test_no_more_than_a_dozen_facts_are_asked_for_at_once(client: Client, shore: Position) -> None:
    name = f"position-{shore.pk}"
    others = [str(FactName("position", shore.pk + more)) for more in range(1, 13)]
    assert client.get(address(name, *others[:-1])).status_code == 200
    assert client.get(address(name, *others)).status_code == 404


def test_htmx_is_given_the_evidence_without_the_page(client: Client, shore: Position) -> None:
    part = client.get(address(f"position-{shore.pk}"), headers=HTMX)
    assert "<h1" not in part.text and "HX-Request" in part["Vary"]
    assert str(Claim.objects.earliest("published_on").outlet) in part.text


@pytest.fixture
def scene() -> Scene:
    return build_scene()


def leaving(scene: Scene) -> Move:
    """Her departure, of which a sentence of the Gazette tells."""
    return Move.objects.get(person=scene.talvik, to_company=None)


def test_a_row_of_moves_leaves_its_evidence_and_its_citation_to_be_asked_for(
    client: Client, scene: Scene
) -> None:
    page = client.get("/moves/?as_of=2025-12-20").text
    there = f"/evidence/move-{leaving(scene).pk}/?as_of=2025-12-20"
    for menu in ("evidence", "cite"):
        assert f'hx-get="{there}&amp;menu={menu}"' in page
    assert f'href="{there}"' in page and f'href="{there}#cite"' in page
    assert "is leaving to start" not in page
    assert f"move {leaving(scene).pk}, Reshuffle" not in unescape(page).replace("”", "")


def test_htmx_is_given_the_menu_of_a_row_open_and_nothing_of_the_page(
    client: Client, scene: Scene
) -> None:
    name = f"move-{leaving(scene).pk}"
    evidence, cite = (
        client.get(address(name, query=f"?as_of=2025-12-20&menu={menu}"), headers=HTMX).text
        for menu in ("evidence", "cite")
    )
    for menu in (evidence, cite):
        assert menu.strip().startswith('<details class="menu" name="evidence" open>')
        assert "<h1" not in menu
    assert SENTENCES[1] in unescape(evidence) and "@online" not in evidence
    assert "@online" in cite and "&quot;container-title&quot;" in cite
    assert re.search(rf"/people/mira-talvik/\?as_of=2025-12-20&amp;known_on=[\d-]+#{name}", cite)


def test_the_page_of_a_move_has_its_evidence_and_the_three_forms_of_its_citation(
    client: Client, scene: Scene
) -> None:
    page = unescape(client.get(address(f"move-{leaving(scene).pk}")).text)
    assert SENTENCES[1] in page
    assert all(form in page for form in ("Reshuffle, true on", "@online", '"container-title"'))


def test_facts_that_are_no_move_have_a_citation_and_their_evidence_is_no_menu(
    client: Client, shore: Position
) -> None:
    cite, evidence = (
        client.get(address(f"position-{shore.pk}", query=f"?menu={menu}"), headers=HTMX).text
        for menu in ("cite", "evidence")
    )
    assert "@online" in cite and 'class="menu"' in cite
    assert "@online" not in evidence and 'class="ev"' in evidence


def test_a_fact_is_cited_by_its_sentence_its_number_and_its_place_on_the_page_that_tells_it(
    client: Client, shore: Position
) -> None:
    settled(
        claim("reports_to", "done", "2024-01-02", who="ada", at="kiln", manager="emil-shore"),
        claim("layoff", "done", "2024-01-03", at="kiln", on="2024-01", values={"count": 40}),
    )
    line, event = ReportingLine.objects.get(), OrgEvent.objects.get()
    clocks = "?as_of=2024-05-01&known_on=2024-05-02"
    for name, title, place in (
        (
            f"position-{shore.pk}",
            f"Emil Shore, chief executive at Kiln, position {shore.pk}",
            f"/people/emil-shore/{clocks}#position-{shore.pk}",
        ),
        (
            f"line-{line.pk}",
            f"Ada answers to Emil Shore at Kiln, reporting line {line.pk}",
            f"/people/ada/{clocks}#line-{line.pk}",
        ),
        (
            f"event-{event.pk}",
            f"Kiln cut 40 jobs, event {event.pk}",
            f"/companies/kiln/{clocks}&before=",
        ),
    ):
        asked = address(name, query=f"{clocks}&menu=cite-here")
        told = unescape(client.get(asked, headers=HTMX).text)
        assert f"“{title}”, Reshuffle, true on 2024-05-01" in told
        assert f"http://testserver{place}" in told
    cited = re.search(r"http://testserver(/companies/kiln/[^\s,]*)#(event-\d+)", told)
    assert cited is not None and f'id="{cited[2]}"' in client.get(cited[1]).text


def test_several_facts_are_cited_together_by_the_page_of_their_evidence(
    client: Client, shore: Position
) -> None:
    settled(claim("joined", "done", "2024-01-02", who="ada", at="kiln", title="engineer"))
    ada = Position.objects.get(person__slug="ada")
    names = address(f"position-{shore.pk}-end", f"position-{ada.pk}")
    told = unescape(client.get(f"{names}?as_of=2024-05-01&known_on=2024-05-02").text)
    assert f"position {shore.pk}; Ada, engineer at Kiln, position {ada.pk}”, Reshuffle" in told
    assert f"http://testserver{names}?as_of=2024-05-01&known_on=2024-05-02" in told


def test_every_row_that_leads_to_its_evidence_leads_to_its_citation_beside_it(
    client: Client, scene: Scene
) -> None:
    settled(
        claim("reports_to", "done", "2024-01-02", who="ada", at="kiln", manager="emil-shore"),
        claim("joined", "done", "2023-11-20", who="emil-shore", at="kiln", title="chief executive"),
        claim("layoff", "done", "2024-01-03", at="kiln", on="2024-01", values={"count": 40}),
    )
    # The first of a timeline stands with its evidence open: that is not to be what she said.
    MoveFactory.create(arrival__person=scene.talvik, sort_on=date(2025, 12, 19))
    asked = re.compile(
        r'class="ev-ask" href="(?P<there>[^"]*)"[^>]*>[^<]*<span class="vh"> for (?P<about>[^<]*)</span></a>'
        r'(?P<cite> <a class="cite-ask" href="(?P=there)#cite"[^>]*>Cite<span class="vh"> (?P=about)</span></a>)?'
    )
    kinds: set[str] = set()
    for page in (
        *("/", "/people/mira-talvik/", "/people/jonas-reyes/", "/people/emil-shore/"),
        *("/companies/halden/", "/companies/halden/people/?days=all", "/companies/kiln/"),
        "/companies/halden/chart/?as_of=2025-12-15&compare=2020-01-01",
    ):
        for found in asked.finditer(client.get(page).text):
            assert found["cite"], found[0]
            names = found["there"].split("/")[2].split(",")
            kinds |= {name.partition("-")[0] for name in names}
    assert kinds == {"position", "line", "event", "stake", "statement", "move"}


def test_the_evidence_of_a_reporting_line_opens_where_a_page_tells_who_answered_to_whom(
    client: Client,
) -> None:
    settled(claim("reports_to", "done", "2024-01-02", who="ada", at="kiln", manager="emil-shore"))
    line = ReportingLine.objects.get()
    for slug in ("ada", "emil-shore"):
        told = client.get(f"/people/{slug}/").text.partition('id="answering"')[2]
        there = f"/evidence/line-{line.pk}/"
        assert f'href="{there}" hx-get="{there}" hx-swap="outerHTML">Evidence' in told
        assert "for Ada answering to Emil Shore at Kiln" in told


def test_the_two_ends_of_a_move_told_apart_are_asked_for_apart_on_a_timeline(
    client: Client,
) -> None:
    settled(
        claim("joined", "done", "2020-02-03", who="ada", at="kiln", outlet_="first-wire"),
        claim("left", "done", "2024-05-02", who="ada", at="kiln", outlet_="second-wire"),
        claim(
            "joined", "done", "2024-06-03", who="ada", at="pier", other="kiln", outlet_="third-wire"
        ),
        # The newest of a timeline stands open.
        claim("joined", "done", "2025-01-02", who="ada", at="quay"),
        claim("joined", "done", "2025-02-03", who="bob", at="kiln"),
    )
    move = Move.objects.get(to_company__slug="pier")
    left, came = (
        Claim.objects.get(outlet__slug=slug).address for slug in ("second-wire", "third-wire")
    )
    asked = client.get("/people/ada/").text + client.get("/companies/kiln/").text
    for name, told, untold in (
        (f"move-{move.pk}-start", came, left),
        (f"move-{move.pk}-end", left, came),
        (f"move-{move.pk}", left, None),
    ):
        part = client.get(address(name), headers=HTMX).text
        assert told in part and (untold is None or untold not in part)
        assert f'hx-get="/evidence/{name}/"' in asked


@pytest.mark.parametrize("query", ["", "&menu=evidence", "&menu=cite"])
def test_a_row_that_could_not_be_known_yet_has_neither_evidence_nor_citation(
    client: Client, shore: Position, query: str
) -> None:
    name = f"move-{Move.objects.earliest('sort_on').pk}"
    for headers in ({}, HTMX):
        for day, status in (("2023-11-19", 404), ("2023-11-20", 200)):
            asked = address(name, query=f"?known_on={day}{query}")
            assert client.get(asked, headers=headers).status_code == status


@pytest.mark.parametrize("menu", ["evidence", "cite"])
def test_what_is_taken_down_is_gone_from_the_menus_of_rows(
    client: Client, scene: Scene, menu: str
) -> None:
    asked = address(f"move-{leaving(scene).pk}", query=f"?menu={menu}")
    assert client.get(asked, headers=HTMX).status_code == 200
    take_down(target=scene.article, reason="A court said so.")
    assert "is leaving" not in client.get(asked, headers=HTMX).text
    take_down(target=scene.talvik, reason="She asked for it.")
    assert client.get(asked, headers=HTMX).status_code == 404


def test_a_founding_and_a_statement_have_their_evidence(client: Client, scene: Scene) -> None:
    founding, statement = Founding.objects.get(), Statement.objects.get()
    assert "He told us so himself." in client.get(address(f"founding-{founding.pk}")).text
    page = unescape(client.get(address(f"statement-{statement.pk}")).text)
    assert SENTENCES[5] in page and "Mira Talvik</a> on language models" in page


@pytest.mark.parametrize(
    "page",
    ["/", "/moves/", "/people/mira-talvik/", "/companies/halden/", "/companies/halden/people/",
     "/flows/?since=2010&until=2026&from_company=norwick&to_company=halden"],
)  # fmt: skip
def test_all_evidence_can_be_written_out(client: Client, scene: Scene, page: str) -> None:
    brief = client.get(page).text.partition("<main")[2]
    whole = client.get(f"{page}{'&' if '?' in page else '?'}evidence=all").text.partition("<main")[
        2
    ]
    asked = re.compile(r'href="(/evidence/[^"]*)" hx-get="[^"]*" hx-swap="outerHTML">')
    rows = [unescape(one) for one in asked.findall(brief)]
    assert rows
    assert whole.count('<figure class="quote') > brief.count('<figure class="quote')
    assert all(client.get(one).status_code == 200 for one in rows)


def test_a_reply_stands_on_the_page_and_not_again_beside_the_evidence_asked_for(
    client: Client, scene: Scene
) -> None:
    post = Position.objects.get(person=scene.talvik, organization=scene.norwick)
    take_down(target=post, reason="She answered.", kind=TakedownKind.ANNOTATE, reply="Seven years.")
    page = client.get("/companies/norwick/people/?days=all").text
    assert page.count("Seven years.") == 1
    asked = re.search(rf'hx-get="(/evidence/position-{post.pk}/[^"]*)"', page)
    assert asked is not None
    part = client.get(unescape(asked[1]), headers=HTMX).text
    assert "six years at Norwick Labs" in part and "Seven years." not in part


@pytest.mark.django_db(transaction=True)
def test_a_keyboard_opens_the_evidence_of_a_leader_where_the_page_names_them(
    page: Page, shore: Position
) -> None:
    page.goto("/companies/kiln/")
    page.get_by_label("Who led it on").fill("2023-11-21")
    page.get_by_label("Who led it on").press("Enter")
    expect(page.locator(".now")).to_contain_text("Emil Shore, chief executive")
    page.get_by_role("link", name="Evidence for Emil Shore").first.press("Enter")
    expect(page.locator(".now .ev[open] > summary")).to_be_focused()
    expect(page.locator(".now")).to_contain_text(str(Claim.objects.earliest("pk").outlet))
    assert page.url.endswith("/companies/kiln/?as_of=2023-11-21")


@pytest.mark.django_db(transaction=True)
def test_without_scripts_the_evidence_of_a_leader_is_a_page_of_the_same_day(
    plain_page: Page, shore: Position
) -> None:
    plain_page.goto("/companies/kiln/?as_of=2023-11-21")
    plain_page.get_by_role("link", name="Evidence for Emil Shore").first.click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Evidence")
    expect(plain_page.locator("#clocks")).to_contain_text("True on 21 Nov 2023")
    expect(plain_page.locator("main")).to_contain_text(str(Claim.objects.earliest("pk").outlet))
