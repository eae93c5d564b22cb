"""An editor's own entries on a fact: corrections that pin, denials that withdraw, each undone as one step."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from companies.models import OrgEvent, Stake
from people.models import Founding, Move, Position, ReportingLine, Statement
from tests.claims.scene import claim, company, digest, person, settled, unit
from tests.factories import UserFactory
from tracker.claims.entering.fields import KINDS, Fact, fields_of, records_called, texts_of
from tracker.claims.entering.sayings import Source
from tracker.claims.entering.storing import ChangedMeanwhile, FactGone, enter, try_entry, withdraw
from tracker.claims.models import Claim, Verdict
from tracker.claims.review.deciding import accept
from tracker.claims.review.undoing import undo
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.record_history import changes_of

pytestmark = pytest.mark.django_db

NOTE = Source("Their office told us so.")


@pytest.fixture
def editor() -> User:
    return UserFactory.create(role="editor")


def corrected(fact: Fact, editor: User, source: Source = NOTE, **changed: Any) -> Any:
    """The fact as it stands after ``editor`` has changed these fields of it."""
    enter(fact=fact, changed=changed, source=source, editor=editor, stood=texts_of(fact))
    found: Any = type(fact)._default_manager.get(pk=fact.pk)
    return found


def of_ada(
    type_: str = "joined", status: str = "done", published: str = "2025-03-01", **rest: Any
) -> Claim:
    return claim(type_, status, published, **({"who": "ada", "at": "atlas"} | rest))


def a_post() -> Position:
    settled(
        of_ada(title="engineer", on="2025-02-10", unit=unit("lab", "atlas")),
        of_ada("left", "done", "2026-01-20", title="engineer", on="2026-01-15", outlet_="paper"),
    )
    return Position.objects.get()


@pytest.mark.parametrize(
    ("changed", "claims"),
    [
        ({"title": "Chief scientist"}, 1),
        ({"unit": None}, 1),
        ({"start": PartialDate.parse("2019-01")}, 1),
        ({"start": None}, 1),
        ({"start_status": "reported"}, 1),
        ({"end": PartialDate.parse("2026-03-31")}, 1),
        ({"end": None, "end_status": "denied"}, 1),
        (
            {
                "title": "Head of research",
                "start": PartialDate.parse("2024"),
                "end_status": "announced",
            },
            2,
        ),
    ],
)
def test_what_an_editor_changes_of_a_post_stands_and_is_pinned_and_the_rest_stays(
    editor: User, changed: dict[str, Any], claims: int
) -> None:
    post = a_post()
    before = texts_of(post)
    after = corrected(post, editor, **changed)
    assert Position.objects.filter(withdrawn=False).count() == 1
    told = {name: str(value or "") for name, value in changed.items()}
    if "unit" in changed:
        told["unit"] = ""
    assert texts_of(after) == before | told
    mine = Claim.objects.filter(decided_by=editor)
    assert sorted(pin for one in mine for pin in one.pins) == sorted(changed)
    assert mine.count() == claims
    assert set(mine) < set(after.claims.all())
    assert after.start_origins == post.start_origins
    assert not Claim.objects.queued().exists()


def test_a_correction_says_who_and_why_in_the_history_of_the_fact_and_among_the_decisions(
    editor: User,
) -> None:
    after = corrected(a_post(), editor, title="Chief scientist")
    (change, *_) = changes_of(after, [])
    assert change.why == NOTE.note
    assert ("title", "engineer", "Chief scientist") in change.columns
    verdict = Verdict.objects.get()
    assert (verdict.kind, verdict.editor, verdict.note) == ("entered", editor, NOTE.note)


def test_an_address_makes_a_summary_of_its_outlet_and_day_and_a_note_makes_a_note(
    editor: User,
) -> None:
    source = Source("", "https://wire.example/a", PartialDate.parse("2026-02-01").earliest)
    corrected(a_post(), editor, source, title="Chief scientist")
    mine = Claim.objects.get(decided_by=editor)
    assert (mine.evidence_kind, mine.address, str(mine.published_on)) == (
        "summary",
        source.address,
        "2026-02-01",
    )
    assert mine.outlet is not None
    corrected(Position.objects.get(), editor, title="Chief architect")
    assert Claim.objects.get(decided_by=editor, title="Chief architect").evidence_kind == "note"
    assert Position.objects.get().title == "Chief architect"


def test_the_title_that_was_corrected_is_queued_when_it_is_told_again(editor: User) -> None:
    post = corrected(a_post(), editor, title="Chief scientist")
    again = of_ada("role", "held", "2025-06-01", title="engineer", outlet_="blog")
    settled(again)
    assert Position.objects.get(withdrawn=False).title == "Chief scientist"
    assert list(Claim.objects.queued()) == [again]
    assert again in post.claims.all()
    accept(claim=again, editor=editor, key="a")
    titles = Position.objects.filter(withdrawn=False).values_list("title", flat=True)
    assert sorted(titles) == ["Chief scientist", "engineer"]


def test_another_post_that_stood_beside_it_when_it_was_corrected_stands_still(editor: User) -> None:
    told: dict[str, Any] = {"title": "chief executive", "outlet_": "paper"}
    settled(of_ada(title="engineer"), of_ada("role", "done", "2025-09-01", **told))
    post = Position.objects.get(title="engineer")
    corrected(post, editor, title="Senior scientist")
    titles = Position.objects.filter(withdrawn=False).values_list("title", flat=True)
    assert sorted(titles) == ["Senior scientist", "chief executive"]
    assert not Claim.objects.queued().exists()


@pytest.mark.parametrize("times", [1, 2])
def test_undoing_a_correction_leaves_everything_as_it_was_and_it_can_be_entered_again(
    editor: User, times: int
) -> None:
    post = a_post()
    before = digest()
    changed: dict[str, Any] = {
        "title": "Chief scientist",
        "end": PartialDate.parse("2026-05-01"),
    }
    for _ in range(times):
        corrected(post, editor, **changed)
        assert Position.objects.get(withdrawn=False).title == "Chief scientist"
        undo(editor=editor)
        facts = [row for row in digest() if row[0] in ("Position", "Move")]  # type: ignore[index]
        assert facts == [row for row in before if row[0] in ("Position", "Move")]  # type: ignore[index]
        post.refresh_from_db()


def facts() -> dict[str, Fact]:
    """One fact of each kind."""
    settled(
        of_ada(title="engineer", on="2025-02-10"),
        of_ada("reports_to", "done", manager="bob"),
        of_ada("founded", "done", at="corona"),
        claim("statement", "done", "2025-03-01", who="ada", values={"quote": "No.", "topic": "x"}),
        claim("layoff", "done", "2025-03-01", at="atlas", values={"count": 600}),
        claim("stake", "done", "2025-03-01", at="atlas", other="borealis", values={"percent": 49}),
    )
    return {kind: model._default_manager.get() for kind, model in KINDS.items()}


OTHERWISE: dict[str, dict[str, Any]] = {
    "position": {"title": "Chief scientist"},
    "line": {"manager": "eve", "kind": "dotted"},
    "founding": {"organization": "delphi"},
    "statement": {"quote": "Never.", "topic": "models"},
    "event": {"count": "60", "status": "announced"},
    "stake": {"target": "delphi", "percent": "10"},
}


def meant(kind: str) -> dict[str, Any]:
    """The changes of a kind, with people and companies for their names."""
    makers: dict[str, Any] = {"manager": person, "organization": company, "target": company}
    return {
        name: makers[name](value) if name in makers else value
        for name, value in OTHERWISE[kind].items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_fact_is_corrected_in_place(editor: User, kind: str) -> None:
    fact = facts()[kind]
    after = corrected(fact, editor, **meant(kind))
    said = texts_of(after)
    assert {name: said[name].lower() for name in OTHERWISE[kind]} == {
        name: value.lower() for name, value in OTHERWISE[kind].items()
    }
    assert not after.withdrawn
    assert type(fact)._default_manager.filter(withdrawn=False).count() == 1
    (mine,) = Claim.objects.filter(decided_by=editor)
    before = Claim.objects.get(pk__in=mine.corrected)
    again = Claim.objects.get(pk=before.pk)
    again.pk, again.key, again.published_on = None, "again", PartialDate.parse("2025-04-01").latest
    again._state.adding = True
    again.save()
    settled(again)
    assert texts_of(type(fact)._default_manager.get(pk=fact.pk, withdrawn=False)) == said
    assert list(Claim.objects.queued()) == [again]
    assert "an editor has pinned" in Claim.objects.queued()[0].queue_reason


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_that_an_editor_denies_is_withdrawn_stays_so_and_comes_back_when_undone(
    editor: User, kind: str
) -> None:
    fact = facts()[kind]
    table = type(fact)._default_manager
    before = texts_of(fact)
    source = Claim.objects.get(pk=fact.claims.get().pk)
    withdraw(fact=fact, source=NOTE, editor=editor)
    assert not table.filter(withdrawn=False).exists()
    again = Claim.objects.get(pk=source.pk)
    again.pk, again.key = None, "again"
    again._state.adding = True
    again.save()
    settled(again)
    assert not table.filter(withdrawn=False).exists()
    assert list(Claim.objects.queued()) == [again]
    assert Claim.objects.queued()[0].queue_reason.endswith("what an editor has withdrawn")
    undo(editor=editor)
    back = table.get(withdrawn=False)
    assert (back.pk, texts_of(back)) == (fact.pk, before)
    assert not Claim.objects.queued().exists()


def test_what_was_withdrawn_is_a_fact_again_when_an_editor_accepts_a_later_claim(
    editor: User,
) -> None:
    withdraw(fact=a_post(), source=NOTE, editor=editor)
    assert not Move.objects.filter(withdrawn=False).exists()
    again = of_ada("role", "held", "2025-06-01", title="engineer", outlet_="blog")
    settled(again)
    accept(claim=again, editor=editor, key="a")
    assert set(Position.objects.get(withdrawn=False).claims.all()) == {again}


def test_a_post_withdrawn_leaves_the_others_their_ends(editor: User) -> None:
    settled(
        of_ada(title="engineer", on="2020-01-01", published="2020-01-02"),
        of_ada("role", "done", "2022-01-02", title="chief executive", on="2022-01-01"),
        of_ada("left", "done", "2025-01-02", title="chief executive", on="2025-01-01"),
    )
    ends = dict(Position.objects.values_list("title", "end_status"))
    assert ends == {"engineer": "done", "chief executive": "done"}
    withdraw(fact=Position.objects.get(title="chief executive"), source=NOTE, editor=editor)
    post = Position.objects.get(withdrawn=False)
    assert (post.title, post.end_status) == ("engineer", "done")


def test_a_correction_made_from_an_older_state_is_refused_and_so_is_one_of_what_is_withdrawn(
    editor: User,
) -> None:
    post = a_post()
    stood = texts_of(post)
    corrected(post, editor, title="Chief scientist")
    before = Claim.objects.count()
    again: dict[str, Any] = {"changed": {"title": "CTO"}, "source": NOTE, "editor": editor}
    with pytest.raises(ChangedMeanwhile):
        enter(fact=post, stood=stood, **again)
    withdraw(fact=post, source=NOTE, editor=editor)
    with pytest.raises(FactGone):
        enter(fact=post, stood=stood, **again)
    assert Claim.objects.count() == before + 1


@pytest.mark.parametrize("deny", [False, True])
def test_a_trial_shows_what_storing_then_does_and_leaves_nothing(
    editor: User, *, deny: bool
) -> None:
    post = a_post()
    before, rows = digest(), Claim.objects.count()
    changed: Any = None if deny else {"title": "Chief scientist"}
    trial = try_entry(fact=post, changed=changed, source=NOTE, editor=editor)
    (change,) = [one for one in trial.changes if one.kind == "Position"]
    assert (digest(), Claim.objects.count()) == (before, rows)
    if deny:
        assert change.after is None
    else:
        assert isinstance(change.after, Position)
        assert change.after.title == "Chief scientist"


def test_a_name_that_two_bear_is_told_apart_by_the_slug() -> None:
    one = person("ada-byron")
    assert records_called(type(one), "Ada Byron") == [one]
    other = person("ada-byron-2")
    type(one).objects.filter(pk=other.pk).update(name="Ada Byron")
    assert set(records_called(type(one), "ada byron")) == {one, other}
    assert records_called(type(one), "ada-byron-2") == [other]


def test_every_field_that_can_be_corrected_has_its_column() -> None:
    made = facts()
    for kind, fact in made.items():
        assert {field.name for field in fields_of(fact)} == set(texts_of(fact)), kind
    assert {type(fact) for fact in made.values()} == {
        Position, ReportingLine, Founding, Statement, OrgEvent, Stake,
    }  # fmt: skip
