"""The OpenAI week of 17 to 22 November 2023, replayed from articles in any order."""

from datetime import date

import pytest

from people.models import Move, MoveState, Position, PositionState
from tests.claims.replays.openai_week import ARTICLES, COMPANIES
from tests.claims.replays.replaying import ingested, on_record
from tests.claims.scene import digest, undone
from tracker.claims.models import Claim

pytestmark = pytest.mark.django_db

ALTMAN, MURATI, SHEAR = "sam-altman", "mira-murati", "emmett-shear"
THE_SIX = {
    ALTMAN,
    "greg-brockman",
    "ilya-sutskever",
    "adam-dangelo",
    "helen-toner",
    "tasha-mccauley",
}
THE_FOUR = THE_SIX - {ALTMAN, "greg-brockman"}
THE_THREE = {"bret-taylor", "larry-summers", "adam-dangelo"}

#: What one could know on each day: who surely is chief executive, whether for the time being only, who may be besides
#: and by which status, and who is on the board.
WEEK: dict[int, tuple[str, bool, dict[str, str], set[str]]] = {
    8: (ALTMAN, False, {}, THE_SIX),
    16: (ALTMAN, False, {}, THE_SIX),
    17: (MURATI, True, {}, THE_FOUR),
    18: (MURATI, True, {ALTMAN: "rumoured"}, THE_FOUR),
    19: (MURATI, True, {ALTMAN: "rumoured"}, THE_FOUR),
    20: (SHEAR, True, {ALTMAN: "rumoured"}, THE_FOUR),
    21: (SHEAR, True, {ALTMAN: "rumoured"}, THE_FOUR),
    22: (ALTMAN, False, {}, THE_THREE),
    30: (ALTMAN, False, {}, THE_THREE),
}


def november(day: int) -> date:
    return date(2023, 11, day)


def at_openai(role: tuple[str, ...], day: int, *, known: int) -> list[PositionState]:
    """What one could know by the end of ``known`` of who held a post of ``role`` on ``day``."""
    states = PositionState.objects.known_on(november(known)).as_of(november(day)).with_names()
    return list(
        states.filter(
            position__organization__slug="openai", role__in=role, position__withdrawn=False
        )
    )


def people_of(states: list[PositionState]) -> list[str]:
    return sorted(state.position.person.slug for state in states)


def surely(states: list[PositionState]) -> list[PositionState]:
    return [state for state in states if getattr(state, "holds") == "certain"]  # noqa: B009


@pytest.mark.parametrize("seed", [1, 2])
def test_each_day_of_the_week_is_known_as_it_was(seed: int) -> None:
    on_record(COMPANIES)
    ingested(ARTICLES, seed=seed)

    for day, (chief, interim, others, board) in WEEK.items():
        chiefs = at_openai(("chief_executive",), day, known=day)
        (sure,) = surely(chiefs)
        assert (sure.position.person.slug, sure.interim) == (chief, interim), day
        besides = {s.position.person.slug: s.start_status for s in chiefs if s is not sure}
        assert besides == others, day
        seats = at_openai(("board_member", "chair"), day, known=day)
        assert set(people_of(surely(seats))) == set(people_of(seats)) == board, day
        everybody = at_openai(
            ("chief_executive", "board_member", "chair", "president"), day, known=day
        )
        held = [(state.position.person_id, state.role) for state in everybody]
        assert len(held) == len(set(held)), f"somebody holds one post twice on day {day}"

    before = PositionState.objects.known_on(november(5))
    assert not before.exists(), "nothing had been published yet"

    # Looking back, each chief executive has the days that were theirs and no others.
    for day, (chief, *_) in WEEK.items():
        assert people_of(at_openai(("chief_executive",), day, known=30)) == [chief], day
    firsts = Position.objects.filter(
        role="chief_executive", organization__slug="openai", withdrawn=False
    )
    terms = firsts.order_by("end__startswith").values_list(
        "person__slug", "start", "end", "end_status"
    )
    assert [(slug, str(start), str(end), status) for slug, start, end, status in terms] == [
        (ALTMAN, "None", "2023-11-17", "done"),
        (MURATI, "2023-11-17", "2023-11-20", "done"),
        (SHEAR, "2023-11-20", "2023-11-22", "done"),
        (ALTMAN, "2023-11-22", "None", ""),
    ]

    # What Microsoft announced on Monday was taken back on Wednesday, for both; nobody ever came from there.
    for slug in (ALTMAN, "greg-brockman"):
        post = Position.objects.get(
            person__slug=slug, organization__slug="microsoft", withdrawn=False
        )
        life = [
            (state.known.lower.day, state.start_status) for state in post.states.order_by("known")
        ]
        assert [
            step for index, step in enumerate(life) if not index or step[1] != life[index - 1][1]
        ] == [
            (20, "announced"),
            (22, "reversed"),
        ]
        move = Move.objects.get(person__slug=slug, to_company__slug="microsoft", withdrawn=False)
        assert (move.status, move.first_on) == ("reversed", november(20))
        assert MoveState.objects.known_on(november(21)).get(move=move).status == "announced"
        assert not Move.objects.filter(from_company__slug="microsoft", withdrawn=False).exists()
    kinds = Move.objects.filter(person__slug=ALTMAN, withdrawn=False).order_by("sort_on", "kind")
    assert [(move.kind, move.status) for move in kinds] == [
        ("board_seat", "done"),
        ("departure", "done"),
        ("hire", "reversed"),
        ("return", "done"),
    ]
    assert not Claim.objects.filter(contradicting=True).exists()


def test_in_whatever_order_the_articles_come_the_week_is_the_same() -> None:
    on_record(COMPANIES)
    weeks = []
    for seed in (0, 3, 4):
        with undone():
            ingested(ARTICLES, seed=seed)
            weeks.append(digest())
    assert weeks[1] == weeks[0] and weeks[2] == weeks[0]
