"""What can be handed in by command: any file, feed or line; and what is told of each."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.models import Move, Person, Position
from tests.claims.articles import HIRE, LEAVING
from tests.factories import OrganizationFactory
from tracker.claims.ingest import NO_TEXT, Told, Wishes, ingest, ingest_line
from tracker.claims.models import Claim
from tracker.claims.work import Edges
from tracker.extraction import Reading
from tracker.news.fetch import ErrorStatus, Fetched
from tracker.news.models import Article, Intake, Outlet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _companies() -> None:
    for name in ("Cohere", "Meta", "Mistral AI"):
        OrganizationFactory.create(slug=name.lower().replace(" ", "-"), name=name)


def run(*arguments: object) -> tuple[list[dict[str, object]], int]:
    """The objects that ``ingest --json`` prints, and its exit code."""
    out = io.StringIO()
    try:
        call_command("ingest", "--json", *map(str, arguments), stdout=out)
        code = 0
    except CommandError as error:
        code = error.returncode
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def web(pages: dict[str, bytes], asked: list[str]) -> Edges:
    """A web of these pages alone; ``asked`` collects what was fetched."""

    def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        asked.append(url)
        if url not in pages:
            raise ErrorStatus(404)
        kind = "application/rss+xml" if url.endswith(".xml") else "text/html; charset=utf-8"
        return Fetched(url, url, 200, pages[url], kind)

    return Edges(fetch=fetch)


def page(text: str) -> bytes:
    paragraphs = f"<p>{text}</p><p>The company did not answer questions about the matter.</p>"
    return f"<html lang=en><head><title>News</title></head><body><article><h1>News</h1>{paragraphs}</article></body></html>".encode()


def feed(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Courier</title>'
        f"<link>https://harbour.example/</link>{''.join(items)}</channel></rss>"
    )


def linked(url: str) -> str:
    return f"<item><title>News</title><link>{url}</link><pubDate>Wed, 02 Jul 2025 08:00:00 GMT</pubDate></item>"


ARABIC = "انضمت إيناس مورو إلى شركة كوهير من ميتا بصفتها كبيرة العلماء في الشركة الجديدة. " * 20
GERMAN = (
    "Ines Moreau wechselt von Meta zu Cohere und wird dort die neue Chefwissenschaftlerin. "
    "Das teilte das Unternehmen am Mittwoch mit, ohne weitere Einzelheiten zu nennen. "
) * 6


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ""),
        (b" \n\t\n ", ""),
        (bytes(range(256)) * 40, ""),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\xff" * 500, ""),
        (ARABIC, "not in english"),
        (GERMAN, "not in english"),
    ],
    ids=["empty", "blank", "binary", "image", "right-to-left", "german"],
)
def test_what_cannot_be_read_is_told_with_its_reason_and_the_others_are_ingested(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    bad = written(tmp_path / "bad.txt", content)
    good = written(tmp_path / "good.txt", HIRE)
    (first, second), code = run(bad, good)
    assert code == 1
    assert first["state"] == "unreadable" and first["url"] == str(bad)
    assert reason in str(first["reason"]).lower() and first["reason"]
    assert first["claims"] == first["queued"] == 0
    assert second["state"] == "new" and Move.objects.filter(kind="hire").exists()


@pytest.mark.parametrize("content", ["", " \n\t ", "<html><body></body></html>"])
def test_of_a_file_without_text_no_article_is_kept(tmp_path: Path, content: str) -> None:
    (line,), code = run(written(tmp_path / "bad.html", content))
    assert (line["state"], line["article"], code) == ("unreadable", None, 1)
    assert line["reason"] == NO_TEXT
    assert not Article.objects.exists()


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    lines, code = run(tmp_path / "nowhere.txt", tmp_path)
    assert code == 1
    assert [line["state"] for line in lines] == ["unreadable", "unreadable"]
    assert all(line["reason"] for line in lines)


def test_five_megabytes_are_read_or_refused_with_a_reason(tmp_path: Path) -> None:
    filler = "The weather over the harbour stayed as calm as it had been on the day before. "
    huge = written(tmp_path / "huge.txt", f"{HIRE} " + filler * (5_200_000 // len(filler)))
    (line,), code = run(huge)
    assert (line["state"], code) in {("new", 0), ("unreadable", 1)}
    assert bool(line["reason"]) == (line["state"] == "unreadable")


def test_a_day_on_which_nothing_can_have_been_published_is_refused_before_anything_is_read(
    tmp_path: Path,
) -> None:
    hire = written(tmp_path / "hire.txt", HIRE)
    for day in ("2931-01-01", "1994-12-31"):
        with pytest.raises(CommandError, match=f"{day}: give a day from 1995-01-01 until today"):
            call_command("ingest", "--published", day, str(hire))
    assert not Article.objects.exists()


def test_that_others_are_ingested_is_said_only_where_there_are_others(tmp_path: Path) -> None:
    hire, empty = written(tmp_path / "hire.txt", HIRE), written(tmp_path / "empty.txt", "")
    with pytest.raises(CommandError, match=r"^1 could not be read\.$"):
        call_command("ingest", str(empty), stdout=io.StringIO())
    with pytest.raises(CommandError, match=r"^1 could not be read; the others are ingested\.$"):
        call_command("ingest", str(empty), str(hire), stdout=io.StringIO())


def test_each_article_is_told_as_one_object_of_six_keys(tmp_path: Path) -> None:
    (line,), code = run("--published", "2025-07-02", written(tmp_path / "hire.txt", HIRE))
    article = Article.objects.get()
    claims = Claim.objects.count()
    assert (list(line), code) == (["url", "article", "state", "reason", "claims", "queued"], 0)
    assert line == {
        "url": str(tmp_path / "hire.txt"),
        "article": article.pk,
        "state": "new",
        "reason": "",
        "claims": claims,
        "queued": 0,
    }
    assert claims > 0


def test_the_day_and_the_outlet_that_a_bare_text_does_not_say_are_the_operator_s(
    tmp_path: Path,
) -> None:
    run(
        "--published",
        "2025-07-02",
        "--outlet",
        "Harbour Courier",
        written(tmp_path / "a.txt", HIRE),
    )
    article = Article.objects.get()
    assert (article.published_on, article.outlet) == (date(2025, 7, 2), Outlet.objects.get())
    assert Outlet.objects.get().name == "Harbour Courier"


def test_what_an_operator_wants_queued_is_counted(tmp_path: Path) -> None:
    (line,), _ = run("--queue", written(tmp_path / "hire.txt", HIRE))
    assert line["queued"] == line["claims"] != 0


def test_a_page_on_disk_is_read_as_a_page(tmp_path: Path) -> None:
    (line,), code = run("--published", "2025-07-02", written(tmp_path / "hire.html", page(HIRE)))
    assert (line["state"], code) == ("new", 0)
    assert HIRE in Article.objects.get().text and "<p>" not in Article.objects.get().text
    assert Move.objects.filter(kind="hire").exists()


def test_lines_of_json_are_ingested_in_their_order(tmp_path: Path) -> None:
    rows = [
        {"url": "https://a.example/1", "outlet": "Courier", "title": "A hire",
         "published": "2025-07-02", "text": HIRE},
        {"text": LEAVING, "published": "2025-02-01T10:00:00+02:00"},
    ]  # fmt: skip
    bad = ["no json", "[]", '{"title": "nothing"}', '{"text": "x", "published": "soon"}', '{"text": "x", "published": "2931-01-01"}',
           '{"url": "ftp://a.example/", "text": "x"}', '{"text": "\\ud800"}']  # fmt: skip
    path = written(tmp_path / "in.jsonl", "\n".join([*map(json.dumps, rows), "", *bad]))
    lines, code = run("--jsonl", path)
    assert [line["state"] for line in lines] == ["new", "new", *["unreadable"] * len(bad)]
    assert all(line["reason"] for line in lines[2:]) and code == 1
    first, second = Article.objects.order_by("pk")[:2]
    assert (first.url, str(first.outlet), first.title) == (
        "https://a.example/1",
        "Courier",
        "A hire",
    )
    assert (second.published_on, first.text) == (date(2025, 2, 1), HIRE)
    assert Move.objects.get(person__slug="ines-moreau", kind="hire").first_outlet == "courier"


def test_lines_of_json_again_change_nothing(tmp_path: Path) -> None:
    row = {"url": "https://a.example/1", "published": "2025-07-02", "text": HIRE}
    path = written(tmp_path / "in.jsonl", json.dumps(row))
    (first,), _ = run("--jsonl", path)
    before = list(Claim.objects.order_by("pk").values())
    (second,), code = run("--jsonl", path)
    assert second == first | {"state": "copy"} and code == 0
    assert list(Claim.objects.order_by("pk").values()) == before


# ── feeds ────────────────────────────────────────────────────────────────────────────────────────

ONE, TWO, GONE = (f"https://harbour.example/{name}" for name in ("one", "two", "gone"))


@pytest.fixture
def feed_file(tmp_path: Path) -> Path:
    return written(tmp_path / "feed.xml", feed(linked(ONE), linked(TWO), linked(GONE)))


def states(told: list[Told]) -> list[tuple[str, str]]:
    return [(one.url, one.state) for one in told]


def test_a_feed_on_disk_gives_a_line_for_each_item_fetched_by_its_address(feed_file: Path) -> None:
    asked: list[str] = []
    edges = web({ONE: page(HIRE), TWO: page(LEAVING)}, asked)
    told = list(ingest(str(feed_file), Wishes(), edges=edges))
    assert states(told) == [(ONE, "new"), (TWO, "new"), (GONE, "unreadable")]
    assert "404" in told[2].reason
    assert asked == [ONE, TWO, GONE]
    assert Article.objects.get(url=ONE).published_on == date(2025, 7, 2)


def test_a_feed_again_tells_each_item_again_and_fetches_only_what_failed(feed_file: Path) -> None:
    asked: list[str] = []
    edges = web({ONE: page(HIRE), TWO: page(LEAVING)}, asked)
    list(ingest(str(feed_file), Wishes(), edges=edges))
    claims = Claim.objects.count()
    told = list(ingest(str(feed_file), Wishes(), edges=edges))
    assert states(told) == [(ONE, "copy"), (TWO, "copy"), (GONE, "unreadable")]
    assert asked == [ONE, TWO, GONE, GONE]
    assert Claim.objects.count() == claims > 0


def test_the_items_of_a_feed_wait_when_the_operator_wants_them_queued(feed_file: Path) -> None:
    edges = web({ONE: page(HIRE), TWO: page(LEAVING)}, [])
    told = list(ingest(str(feed_file), Wishes(queue=True), edges=edges))
    assert all(one.claims == one.queued > 0 for one in told[:2])
    assert not Position.objects.exists()


def test_an_item_without_an_address_is_its_text_and_the_operator_s_outlet(tmp_path: Path) -> None:
    item = f"<item><title>News</title><description>{HIRE}</description></item>"
    path = written(tmp_path / "feed.xml", feed(item))
    wishes = Wishes(published=date(2025, 7, 2), outlet="Courier")
    (only,) = ingest(str(path), wishes, edges=web({}, []))
    article = Article.objects.get()
    assert only.article == article.pk
    assert (only.state, str(article.outlet), article.published_on) == (
        "new",
        "Courier",
        date(2025, 7, 2),
    )


def test_the_address_of_a_feed_gives_a_line_for_each_item() -> None:
    address = "https://harbour.example/feed.xml"
    pages = {address: feed(linked(ONE)).encode(), ONE: page(HIRE)}
    (only,) = ingest(address, Wishes(), edges=web(pages, []))
    assert (only.url, only.state) == (ONE, "new")
    (again,) = ingest(address, Wishes(), edges=web(pages, []))
    assert (again.url, again.state) == (ONE, "copy")


@pytest.mark.parametrize("by", ["file", "address"])
def test_a_feed_without_items_is_told_as_such(tmp_path: Path, by: str) -> None:
    address = "https://harbour.example/feed.xml"
    name = str(written(tmp_path / "feed.xml", feed())) if by == "file" else address
    (only,) = ingest(name, Wishes(), edges=web({address: feed().encode()}, []))
    assert (only.state, only.reason) == ("unreadable", "The feed has no items.")


def test_an_address_that_is_none_is_told() -> None:
    (only,) = ingest("http://", Wishes(), edges=web({}, []))
    assert only.state == "unreadable" and only.reason


# ── when something breaks ────────────────────────────────────────────────────────────────────────


def broken(*_: object) -> Reading:
    raise ZeroDivisionError("a rule divides by nothing")


def by_file(tmp_path: Path, edges: Edges) -> list[Told]:
    return list(ingest(str(written(tmp_path / "a.txt", HIRE)), Wishes(), edges=edges))


def by_line(_: Path, edges: Edges) -> list[Told]:
    return list(ingest_line(json.dumps({"text": HIRE}), Wishes(), edges=edges))


@pytest.mark.parametrize("handed_in", [by_file, by_line])
def test_a_reader_that_breaks_is_told_as_the_reason(
    tmp_path: Path, handed_in: Callable[[Path, Edges], list[Told]]
) -> None:
    (only,) = handed_in(tmp_path, Edges(reader=broken))
    assert only.state == "unreadable"
    assert "a rule divides by nothing" in only.reason
    assert not Intake.objects.filter(state="leased").exists()


def test_what_a_command_changes_is_written_down_under_its_name(tmp_path: Path) -> None:
    run(written(tmp_path / "hire.txt", HIRE), "--published", "2025-07-02")
    (person,) = Person.objects.all()
    contexts = {line.pgh_context.metadata["actor"] for line in person.events.all()}  # type: ignore[attr-defined]
    assert contexts == {"manage.py ingest"}
