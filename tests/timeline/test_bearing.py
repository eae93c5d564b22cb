"""Beside a status stands how many of the independent outlets bear it out, where not all of them do."""

from collections.abc import Sequence

import pytest
from django.test import Client

from tests.claims.scene import coming_told
from tests.factories import ArticleFactory, StoryFactory
from tests.web.test_pages import text_of
from tracker.claims.models import Claim
from tracker.timeline.bearing import saying_so
from tracker.timeline.evidence import Evidence


@pytest.mark.django_db
def test_a_list_and_a_timeline_say_how_many_outlets_bear_out_the_status(client: Client) -> None:
    move = coming_told("reported", "reported", "announced", "done", "done")
    assert (move.status, move.origins) == ("done", 5)
    listed = text_of(client.get("/moves/"))
    assert "2 of 5 independent say so" in listed
    for page in (f"/people/{move.person.slug}/", "/companies/kiln/"):
        assert "2 of 5 independent say so" in text_of(client.get(page)), page


@pytest.mark.django_db
def test_the_days_news_and_the_biggest_stories_say_so_too(client: Client) -> None:
    coming_told("reported", "announced", "announced")
    home = text_of(client.get("/?as_of=2025-03-12&known_on=2025-03-12"))
    assert home.count("2 of 3 independent say so") == 2


@pytest.mark.django_db
def test_what_every_outlet_says_alike_is_counted_as_it_was(client: Client) -> None:
    coming_told("done", "done", "done")
    listed = text_of(client.get("/moves/"))
    assert "3 independent" in listed
    assert "say so" not in listed


@pytest.mark.django_db
def test_by_an_earlier_day_only_those_count_that_had_told_it_by_then(client: Client) -> None:
    coming_told("reported", "announced", "done", "done")
    listed = text_of(client.get("/moves/?known_on=2025-03-02"))
    assert "1 of 2 independent say so" in listed


@pytest.mark.django_db
def test_the_api_counts_them_beside_the_origins(client: Client) -> None:
    move = coming_told("reported", "reported", "announced", "done", "done")
    told = client.get(f"/api/v1/moves/{move.pk}/").json()
    assert (told["status"], told["origins"], told["saying_so"]) == ("done", 5, 2)
    (early,) = client.get("/api/v1/moves/?known_on=2025-03-02").json()["results"]
    assert (early["status"], early["origins"], early["saying_so"]) == ("reported", 2, None)


@pytest.mark.django_db
def test_the_pages_of_an_article_and_a_story_say_how_many_tell_what_it_tells(
    client: Client,
) -> None:
    coming_told("reported", "reported", "announced", "done", "done")
    for claim in Claim.objects.all():
        article = ArticleFactory.create(
            outlet=claim.outlet,
            published_on=claim.published_on,
            text="Emil Shore joins Kiln.",
            story=StoryFactory.create(),
        )
        told = {"evidence": article.text, "start": 0, "end": len(article.text)}
        Claim.objects.filter(pk=claim.pk).update(article=article, evidence_kind="quote", **told)
        say = 1 if claim.status == "announced" else 2
        page = text_of(client.get(f"/articles/{article.pk}/"))
        assert f"{say} of 5 independent say so" in page, claim.status
        page = text_of(client.get(f"/stories/{article.story_id}/"))
        assert f"{say} of 5 independent say so" in page, claim.status


def said(status: str, outlet: str, *, via: str = "", story: int | None = None) -> Evidence:
    return Evidence(
        0,
        "quote",
        "",
        status=status,
        outlet=outlet,
        outlet_slug=outlet.lower(),
        via=via,
        story=story,
    )


@pytest.mark.parametrize(
    ("evidence", "origins", "found"),
    [
        ([said("done", "Post"), said("reported", "Gazette")], 2, 1),
        # A held post that was only announced has begun, though nobody says so.
        ([said("announced", "Post"), said("announced", "Gazette")], 2, 0),
        # What credits the Post, or repeats its words, is the Post's.
        ([said("reported", "Post"), said("done", "Gazette", via="The Post"), said("reported", "Wire")], 2, 1),
        ([said("done", "Post", story=1), said("done", "Gazette", story=1), said("reported", "Wire")], 2, 1),
        # An outlet that has told both steps bears out the last.
        ([said("reported", "Post"), said("done", "Post"), said("done", "Gazette")], 2, None),
        # These sentences go back to other outlets than were counted.
        ([said("done", "Post"), said("reported", "Gazette")], 3, None),
        ([said("former", "Post"), said("done", "Gazette"), said("announced", "Wire")], 2, 1),
    ],
)  # fmt: skip
def test_an_outlet_bears_out_what_it_says_itself(
    evidence: Sequence[Evidence], origins: int, found: int | None
) -> None:
    assert saying_so(evidence, "done", origins) == found
