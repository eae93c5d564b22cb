"""Merging and undoing, whatever is on record and whatever happens in between."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from people.models import Person
from tests.claims.merging_scene import editor, every_row, merged, parted, told
from tests.claims.scene import claim, company, person, settled, undone
from tests.claims.test_any_order import claims_made
from tracker.claims.merging.refusals import CannotMerge
from tracker.claims.models import Claim, Merge
from tracker.claims.services import reject_claim
from tracker.claims.settling.settle import subjects_of

#: Each example settles dozens of times, so a failing one is shown as it is found.
_RARELY = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PAIRS = [("alice", "bob"), ("bob", "alice"), ("atlas", "borealis"), ("borealis", "atlas")]


def on_record(made: list[dict[str, Any]]) -> list[Claim]:
    """These claims, settled, with everybody they may speak of."""
    for slug in ("alice", "bob", "carol"):
        person(slug)
    for slug in ("atlas", "borealis"):
        company(slug)
    claims = [claim(**columns) for columns in made]
    settled(*claims)
    return claims


@pytest.mark.django_db
@_RARELY
@given(st.data())
def test_a_merge_that_is_undone_leaves_no_trace(data: st.DataObject) -> None:
    made = data.draw(st.lists(claims_made, min_size=1, max_size=6))
    loser, winner = data.draw(st.sampled_from(PAIRS))
    with undone():
        on_record(made)
        before = every_row()
        merge = merged(loser, into=winner)
        assert parted(merge).exactly
        assert every_row() == before


@pytest.mark.django_db
@_RARELY
@given(st.data())
def test_a_chain_that_is_undone_leaves_no_trace(data: st.DataObject) -> None:
    made = data.draw(st.lists(claims_made, min_size=1, max_size=6))
    first, second, third = data.draw(st.permutations(["alice", "bob", "carol"]))
    with undone():
        on_record(made)
        before = every_row()
        one = merged(first, into=second)
        between = every_row()
        two = merged(second, into=third)
        with pytest.raises(CannotMerge):
            parted(one)
        parted(two)
        assert every_row() == between
        parted(one)
        assert every_row() == before


@pytest.mark.django_db
@_RARELY
@given(st.data())
def test_what_happens_in_between_is_kept_as_if_there_had_been_no_merge(
    data: st.DataObject,
) -> None:
    made = data.draw(st.lists(claims_made, min_size=2, max_size=5))
    later = data.draw(st.lists(claims_made, max_size=2))
    rejected = data.draw(st.integers(0, len(made) - 1))
    loser, winner = data.draw(st.sampled_from(PAIRS))
    keys = iter(range(10_000, 20_000))
    said = [columns | {"key": f"{next(keys)}"} for columns in [*made, *later]]

    def happens() -> None:
        """An editor rejects a claim and two articles more are read, whose words name whom they mean."""
        reject_claim(claim=claims[rejected], editor=editor())
        for columns in said[len(made) :]:
            settled(_in_words(columns))

    with undone():
        claims = on_record(said[: len(made)])
        happens()
        never_merged = told()
    with undone():
        claims = on_record(said[: len(made)])
        merge = merged(loser, into=winner)
        happens()
        parted(merge)
        assert told() == never_merged


def _in_words(columns: dict[str, Any]) -> Claim:
    """A claim with the words that an article would have had for its records."""
    words = {"person": columns.get("who"), "manager": columns.get("manager")}
    words["acquirer" if columns["type_"] == "stake" else "org"] = columns.get("at")
    words["target" if columns["type_"] == "stake" else "from_org"] = columns.get("other")
    values = {name: word.title() for name, word in words.items() if word}
    return claim(**(columns | {"values": values | columns.get("values", {})}))


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_the_same_two_the_other_way_round_make_one_merge_and_no_circle() -> None:
    settled(
        claim("joined", "done", "2024-01-10", who="alice", at="atlas", title="CTO"),
        claim("joined", "done", "2024-01-10", who="bob", at="atlas", title="CFO"),
    )
    editor()
    outcomes = at_once(lambda: merged("alice", into="bob"), lambda: merged("bob", into="alice"))
    assert {type(outcome) for outcome in outcomes} == {Merge, CannotMerge}
    assert Person.objects.standing().count() == 1
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_claims_settled_beside_a_merge_are_all_the_winners() -> None:
    settled(
        *(claim("joined", "done", "2024-01-10", who=who, at="atlas") for who in ("alice", "bob"))
    )
    editor()
    alice = person("alice")

    def say() -> None:
        for day in range(1, 9):
            one = claim("role", "held", f"2024-02-0{day}", who="bob", at="atlas", title=f"T{day}")
            Claim.objects.filter(pk=one.pk).update(person=alice)
            settled(Claim.objects.get(pk=one.pk))

    outcomes = at_once(lambda: merged("alice", into="bob"), say)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert not Claim.objects.filter(person=alice).exists()
    facts = told()
    settle_again = subjects_of(Claim.objects.all())
    assert settle_again.people == {person("bob").pk}
    settled(*Claim.objects.all())
    assert told() == facts


def at_once(*works: Any) -> list[Any]:
    """What each work returns or raises, all begun at one moment in threads of their own."""
    barrier = Barrier(len(works))
    outcomes: list[Any] = [None] * len(works)

    def run(index: int) -> None:
        try:
            barrier.wait(10)
            outcomes[index] = works[index]()
        except Exception as error:  # noqa: BLE001 - it is what came of it
            outcomes[index] = error
        finally:
            close_old_connections()

    threads = [Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes
