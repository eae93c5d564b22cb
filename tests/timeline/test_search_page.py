"""What a search finds beside names: titles held, articles, statements; where the words stand, and how many."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Move
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationNameFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    PositionStateFactory,
    StatementFactory,
)
from tests.web.scene import SENTENCES, TODAY, Scene, build_scene
from tests.web.test_pages import text_of
from tracker.claims.models import Decision, TakedownKind
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.word_search import Asked, Piece
from tracker.timeline.questions.spelling import respelt
from tracker.timeline.search import Hit, search
from tracker.timeline.search_page import SearchPage, search_page, suggestions

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build_scene()


def found(words: str, kind: str = "", **clocks: Any) -> SearchPage:
    return search_page(words, kind=kind, **{"as_of": TODAY, **clocks})


def hits(page: SearchPage, kind: str) -> list[Any]:
    return [hit for section in page.sections if section.kind == kind for hit in section.hits]


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("tal", "Mira Tálvik", "Mira [Tál]vik"),
        ("mira talv", "Mira Tálvik", "[Mira] [Tálv]ik"),
        ("lecun", "Yann Le Cun", "Yann [Le] [Cun]"),
        ("le cun", "Yann LeCun", "Yann [LeCun]"),
        ("mind", "DeepMind", "Deep[Mind]"),
        ("tlavik", "Mira Talvik", "Mira [Talvik]"),
        ("strasse", "Große Straße", "Große [Straße]"),
        ("иван", "Иван Петров", "[Иван] Петров"),
        ("nobody", "Mira Talvik", "Mira Talvik"),
    ],
)
def test_what_was_asked_for_is_marked_where_it_stands(words: str, text: str, marked: str) -> None:
    assert shown(Asked.of(words).pieces(text)) == marked


def test_the_best_known_of_those_who_fit_alike_come_first_and_other_names_say_why(
    scene: Scene,
) -> None:
    PersonFactory.create(name="Mira Aalto", slug="mira-aalto")
    PersonNameFactory.create(person=scene.reyes, name="Jonas Miraflores")
    people = search("mira").people
    assert [hit.ref.name for hit in people] == ["Mira Talvik", "Mira Aalto", "Jonas Reyes"]
    assert shown(people[2].also) == "Jonas [Mira]flores"
    OrganizationNameFactory.create(organization=scene.ostra, name="Miraculix", alias=True)
    (company,) = search("miraculix").companies
    assert (company.ref.name, shown(company.also)) == ("Ostra", "[Miraculix]")
    assert [hit.ref.slug for hit in search("Иванов").people] == []
    PersonFactory.create(name="Пётр Иванов", slug="piotr-ivanov")
    for words in ("Иванов", "ivanov", "петр ива"):
        assert [hit.ref.slug for hit in search(words).people] == ["piotr-ivanov"], words


def test_who_holds_such_a_title_is_told_for_the_day(scene: Scene) -> None:
    PositionFactory.create(
        title="Deputy Chief Scientist",
        start=PartialDate.parse("2025"),
        start_status="done",
        confirmed_last=date(2025, 12, 1),
    )
    titles = hits(found("chief scien"), "titles")
    assert [shown(hit.title) for hit in titles] == [
        "[Chief] [Scien]tist",
        "Deputy [Chief] [Scien]tist",
    ]
    assert hits(found("researcher", as_of=date(2014, 1, 1)), "titles")
    assert not hits(found("researcher"), "titles")


def test_of_an_article_a_search_repeats_only_a_sentence_that_readers_get(scene: Scene) -> None:
    (hit,) = hits(found("halden language mod"), "articles")
    assert shown(hit.excerpt).endswith("said of [language] [mod]els.")
    (hit,) = hits(found("board tuesday"), "articles")
    assert hit.excerpt == ()
    assert SENTENCES[0] not in repr(hit)
    (hit,) = hits(found("prepares"), "articles")
    assert shown(hit.headline) == "Halden’s chief scientist [prepares] to go"
    assert not hits(found("prepares", known_on=date(2025, 12, 10)), "articles")
    scene.article.claims.all().update(decision=Decision.REJECTED)
    (hit,) = hits(found("language models"), "articles")
    assert hit.excerpt == ()
    take_down(target=scene.talvik, reason="She asked for it.", kind=TakedownKind.HIDE)
    for words in ("talvik", "mira tal", "talvi"):
        assert found(words).count == 0, words
    take_down(target=scene.article, reason="A court said so.", kind=TakedownKind.HIDE)
    assert not hits(found("prepares"), "articles")


def test_a_statement_is_found_by_the_name_of_the_speaker(scene: Scene) -> None:
    StatementFactory.create(quote="Nobody needs a larger model.")
    (hit,) = hits(found("talvik"), "statements")
    assert hit.person.name == "Mira Talvik"
    assert not hits(found("reyes"), "statements")


def test_a_statement_is_found_by_its_words_and_by_its_topic(scene: Scene) -> None:
    for words in ("prediction understand", "language models"):
        (hit,) = hits(found(words), "statements")
        assert hit.person.name == "Mira Talvik"
    assert not hits(found("prediction", known_on=date(2025, 12, 10)), "statements")
    assert not hits(found("prediction", as_of=date(2025, 12, 1), everything=False), "statements")


def test_the_page_counts_every_kind_shows_one_alone_and_asks_a_bounded_number_of_queries(
    client: Client, scene: Scene
) -> None:
    for number in range(40):
        person = PersonFactory.create(name=f"Talvika {number}")
        ClaimFactory.create(person=person, summary=True)
    for letter in "abcdefgh":
        PersonFactory.create(name=f"Zebulon {letter}. Quist")
    page = found("talvik")
    counts = {facet.kind: (facet.count, facet.cut) for facet in page.facets}
    assert counts["people"] == (25, True)
    assert (counts["articles"], counts["statements"]) == ((1, False), (1, False))
    assert len(hits(page, "people")) == 6
    alone = found("talvik", "people")
    assert [section.kind for section in alone.sections] == ["people"]
    assert len(hits(alone, "people")) == 41
    with CaptureQueriesContext(connection) as asked:
        html = client.get("/search/?q=talvik").content.decode()
    assert len(asked) <= 8
    assert "or more known finds for “talvik”" in html
    assert '<a href="?q=talvik&amp;kind=people">All people</a>' in html
    fewer = client.get("/search/?q=zebulon").content.decode()
    assert '<a href="?q=zebulon&amp;kind=people">All 8 people</a>' in fewer
    assert "People <b>25+</b>" in html
    assert client.get("/search/?q=talvik&kind=horses").status_code == 400
    with CaptureQueriesContext(connection) as asked:
        suggested = suggestions("talvik", as_of=TODAY)
    assert len(asked) <= 3
    assert next(line.hit.ref.name for line in suggested.people) == "Mira Talvik"
    assert suggested.people[0].post == "Chief Scientist, Halden"
    listed = client.get("/search/suggest/?q=tal&known_on=2025-12-15").content.decode()
    assert 'data-href="/people/mira-talvik/?known_on=2025-12-15"' in listed
    assert '<b class="hit">Tal</b>vik' in listed
    empty = client.get("/search/suggest/?q=zzz").content.decode()
    assert "No record suggested" in empty and "option" not in empty
    assert isinstance(search("halden").units[0], Hit)


@pytest.mark.parametrize(
    ("words", "kept", "left_out", "slugs"),
    [
        ("Talvik hurriedly", ("Talvik",), ("hurriedly",), {"mira-talvik"}),
        ("what Mira Tálvik, says now", ("Mira Tálvik",), ("what", "says", "now"), {"mira-talvik"}),
        (
            "Talvik and Norwick in uproar",
            ("Talvik", "Norwick"),
            ("uproar",),
            {"mira-talvik", "norwick"},
        ),
        ("Foundations Lab closure", ("Foundations Lab",), ("closure",), {"halden-foundations"}),
        ("jonas talvik", ("jonas", "talvik"), (), {"jonas-reyes", "mira-talvik"}),
        ("lab of nobody", (), (), set()),
    ],
)
def test_with_a_word_too_many_those_whom_the_others_name_are_found(
    scene: Scene, words: str, kept: tuple[str, ...], left_out: tuple[str, ...], slugs: set[str]
) -> None:
    withheld()  # which names are withheld is known since the last request
    with CaptureQueriesContext(connection) as asked:
        page = found(words)
    assert len(asked) <= 10
    assert (page.kept, page.left_out) == (kept, left_out)
    people = {line.hit.ref.slug for line in hits(page, "people")}
    bodies = {hit.ref.slug for kind in ("companies", "units") for hit in hits(page, kind)}
    assert people | bodies == slugs


def test_the_moves_that_the_words_left_over_mean_are_told_with_those_they_name(
    client: Client, scene: Scene
) -> None:
    move = Move.objects.get(person=scene.talvik, to_company=scene.halden)
    words = "Talvik Halden Ostra hurriedly"
    assert move.pk in {line.move for line in hits(found("Talvik hurriedly"), "moves")}
    html = client.get("/search/", {"q": words}).content.decode()
    assert f"has all the words of “{words}”" in html
    assert "left out: “hurriedly”." in html
    talvik, halden = '<a href="/people/mira-talvik/">Talvik</a>', '"/companies/halden/">Halden</a>'
    assert f"{talvik}, <a href={halden} and <a" in html
    PersonFactory.create(slug="ida-talvik", name="Ida Talvik")
    html = client.get("/search/", {"q": words}).content.decode()
    assert f'<a href="?q=Talvik">Talvik</a>, <a href={halden} and <a' in html


def test_nobody_withheld_is_found_by_a_part_of_the_words(scene: Scene) -> None:
    take_down(target=scene.talvik, reason="She asked for it.", kind=TakedownKind.HIDE)
    assert found("Talvik left").count == 0
    assert found("Talvik Ostra departure").count == 0


def test_where_all_of_the_words_are_found_together_nothing_more_is_asked(scene: Scene) -> None:
    withheld()  # which names are withheld is known since the last request
    with CaptureQueriesContext(connection) as asked:
        page = found("mira talvik")
    assert page.kept == ()
    assert len(asked) == 8


@pytest.mark.parametrize("known_on", [None, TODAY])
def test_a_question_to_which_finds_of_every_kind_are_added_asks_ten_times_at_most(
    scene: Scene, known_on: date | None
) -> None:
    words = "ostra to norwick labs"
    nearly = PersonFactory.create(name="Ostre Norwik Labbs")
    post = PositionFactory.create(
        person=nearly,
        organization=scene.norwick,
        title="Envoy from Ostra to Norwick Labs",
        start=PartialDate.parse("2025-03"),
        start_status="done",
        confirmed_last=date(2025, 12, 1),
    )
    move = MoveFactory.create(
        arrival=post,
        from_company=scene.ostra,
        title=post.title,
        sort_on=date(2025, 3, 1),
        first_outlet=scene.gazette.slug,
    )
    PositionStateFactory.create(
        position=post,
        start=post.start,
        start_status="done",
        confirmed_last=post.confirmed_last,
    )
    MoveStateFactory.create(move=move, title=move.title, first_outlet=scene.gazette.slug)
    said = {"quote": "From Ostra to Norwick Labs it is far.", "first_on": date(2025, 3, 1)}
    StatementFactory.create(person=nearly, first_outlet=scene.gazette.slug, **said)
    article = ArticleFactory.create(text=said["quote"], published_on=date(2025, 3, 1))
    about = {"person": nearly, "published_on": date(2025, 3, 1)}
    ClaimFactory.create(article=article, organization=scene.norwick, other=scene.ostra, **about)
    withheld()  # which names are withheld is known since the last request
    with CaptureQueriesContext(connection) as asked:
        page = found(words, known_on=known_on)
    assert [line.move for line in page.asked_lines] == [move.pk]
    assert {section.kind for section in page.sections} == {"titles", "articles", "statements"}
    assert len(asked) <= 10


def test_of_a_search_that_is_too_long_the_page_says_what_was_looked_for(
    client: Client, scene: Scene
) -> None:
    assert scene.talvik.name == "Mira Talvik"
    typed = "Talvik " + "and whatever else she may be doing these days " * 6
    page = text_of(client.get("/search/", {"q": typed}))
    looked_for = " ".join(typed.split())[:100]
    assert "longer than a search may be: only its first 100 characters were looked for." in page
    assert f"“{looked_for}”" in page and typed.strip() not in page
    assert "longer than a search" not in text_of(client.get("/search/", {"q": looked_for}))
    said = "Only the first 6 words were looked for."
    StatementFactory.create(person=scene.talvik, quote="One two three four five six")
    assert said in text_of(client.get("/search/?q=one+two+three+four+five+six+seven"))
    assert said not in text_of(client.get("/search/?q=one+two+three+four+five+six"))


def test_a_section_says_how_many_of_its_finds_it_shows(client: Client) -> None:
    for at in range(8):
        PersonFactory.create(name=f"Zebulon {at}")
    assert "People 6 of 8" in text_of(client.get("/search/?q=zebulon"))
    assert "People 6 of" not in text_of(client.get("/search/?q=zebulon&kind=people"))


def test_a_day_that_is_no_name_finds_nobody_who_is_called_nearly_so(
    client: Client, scene: Scene
) -> None:
    PersonFactory.create(name="Marc Second")
    assert "Marc Second" in text_of(client.get("/search/?q=marc+second"))
    for words in ("Halden on 1 March", "Norwick Labs 2 March 2024", "Ostra in March"):
        page = text_of(client.get("/search/", {"q": words}))
        assert "Marc Second" not in page and "March" in page, words
    page = text_of(client.get("/search/?q=Talvikk+in+March+2025"))
    assert scene.talvik.name in page
    assert "The finds are not narrowed to Mar 2025 ." in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chief scientst", "chief scientist"),
        ("Cheif Scientist", "chief Scientist"),
        ("vice presidant", "vice president"),
        ("research enginer", "research engineer"),
        ("chief scientist", ""),
        ("scien", ""),
        ("scientists", ""),
        ("Mira Talvk", ""),
        ("xyzzy", ""),
    ],
)
def test_a_misspelt_word_of_a_title_is_known_for_what_is_meant(typed: str, meant: str) -> None:
    assert respelt(Asked.of(typed)) == meant


def test_a_title_with_a_wrong_letter_leads_to_the_right_spelling_with_its_clocks(
    client: Client,
) -> None:
    build_scene()
    page = client.get("/search/?q=chief+scientst&as_of=2025-11-01").text
    assert '<a href="?q=chief%20scientist&amp;as_of=2025-11-01">chief scientist</a>' in page
    assert "meant?" in client.get("/search/?q=Halden+scientst").text
    found = client.get("/search/?q=chief+scientist").text
    assert "Mira Talvik" in found and "meant?" not in found
