"""The front page: what is new while it is open, the biggest stories, and what it says where nothing is."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Move
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrgEventFactory,
    OutletFactory,
    UserFactory,
    known_from,
)
from tests.timeline.test_races import told
from tests.web.scene import TODAY, build_scene
from tracker.claims.takedowns import take_down
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.front import front
from tracker.timeline.since import mark
from tracker.timeline.wording import plain
from tracker.web.days import say

pytestmark = pytest.mark.django_db


def asked_for(html: str) -> str:
    """The address that the page looks at for new moves."""
    found = re.search(r'hx-get="(/moves/new/[^"]*)"', html)
    assert found, "the page does not look for new moves"
    return found[1].replace("&amp;", "&")


def test_the_clocks_of_the_front_page_say_of_which_day_its_newest_report_is(client: Client) -> None:
    assert "newest report" not in client.get("/").text
    for day in (date(2025, 7, 2), date(2025, 3, 1)):
        MoveFactory.create(first_on=day)
    strip = re.search(r'<section id="clocks".*?</section>', client.get("/").text, re.DOTALL)
    assert strip and re.search(
        r"newest report of a move on record: <b><time[^>]*>2 Jul 2025", strip[0]
    )
    then = client.get("/?known_on=2025-06-01").text
    assert "2 Jul 2025" not in then


def test_a_page_tells_how_many_moves_came_in_since_it_was_opened(client: Client) -> None:
    scene = build_scene()
    pages = ("/", "/people/mira-talvik/", "/companies/halden/")
    home, person, company = (asked_for(client.get(page).text) for page in pages)
    assert client.get(home).status_code == 204
    move = MoveFactory.create(to_company=scene.halden)
    MoveFactory.create(to_company=scene.norwick)
    withheld()
    with CaptureQueriesContext(connection) as asked:
        told = client.get(home)
    assert len(asked) == 1
    assert "2 new known moves" in told.text and 'href="/"' in told.text
    assert "public" in told["Cache-Control"] and "max-age" in told["Cache-Control"]
    # Once told, it is not told again.
    assert client.get(asked_for(told.text)).status_code == 204
    assert client.get(person).status_code == 204
    assert "1 new known move" in client.get(company).text
    move.save()  # a move that is only changed is none that came in
    assert client.get(company).text.count("1 new known move") == 1
    take_down(target=move.person, reason="Asked for it.")
    assert client.get(company).status_code == 204
    take_down(target=scene.talvik, reason="Asked for it.")
    assert client.get(person).status_code == 404
    for wrong in ("", "?after=x", "?after=-1", f"?after={2**63}", "?after=0&person=%00"):
        assert client.get(f"/moves/new/{wrong}").status_code == 400, wrong
    for page in pages[::2]:
        assert "/moves/new/" not in client.get(f"{page}?as_of=2025-12-15").text
    assert mark() > 0


def test_the_biggest_stories_are_those_that_most_independent_outlets_tell(client: Client) -> None:
    scene = build_scene(others=7)
    told = front(as_of=TODAY, everything=False).biggest
    said = [(plain(one.entry.sentence), one.entry.origins) for one in told.stories]
    assert said[0] == ("Hired 3 may become Engineer at Norwick Labs, according to The Gazette", 3)
    assert [origins for _, origins in said] == sorted((o for _, o in said), reverse=True)
    assert all(origins >= 2 for _, origins in said)
    event = OrgEventFactory.create(
        organization=scene.halden,
        kind="layoff",
        count=70,
        first_on=date(2025, 12, 19),
        happened=None,
        origins=9,
        first_outlet="the-gazette",
    )
    for name, day in (("Courier", 19), ("Post", 20)):
        ClaimFactory.create(
            summary=True,
            event=event,
            organization=scene.halden,
            outlet=OutletFactory.create(name=name, slug=name.lower()),
            published_on=date(2025, 12, day),
        )
    first = front(as_of=TODAY, everything=False).biggest.stories[0]
    assert plain(first.entry.sentence) == "Halden cut 70 jobs"
    assert [name for name, _ in first.outlets] == ["Courier", "Post"]
    event.claims.filter(outlet__name="Courier").update(via="The Wire")
    type(event).objects.filter(pk=event.pk).update(first_outlet="courier")
    first = front(as_of=TODAY, everything=False).biggest.stories[0]
    assert [name for name, _ in first.outlets] == ["The Wire, as cited by Courier", "Post"]
    page = client.get("/?as_of=2025-12-20")
    assert "Courier" in page.text and "Biggest stories" in page.text
    # What nobody had published by then is not among them.
    early = front(as_of=TODAY, known_on=date(2025, 12, 18)).biggest
    assert "Halden cut 70 jobs" not in [plain(one.entry.sentence) for one in early.stories]
    withheld()
    with CaptureQueriesContext(connection) as asked:
        front(as_of=TODAY, everything=False)
    assert len(asked) <= 9
    signed_in = Client()
    signed_in.force_login(UserFactory.create())
    for reader, most in ((client, 10), (signed_in, 12)):
        reader.get("/")
        with CaptureQueriesContext(connection) as asked:
            reader.get("/")
        assert len(asked) <= most


def test_a_front_page_without_anything_says_what_to_do(client: Client) -> None:
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/").text).split())
    assert "No known moves up to" in words
    assert "No story that two independent outlets tell." in words
    assert "None on record" in words
    long_ago = timezone.now().date() - timedelta(days=100)
    for status in ("done", "announced", "done"):
        MoveFactory.create(first_on=long_ago, sort_on=long_ago, status=status)
    MoveFactory.create(first_on=long_ago - timedelta(days=1), status="denied")
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/").text).split())
    day = say(long_ago)
    assert (
        f"What changed The record goes up to {day} , when 3 known moves were first published . "
        "No report of a move from the 100 days since then has been read here. "
        f"See how things stood on {day} . Done 2 Announced 1 "
    ) in words


def test_where_nothing_was_read_lately_the_front_page_leads_back_to_the_last_day_of_its_record(
    client: Client,
) -> None:
    day = date(2025, 7, 2)
    move = MoveFactory.create(first_on=day, sort_on=day)
    MoveStateFactory.create(move=move, known=known_from(day), first_on=day)
    page = client.get("/?known_on=2025-09-01").text
    assert '"/?as_of=2025-07-02&amp;known_on=2025-09-01"' in page and "Turn the clocks back" in page
    then = client.get("/?as_of=2025-07-02").text
    assert "The record goes up to" not in then and "in the seven days to" in then
    assert "hand in a newer article" not in client.get("/").text
    client.force_login(UserFactory.create(admin=True))
    assert "hand in a newer article" in client.get("/").text


def test_what_of_the_last_day_is_of_earlier_times_is_counted_apart(client: Client) -> None:
    day = date(2025, 7, 2)
    for name, happened in (("Of Then", "2017"), ("Of Now", "2025-07-01"), ("Of No Day", None)):
        moved(name, happened, day)
    page = client.get("/?as_of=2025-09-01").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "when 3 known moves were first published , 1 of them of earlier times ." in words
    assert 'href="#learnt"' in page and 'id="learnt"' in page


def test_foundings_of_no_known_day_are_counted_as_published_and_stand_in_the_whole_list_alone(
    client: Client,
) -> None:
    """As many are first published on a day, and drawn in its month, as the list of moves has of it."""
    day = date(2025, 7, 2)
    moved("Of Now", "2025-07-01", day)
    for name in ("Found One", "Found Two"):
        moved(name, None, day)
    Move.objects.filter(person__name__startswith="Found").update(kind="founding", status="done")
    page = client.get("/?as_of=2025-09-01").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "when 3 known moves were first published , 2 of them foundings of no known day" in words
    way = re.search(r'href="([^"]+)">in the whole list</a> alone', page)
    assert way
    rows = client.get(way[1].replace("&amp;", "&")).context["moves"]
    assert [row.first_on for row in rows] == [day] * 3
    assert re.search(r"Jul(y)? 2025</time></th><td class=\"num\">3<", page)
    listed = page[page.index('id="latest"') : page.index('id="open-reports"')]
    assert "Of Now" in listed and "Found One" not in listed
    week = client.get("/?as_of=2025-07-04").text
    assert "3 known moves" in week and "in the whole list</a> alone" in week


def test_where_more_are_known_than_are_counted_the_front_page_and_its_picture_say_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2025, 7, 2)
    for number in range(3):
        moved(f"One {number}", "2025-07-01", day)
    assert "At least" not in client.get("/?as_of=2025-07-04").text
    assert "are drawn" not in client.get("/?as_of=2025-07-04").text
    monkeypatch.setattr("tracker.timeline.latest.COUNTED", 2)
    monkeypatch.setattr("tracker.web.views.latest.COUNTED", 2)
    assert "At least 2 known moves" in client.get("/?as_of=2025-07-04").text
    page = client.get("/?as_of=2025-09-01").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "when at least 2 known moves were first published" in words
    assert "The newest 2 are drawn: all known moves ." in words
    assert "The newest 2 known moves" in client.get("/months.svg?as_of=2025-09-01").text


def moved(name: str, happened: str | None, told_on: date) -> None:
    when = PartialDate.parse(happened) if happened else None
    MoveFactory.create(
        arrival__person__name=name,
        happened=when,
        first_on=told_on,
        sort_on=when.sort_day if when else told_on,
        origins=2,
    )


@pytest.mark.parametrize("known_on", [None, date(2025, 12, 20)])
def test_what_happened_long_before_it_was_told_is_no_news_and_stands_apart(
    known_on: date | None, client: Client
) -> None:
    told_on = date(2025, 12, 18)
    for name, happened in (
        ("Of Then", "2017"),
        ("Of Half A Year", "2025-06-18"),
        ("Of The Limit", "2025-06-19"),
        ("Of No Day", None),
        ("Of Then Or Later", "2017-01-01/"),
        ("Of Some Day Before", "../2025-12-18"),
    ):
        moved(name, happened, told_on)
    moved("Of Then, Told Before", "2016", date(2025, 12, 10))
    for move in Move.objects.all() if known_on else ():
        MoveStateFactory.create(
            move=move,
            known=known_from(move.first_on),
            happened=move.happened,
            first_on=move.first_on,
            origins=move.origins,
        )
    found = front(as_of=TODAY, known_on=known_on)
    latest = {move.person.name for day in found.latest.days for move in day.moves}
    assert latest == {"Of The Limit", "Of No Day", "Of Then Or Later", "Of Some Day Before"}
    assert {move.person.name for move in found.latest.learnt} == {"Of Then", "Of Half A Year"}
    told = {plain(story.entry.sentence) for story in found.biggest.stories}
    assert told and not any("Of Then became" in one or "Half A Year" in one for one in told)
    assert found.latest.last == told_on
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/?as_of=2025-12-20").text).split())
    assert words.index("Of No Day") < words.index("Learnt lately, of earlier times")
    assert words.index("Learnt lately, of earlier times") < words.index("Of Half A Year")


def test_a_biggest_story_says_who_was_first_as_every_other_page_does(client: Client) -> None:
    build_scene(others=7)
    page = client.get("/?as_of=2025-12-20").text
    stories = page[page.index('id="biggest"') : page.index('id="latest"')]
    assert re.search(
        r"First report we read: <a href=[^>]+>The Gazette</a>, <time[^>]+>22 Nov 2025</time>",
        stories,
    )
    assert "first read in" not in page


def test_the_latest_open_reports_stand_with_how_many_there_are_in_all(client: Client) -> None:
    for day in range(1, 12):
        told_on = timezone.now().date() - timedelta(days=day)
        MoveFactory.create(first_on=told_on, sort_on=told_on, status="rumoured")
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/").text).split())
    assert "All 11 The 8 latest. Nothing read here has confirmed" in words


def test_what_is_only_announced_is_not_called_confirmed(client: Client) -> None:
    told(("reported", 11), ("announced", 19))
    page = client.get("/").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page[page.index('id="races"') :]).split())
    assert "Announced or done lately, and who first reported it" in words
    assert "confirm" not in words[: words.index("Told by")].lower()


def test_who_is_taken_down_is_in_no_picture_of_who_was_first(client: Client) -> None:
    move = told(("reported", 11), ("announced", 19))
    name = move.person.name
    for address in ("/", "/races.svg"):
        assert name in client.get(address).text
    take_down(target=move.person, reason="Asked for it.")
    assert name not in client.get("/").text
    gone = client.get("/races.svg")
    assert (gone.status_code, name in gone.text) == (404, False)
