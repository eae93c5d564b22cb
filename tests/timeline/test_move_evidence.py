"""The sentences behind a move."""

from datetime import date

import pytest

from people.models import Move
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
)
from tracker.claims.models import Aspect
from tracker.claims.recording import record_findings
from tracker.claims.settling.settle import settle, subjects_of
from tracker.extraction import FactType, Finding, Status
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.latest import move_lines
from tracker.timeline.told import evidence_of_move, wanted_for_moves

SENTENCE = "Rosa Delgado has moved from Pier Labs to Kiln Robotics."


@pytest.mark.django_db
def test_a_sentence_that_tells_both_ends_of_a_move_is_shown_once() -> None:
    PersonFactory.create(name="Rosa Delgado")
    for name in ("Pier Labs", "Kiln Robotics"):
        OrganizationFactory.create(name=name)
    article = ArticleFactory.create(
        outlet=OutletFactory.create(), text=SENTENCE, published_on=date(2026, 3, 2)
    )
    joined = {"person": "Rosa Delgado", "org": "Kiln Robotics", "from_org": "Pier Labs"}
    left = {"person": "Rosa Delgado", "org": "Pier Labs", "to_org": "Kiln Robotics"}
    findings = [
        Finding(FactType.JOINED, Status.DONE, joined, 0, len(SENTENCE), "test", 0.9),
        Finding(FactType.LEFT, Status.DONE, left, 0, len(SENTENCE), "test", 0.9),
    ]
    recorded = record_findings(
        article=article, findings=findings, rules_version="test", queue=False
    )
    settle(subjects_of(recorded.claims))

    move = Move.objects.visible().get()
    ends, begun = wanted_for_moves([(move, move)])
    book = evidence_for(Wanted(positions=frozenset(ends), foundings=frozenset(begun)))

    assert [evidence.text for evidence in evidence_of_move(move, book)] == [SENTENCE]


@pytest.mark.django_db
def test_an_outlet_that_was_first_with_what_another_published_names_that_one() -> None:
    post = OutletFactory.create(slug="the-post", name="The Post")
    day = date(2025, 3, 1)
    position = PositionFactory.create()
    move = MoveFactory.create(arrival=position, first_outlet="the-post", first_on=day)
    ClaimFactory.create(
        summary=True, outlet=post, published_on=day, via="The Gazette", aspect=Aspect.START
    ).positions.add(position)
    (line,) = move_lines([(move, move)], as_of=date(2025, 12, 20))
    assert line.outlet == "The Gazette, as cited by The Post"
    ClaimFactory.create(
        summary=True, outlet=post, published_on=day, aspect=Aspect.START
    ).positions.add(position)
    (line,) = move_lines([(move, move)], as_of=date(2025, 12, 20))
    assert line.outlet == "The Post"
