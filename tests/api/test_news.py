"""outlets/, sources/, articles/, stories/, claims/; third parties' text stays theirs."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import SENTENCE, TEXT, Get, World
from tests.claims.scene import claim, settled
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OutletFactory,
    StoryFactory,
    UserFactory,
)
from tracker.claims.models import Decision


def test_an_article_gives_what_it_says_and_one_sentence_on_either_side(
    world: World, get: Get
) -> None:
    article = get(f"articles/{world.article.pk}/")
    assert (article["title"], article["outlet"], article["language"]) == (
        "Moreau moves",
        "ledger",
        "en",
    )
    assert (article["published"], article["url"]) == ("2025-06-13", world.article.url)
    (claim,) = article["claims"]
    evidence = claim["evidence"]
    assert evidence["quote"] == SENTENCE == TEXT[evidence["start"] : evidence["end"]]
    assert evidence["before"] == "Northwind cut a tenth of its staff in May."
    assert evidence["after"] == "She said text alone will not take us there."
    assert article["text"] is None


def test_no_answer_holds_the_rest_of_a_text(world: World, client: Client) -> None:
    for path in ("articles/", f"articles/{world.article.pk}/", "claims/", "stories/", "moves/"):
        assert "Shares rose" not in client.get(f"/api/v1/{path}").content.decode()


def test_an_editor_reads_the_whole_text(world: World, client: Client) -> None:
    client.force_login(UserFactory.create(is_staff=True))
    answer = client.get(f"/api/v1/articles/{world.article.pk}/")
    assert answer.json()["text"] == TEXT
    assert "private" in answer["Cache-Control"] and "Cookie" in answer["Vary"]
    client.force_login(UserFactory.create())
    assert client.get(f"/api/v1/articles/{world.article.pk}/").json()["text"] is None


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"outlet": "ledger"}, True),
        ({"outlet": "herald"}, False),
        ({"since": "2025-06-13", "until": "2025-06-13"}, True),
        ({"until": "2025-05"}, False),
        ({"language": "en"}, True),
        ({"q": "MOVES moreau"}, True),
        ({"q": "staff"}, False),
    ],
)
def test_a_filter_narrows_the_articles(
    world: World, get: Get, params: dict[str, str], found: bool
) -> None:
    OutletFactory.create(slug="herald", name="The Herald")
    assert bool(get("articles/", **params)["results"]) is found


def test_a_claim_states_a_probability_only_where_a_program_has_read_it(get: Get) -> None:
    read = ClaimFactory.create(rule="moves", rules_version="36", probability=0.83)
    line = claim("joined", "done", "2025-06-12", who="Ada Moreau", at="Halcyon", rule="archive")
    note = ClaimFactory.create(note=True)
    settled(read, line, note)
    told = [get(f"claims/{one.pk}/")["probability"] for one in (read, line, note)]
    assert told == [0.83, None, None]


def test_a_claim_tells_what_it_says_and_what_rests_on_it(
    world: World, get: Get, refuse: Get
) -> None:
    claim = get(f"claims/{world.claim.pk}/")
    assert (claim["type"], claim["aspect"], claim["status"]) == ("left", "start", "done")
    assert claim["person"]["slug"] == "ada-moreau"
    assert (claim["company"]["slug"], claim["other"]["slug"]) == ("northwind", "halcyon")
    assert claim["supports"] == {
        "positions": [world.joined.pk],
        "founding": None,
        "reporting_line": None,
        "event": None,
        "statement": None,
    }
    world.joined.hidden = True
    world.joined.save()
    assert refuse(f"claims/{world.claim.pk}/")["status"] == 404
    world.joined.hidden = False
    world.joined.save()
    assert get(f"claims/{world.claim.pk}/")["supports"]["positions"] == [world.joined.pk]
    world.halcyon.hidden = True
    world.halcyon.save()
    assert refuse(f"claims/{world.claim.pk}/")["status"] == 404


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"person": "ada-moreau"}, True),
        ({"company": "halcyon"}, True),
        ({"company": "northwind"}, True),
        ({"company": "northwind-deep"}, False),
        ({"type": "left"}, True),
        ({"type": "joined"}, False),
        ({"status": "rumoured"}, False),
        ({"outlet": "ledger"}, True),
        ({"known_on": "2025-06-12"}, False),
        ({"known_on": "2025-06-13"}, True),
        ({"since": "2025-07"}, False),
    ],
)
def test_a_filter_narrows_the_claims(
    world: World, get: Get, params: dict[str, str], found: bool
) -> None:
    assert bool(get("claims/", **params)["results"]) is found


def test_claims_are_found_by_their_article_and_position(world: World, get: Get) -> None:
    assert len(get("claims/", article=world.article.pk)["results"]) == 1
    assert len(get("claims/", position=world.joined.pk)["results"]) == 1
    assert get("claims/", position=world.left.pk)["results"] == []


@pytest.mark.parametrize(
    "change",
    [{"decision": Decision.REJECTED}, {"hidden": True}, {"withdrawn": True}],
)
def test_a_claim_that_may_not_be_seen_is_nowhere(
    world: World, get: Get, refuse: Get, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(world.claim, name, value)
    world.claim.save()
    assert get("claims/")["results"] == []
    assert refuse(f"claims/{world.claim.pk}/")["status"] == 404
    assert get(f"articles/{world.article.pk}/")["claims"] == []
    assert get("moves/")["results"][0]["evidence"] == []


def test_what_a_hidden_article_says_is_nowhere(world: World, get: Get, refuse: Get) -> None:
    world.article.hidden = True
    world.article.save()
    assert get("articles/")["results"] == []
    assert refuse(f"articles/{world.article.pk}/")["status"] == 404
    assert get("claims/")["results"] == []
    assert get("stories/")["results"] == []
    assert refuse(f"stories/{world.article.story_id}/")["status"] == 404


def test_a_story_folds_copies_of_one_report(world: World, get: Get) -> None:
    story = world.article.story
    story.origin = world.article
    story.save()
    copy = ArticleFactory.create(story=story, copy_of=world.article, published_on=date(2025, 6, 14))
    ArticleFactory.create(story=story, hidden=True)
    (told,) = get("stories/", outlet="ledger")["results"]
    assert told["origin"]["id"] == world.article.pk
    assert [article["id"] for article in told["articles"]] == [world.article.pk, copy.pk]
    assert get("articles/", story=story.pk)["results"][0]["copy_of"] == world.article.pk
    world.article.hidden = True
    world.article.save()
    assert get(f"stories/{story.pk}/")["origin"] is None


def test_the_address_of_a_story_that_was_merged_gives_the_one_it_became(
    world: World, get: Get
) -> None:
    merged = StoryFactory.create(merged_into=world.article.story)
    assert get(f"stories/{merged.pk}/")["id"] == world.article.story_id
    assert len(get("stories/")["results"]) == 1


def test_an_outlet_s_record_is_what_was_known_on_the_day_asked(world: World, get: Get) -> None:
    for number, status in enumerate(["announced"] * 5 + ["denied"]):
        post: dict[str, Any] = {"who": f"person-{number}", "at": "northwind", "title": "engineer"}
        settled(
            claim("left", "reported", "2025-03-01", outlet_="ledger", **post),
            claim("left", status, "2025-03-04", outlet_="courier", **post),
        )
    record = get("outlets/ledger/")["record"]
    (departures,) = record.pop("kinds")
    assert (departures["first"], departures["ahead"], departures["confirmed"]) == (6, 6, 5)
    assert record == {
        "first": 6,
        "ahead": 6,
        "confirmed": 5,
        "denied": 1,
        "reversed": 0,
        "open": 0,
        "share_confirmed": 5 / 6,
        "median_days_ahead": 3.0,
    }
    then = get("outlets/", q="ledger", known_on="2025-03-03")["results"][0]["record"]
    assert (then["open"], then["confirmed"], then["median_days_ahead"]) == (6, 0, None)


def test_an_outlet_names_its_domains(world: World, get: Get, refuse: Get) -> None:
    outlet = get("outlets/ledger/")
    assert {name: outlet[name] for name in ("slug", "name", "kind", "domains")} == {
        "slug": "ledger",
        "name": "The Ledger",
        "kind": "newspaper",
        "domains": ["ledger.example"],
    }
    assert get("outlets/", kind="newspaper", q="ledg")["results"] == [outlet]
    world.ledger.hidden = True
    world.ledger.save()
    assert refuse("outlets/ledger/")["status"] == 404
    assert get("sources/")["results"] == [], "a hidden outlet's sources are hidden too"


def test_a_source_gives_only_what_concerns_readers(world: World, get: Get) -> None:
    (source,) = get("sources/", outlet="ledger")["results"]
    assert set(source) == {
        "id",
        "outlet",
        "kind",
        "url",
        "active",
        "interval_seconds",
        "polled_at",
    }
    assert get(f"sources/{source['id']}/") == source


@pytest.mark.usefixtures("no_world")
def test_our_own_words_have_no_neighbours(get: Get) -> None:
    ClaimFactory.create(summary=True)
    ClaimFactory.create(note=True)
    note, summary = get("claims/")["results"]
    assert [note["evidence"]["kind"], summary["evidence"]["kind"]] == ["note", "summary"]
    for told in (note, summary):
        assert (told["evidence"]["before"], told["evidence"]["start"]) == (None, None)
