"""Articles, editors' decisions and merges in any order: the newsroom's day ends with the same facts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from people.models import Person
from tests.claims.merging_scene import editor, merged
from tests.claims.replays.printed import Printed
from tests.claims.replays.replaying import on_record
from tests.claims.scene import digest, undone
from tracker.claims.ingest import Wishes, ingest_line
from tracker.claims.models import Claim
from tracker.claims.services import accept_claim, reject_claim
from tracker.claims.settling.settle import settle_everything

HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
MORE = (
    "The company, which sells language models to banks and insurers, said in Toronto that the post is new. "
    "It has four hundred customers in nineteen countries and opened an office in Paris last year. "
)
PRINTED = {
    "hire": Printed("Wire", "2025-03-01", "Cohere hires a scientist", f"{HIRE} {MORE}"),
    "copy": Printed("Gazette", "2025-03-01", "A scientist for Cohere", f"{HIRE} {MORE}"),
    "credit": Printed(
        "Paper",
        "2025-03-02",
        "Cohere's new scientist",
        "Ines Moreau has joined Cohere as chief scientist, according to Wire.",
    ),
    "rumour": Printed(
        "Blog", "2025-04-01", "Talk of the town", "Ines Moreau may leave Cohere, two people said."
    ),
    "denial": Printed(
        "Wire",
        "2025-04-02",
        "Cohere answers",
        "Ines Moreau will not leave Cohere, the company said.",
    ),
    "leaving": Printed(
        "Paper", "2025-05-02", "A scientist goes", "Ines Moreau left Cohere on May 1, 2025."
    ),
    "line": Printed(
        "Wire",
        "2025-03-04",
        "Who answers to whom",
        "At Cohere, Ines Moreau will report to Aidan Gomez.",
    ),
    "chief": Printed(
        "Daily", "2025-02-01", "A new chief", "Robin Vale was named chief executive of Mistral AI."
    ),
    "rival": Printed(
        "Paper",
        "2025-02-02",
        "Another chief",
        "Rowan Ashby was named chief executive of Mistral AI.",
    ),
    "later": Printed("Daily", "2025-06-02", "Gone", "Rowan Ashby left Mistral AI on June 1, 2025."),
}
#: A copy has claims of its own only until its original comes in, so editors decide on the others.
DECIDED = sorted(set(PRINTED) - {"copy", "hire"})


@dataclass(frozen=True, slots=True)
class Work:
    """One thing done, after the articles that it needs."""

    name: str
    needs: frozenset[str]
    do: Callable[[], None]


def ingest(name: str) -> None:
    told = list(ingest_line(json.dumps(PRINTED[name].as_line()), Wishes()))
    assert [one.state for one in told] in (["new"], ["copy"]), told


def decide(name: str, decision: Callable[..., Claim]) -> None:
    """An editor decides on all that the article claims, as long as nobody has."""
    address = PRINTED[name].as_line()["url"]
    for claim in Claim.objects.filter(article__url=address, withdrawn=False).order_by("key"):
        decision(claim=claim, editor=editor())


def merge() -> None:
    """Robin Vale and Rowan Ashby turn out to be one person."""
    names = Person.objects.standing().values_list("name", "slug")
    slugs = dict(names)
    merged(slugs["Rowan Ashby"], into=slugs["Robin Vale"])


def work_on(articles: Sequence[str], decided: dict[str, bool], merging: bool) -> list[Work]:
    work = [
        Work(name, frozenset(), lambda name=name: ingest(name))  # type: ignore[misc]
        for name in articles
    ]
    for name, accepting in decided.items():
        decision = accept_claim if accepting else reject_claim
        work.append(
            Work(
                f"decide on {name}",
                frozenset({name}),
                lambda name=name, decision=decision: decide(name, decision),  # type: ignore[misc]
            )
        )
    if merging:
        work.append(Work("merge", frozenset({"chief", "rival"}), merge))
    return work


def in_turn(drawn: Sequence[Work]) -> list[Work]:
    """The work in the order drawn, each put off until what it needs is there."""
    waiting, done = list(drawn), list[Work]()
    while waiting:
        there = {one.name for one in done}
        ready = next(one for one in waiting if one.needs <= there)
        waiting.remove(ready)
        done.append(ready)
    return done


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_a_newsrooms_day_ends_with_the_same_facts_in_whatever_order_the_work_is_done(
    data: st.DataObject,
) -> None:
    articles = data.draw(
        st.lists(st.sampled_from(sorted(PRINTED)), min_size=2, max_size=5, unique=True)
    )
    at_stake = sorted(set(articles) & set(DECIDED))
    decided = data.draw(
        st.dictionaries(st.sampled_from(at_stake), st.booleans()) if at_stake else st.just({})
    )
    merging = {"chief", "rival"} <= set(articles) and data.draw(st.booleans())
    work = work_on(articles, decided, merging)
    with undone():
        on_record(["Cohere", "Mistral AI", "Meta"])
        ends = []
        for order in (in_turn(work), in_turn(data.draw(st.permutations(work)))):
            with undone():
                for one in order:
                    one.do()
                ends.append(digest())
                settle_everything()
                assert digest() == ends[-1]
    assert ends[0] == ends[1]
