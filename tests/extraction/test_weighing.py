"""Which of two is believed: the rules, or a scorer that is made to say something for the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.extraction.reading import findings, told
from tracker.extraction import pipeline
from tracker.extraction.measuring.plain import line
from tracker.extraction.scorer.links import Link, Links, Spot
from tracker.extraction.scorer.marking import Marked
from tracker.extraction.scorer.marks import UNSAID
from tracker.extraction.scorer.relations import FACTS, RELATIONS, STATUSES, Relation
from tracker.extraction.scorer.session import Pair

#: Two marks of a sentence by their place among its marks, and what the scorer is to say of them.
type Saying = tuple[int, int | None, Relation, float, str]
type Believing = Callable[..., None]


@pytest.fixture
def scorer_says(monkeypatch: pytest.MonkeyPatch) -> Believing:
    """Makes the scorer say this of the first sentence, and nothing else of any."""

    def says(*sayings: Saying) -> None:
        def links(sentences: Sequence[Marked], parts: object = ()) -> Links:
            del parts
            found = Links([[] for _ in sentences])
            spots = [Spot(0, token) for _, token in sorted(sentences[0].tokens.items())]
            for first, second, relation, probability, status in sayings:
                pair = Pair(
                    first,
                    UNSAID if second is None else second,
                    tuple(probability if one is relation else 0.0 for one in RELATIONS),
                    tuple(STATUSES.index(status) for _ in FACTS),
                    probability,
                )
                there = None if second is None else spots[second]
                found.by_sentence[0].append(Link(spots[first], there, pair))
            return found

        monkeypatch.setattr(pipeline, "links", links)

    return says


def test_a_move_in_words_that_no_rule_knows_is_told_by_the_scorer(scorer_says: Believing) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.97, "done"))
    assert told("Ann Lee has pitched a tent at Cohere.") == {"joined done: Ann Lee | Cohere"}


def test_a_move_that_the_scorer_holds_for_unlikely_is_not_told(scorer_says: Believing) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.4, "done"))
    assert told("Ann Lee has pitched a tent at Cohere.") == set()


def test_what_has_not_happened_is_not_denied_for_that(scorer_says: Believing) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.97, "denied"))
    assert told("Ann Lee has not pitched a tent at Cohere.") == set()


def test_a_denial_in_words_that_no_rule_knows_is_one(scorer_says: Believing) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.97, "denied"))
    assert told("Talk of a tent for Ann Lee at Cohere is nonsense, friends swear.") == {
        "joined denied: Ann Lee | Cohere"
    }


def test_a_post_that_is_given_up_is_not_got_as_well(scorer_says: Believing) -> None:
    scorer_says(
        (0, 2, Relation.ROLE, 0.97, "announced"),
        (0, 1, Relation.LEFT, 0.97, "announced"),
        (2, 1, Relation.LEFT, 0.97, "announced"),
        (0, 2, Relation.LEFT, 0.97, "announced"),
    )
    assert told("Peter Olsen is stepping down as chief executive of Graphcore.") == {
        "left announced: Peter Olsen | Graphcore | chief executive"
    }


@pytest.mark.parametrize(("probability", "moves"), [(0.98, 2), (0.7, 1)])
def test_somebody_may_move_twice_in_one_sentence_if_that_is_sure(
    scorer_says: Believing, probability: float, moves: int
) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.97, "done"), (0, 2, Relation.JOINED, probability, "done"))
    joined = told("Ann Lee joined Cohere and has since washed up at Mistral.")
    assert len([line for line in joined if line.startswith("joined")]) == moves


def test_a_question_tells_nothing_whatever_the_scorer_says(scorer_says: Believing) -> None:
    scorer_says((0, 1, Relation.JOINED, 0.99, "done"))
    assert told("Has Ann Lee pitched a tent at Cohere?") == set()


def test_what_a_rule_tells_and_nobody_believes_keeps_nothing_else_from_being_told(
    scorer_says: Believing,
) -> None:
    scorer_says(
        (2, 0, Relation.ROLE, 0.99, "held"),
        (2, 4, Relation.ROLE, 0.99, "held"),
        (0, 4, Relation.ROLE, 0.99, "held"),
    )
    text = "Cohere spoke to Intel, said Ann Lee, its head of policy."
    assert told(text) == {"role held: Ann Lee | Cohere | - | head of policy"}


def test_a_founder_who_is_named_elsewhere_costs_no_sentence_its_facts(
    scorer_says: Believing, caplog: pytest.LogCaptureFixture
) -> None:
    scorer_says((4, 5, Relation.FOUNDED, 0.95, "done"))
    told("Bob Stone, a co-founder of Intel, helped Ann Lee when she put up Cohere in a barn.")
    assert "could not be weighed" not in caplog.text


def test_who_has_founded_a_company_is_said_once(scorer_says: Believing) -> None:
    scorer_says((2, 1, Relation.FOUNDED, 0.85, "done"))
    text = "Ann Lee founded Cohere in the kitchen of Bob Stone."
    assert "founded done: Bob Stone | Cohere" not in told(text)


def how_likely(text: str) -> dict[str, float]:
    """Every finding of a text by its line, with its probability."""
    return {line(finding): finding.probability for finding in findings(text)}


def test_a_rule_is_believed_less_where_the_scorer_holds_the_same_of_another_place(
    scorer_says: Believing,
) -> None:
    text = "Ann Lee has left Cohere, a customer of Intel."
    scorer_says((0, 1, Relation.LEFT, 0.6, "done"))
    alone = how_likely(text)["left done: Ann Lee | Cohere"]
    scorer_says((0, 1, Relation.LEFT, 0.6, "done"), (0, 2, Relation.LEFT, 0.7, "done"))
    assert how_likely(text)["left done: Ann Lee | Cohere"] < alone


def test_who_heads_a_new_unit_does_not_head_its_company(scorer_says: Believing) -> None:
    scorer_says((2, 0, Relation.ROLE, 0.9, "announced"))
    text = "Google is setting up a Robotics Safety team under Paul Meyer."
    assert "role announced: Paul Meyer | Google | - | head" not in told(text)


def test_each_of_two_titles_has_a_status_of_its_own(scorer_says: Believing) -> None:
    text = "Ann Lee swaps being finance director of Cohere for the hot seat there as chairman."
    scorer_says(
        (0, 2, Relation.ROLE, 0.99, "announced"),
        (0, 1, Relation.ROLE, 0.99, "former"),
        (2, 1, Relation.ROLE, 0.99, "former"),
        (0, 3, Relation.ROLE, 0.99, "announced"),
        (2, 3, Relation.ROLE, 0.99, "announced"),
    )
    assert told(text) == {
        "role former: Ann Lee | Cohere | - | finance director",
        "role announced: Ann Lee | Cohere | - | chairman",
    }


def test_a_title_goes_with_the_kind_of_fact_that_it_belongs_to(scorer_says: Believing) -> None:
    text = "Ann Lee, the voice of Cohere as policy chief, has pitched a tent at Intel as chairman."
    scorer_says(
        (0, 3, Relation.JOINED, 0.99, "done"),
        (0, 4, Relation.JOINED, 0.99, "done"),
        (3, 4, Relation.JOINED, 0.99, "done"),
        (0, 2, Relation.TITLE, 0.99, "done"),
        (3, 2, Relation.TITLE, 0.99, "done"),
    )
    assert "joined done: Ann Lee | Intel | chairman" in told(text)


def test_a_rule_gives_way_where_the_scorer_knows_another_kind_of_fact(
    scorer_says: Believing,
) -> None:
    text = "Ann Lee, formerly chair of Cohere, has a new desk."
    scorer_says()
    assert told(text) == {"role former: Ann Lee | Cohere | - | chair"}
    scorer_says((0, 2, Relation.LEFT, 0.97, "done"), (0, 1, Relation.LEFT, 0.97, "done"))
    assert told(text) == {"left done: Ann Lee | Cohere | chair"}
