"""Only what is done is told in the plain indicative; everything else names who says so."""

from decimal import Decimal

import pytest

from people.models import MoveKind
from tracker.kernel.statuses import STEPS, Status
from tracker.timeline.wording import (
    EventFacts,
    Ref,
    event_deed,
    line_deed,
    line_holds,
    money,
    move_deed,
    plain,
    post_at,
    share,
    stake_deed,
)

TALVIK = Ref("person", "Mira Talvik", "mira-talvik")
REYES = Ref("person", "Jonas Reyes", "jonas-reyes")
HALDEN = Ref("company", "Halden", "halden")
NORWICK = Ref("company", "Norwick", "norwick")
LAB = Ref("unit", "Foundations Lab", "foundations-lab", "halden")
HIRE = move_deed(
    kind="hire", person=TALVIK, origin=NORWICK, destination=HALDEN, title="chief scientist"
)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            "rumoured",
            "Mira Talvik may join Halden from Norwick as chief scientist, according to The Gazette",
        ),
        (
            "reported",
            "The Gazette reports that Mira Talvik is joining Halden from Norwick as chief scientist",
        ),
        ("announced", "Mira Talvik will join Halden from Norwick as chief scientist"),
        ("done", "Mira Talvik joined Halden from Norwick as chief scientist"),
        (
            "denied",
            "The Gazette reports a denial that Mira Talvik is joining Halden from Norwick "
            "as chief scientist",
        ),
        ("reversed", "Mira Talvik was to join Halden from Norwick as chief scientist"),
    ],
)
def test_a_hire_is_told_as_firmly_as_its_status(status: str, sentence: str) -> None:
    assert plain(HIRE.told(status, "The Gazette")) == sentence


@pytest.mark.parametrize("kind", MoveKind.values)
@pytest.mark.parametrize("status", [step for step in STEPS if step != Status.DONE])
def test_no_move_that_is_not_done_is_told_in_the_indicative(kind: str, status: str) -> None:
    deed = move_deed(
        kind=kind, person=TALVIK, origin=NORWICK, destination=HALDEN, title="chief scientist"
    )
    done = plain(deed.told("done", "The Gazette"))
    told = plain(deed.told(status, "The Gazette"))
    assert done not in told
    assert deed.verb.done not in told


def test_a_report_without_an_outlet_still_says_that_it_is_one() -> None:
    assert plain(HIRE.told("reported", "")).startswith("It is reported that Mira Talvik")


def test_an_announced_day_that_has_passed_is_told_as_what_was_announced() -> None:
    told = plain(HIRE.told("announced", "", overdue=True))
    assert told.startswith("It was announced that Mira Talvik would join Halden")


@pytest.mark.parametrize(
    ("kind", "ends", "sentence"),
    [
        ("departure", (HALDEN, None), "Mira Talvik left Halden"),
        ("departure", (HALDEN, NORWICK), "Mira Talvik left Halden for Norwick"),
        ("return", (NORWICK, HALDEN), "Mira Talvik returned to Halden from Norwick"),
        ("founding", (NORWICK, HALDEN), "Mira Talvik founded Halden after Norwick"),
        ("board_seat", (None, HALDEN), "Mira Talvik joined the board of Halden"),
        ("board_seat", (HALDEN, None), "Mira Talvik left the board of Halden"),
        ("reassignment", (HALDEN, HALDEN), "Mira Talvik took a new post at Halden"),
    ],
)
def test_each_kind_of_move_has_its_own_verb(
    kind: str, ends: tuple[Ref | None, Ref | None], sentence: str
) -> None:
    deed = move_deed(kind=kind, person=TALVIK, origin=ends[0], destination=ends[1])
    assert plain(deed.told("done", "")) == sentence


def test_who_comes_from_nowhere_known_became_what_the_title_says() -> None:
    """Nobody said that the person joined: a title can be told of somebody who was there all along."""
    deed = move_deed(
        kind="hire", person=TALVIK, origin=None, destination=HALDEN, unit=LAB, title="director"
    )
    assert plain(deed.told("done", "")) == (
        "Mira Talvik became director at Foundations Lab, Halden"
    )


def test_the_title_given_up_stands_beside_the_name() -> None:
    deed = move_deed(
        kind="departure", person=TALVIK, origin=HALDEN, destination=None, former_title="co-founder"
    )
    assert plain(deed.told("done", "")) == "Mira Talvik, co-founder, left Halden"
    assert plain(deed.told("announced", "")) == "Mira Talvik, co-founder, will leave Halden"


def test_an_outlet_that_tells_what_another_published_is_set_off_by_commas() -> None:
    told = plain(HIRE.told("reported", "The Post, as cited by The Gazette"))
    assert told.startswith("The Post, as cited by The Gazette, reports that Mira Talvik")


def test_a_unit_is_named_before_its_company() -> None:
    deed = move_deed(kind="hire", person=TALVIK, origin=None, destination=HALDEN, unit=LAB)
    assert plain(deed.told("done", "")) == "Mira Talvik joined Foundations Lab at Halden"


def test_what_a_title_or_a_unit_names_itself_is_not_named_again() -> None:
    openai, house = Ref("company", "OpenAI", "openai"), Ref("company", "White House", "white-house")
    futures = Ref("unit", "Strategic Futures", "strategic-futures", "openai")
    office = Ref("unit", "White House Office of Science", "office", "white-house")
    assert [
        plain(post_at(title, place, unit))
        for title, place, unit in (
            ("leader of Strategic Futures", openai, futures),
            ("head of strategic futures of OpenAI", openai, futures),
            ("leader", openai, futures),
            ("director", house, office),
            ("chief executive of OpenAI", openai, None),
            ("chief executive of OpenAI", openai, futures),
            ("OpenAInaut", openai, None),
        )
    ] == [
        "leader of Strategic Futures at OpenAI",
        "head of Strategic Futures of OpenAI",
        "leader at Strategic Futures, OpenAI",
        "director at White House Office of Science",
        "chief executive of OpenAI",
        "chief executive of OpenAI at Strategic Futures",
        "OpenAInaut at OpenAI",
    ]
    assert futures in post_at("leader of Strategic Futures", openai, futures)
    left = move_deed(
        kind="departure", person=TALVIK, origin=house, destination=None, unit=office
    ).told("done", "")
    assert plain(left) == "Mira Talvik left White House Office of Science"


def test_whoever_leaves_a_unit_leaves_it_at_the_company_that_has_it() -> None:
    left = move_deed(kind="departure", person=TALVIK, origin=HALDEN, destination=NORWICK, unit=LAB)
    assert plain(left.told("done", "")) == "Mira Talvik left Foundations Lab at Halden for Norwick"


def test_records_in_a_sentence_stay_links() -> None:
    assert TALVIK in HIRE.told("reported", "The Gazette")
    assert HALDEN in HIRE.told("reported", "The Gazette")


def test_a_reporting_line_that_holds_is_in_the_present_and_an_ended_one_in_the_past() -> None:
    deed = line_deed(person=TALVIK, manager=REYES, organization=HALDEN, kind="dotted")
    assert plain(line_holds(deed)) == (
        "Mira Talvik answers to Jonas Reyes at Halden, by a dotted line"
    )
    assert plain(deed.told("done", "")).startswith("Mira Talvik answered to Jonas Reyes")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (EventFacts("layoff", HALDEN, count=600), "Halden cut 600 jobs"),
        (EventFacts("layoff", HALDEN, unit=LAB), "Halden cut jobs in Foundations Lab"),
        (EventFacts("layoff", HALDEN, percent=Decimal(5)), "Halden cut 5% of jobs"),
        (EventFacts("unit_created", HALDEN, unit=LAB), "Halden created Foundations Lab"),
        (
            EventFacts("funding", HALDEN, amount_usd=Decimal("2e9"), valuation_usd=Decimal("1e10")),
            "Halden raised $2 billion at a value of $10 billion",
        ),
        (EventFacts("spending", HALDEN, purpose="chips"), "Halden spent money on chips"),
        (
            EventFacts("compensation", HALDEN, amount_usd=Decimal("1e8"), beneficiary="engineers"),
            "Halden offered $100 million to engineers",
        ),
        (
            EventFacts("market_reaction", HALDEN, percent=Decimal("-1.5")),
            "The share price of Halden fell by 1.5%",
        ),
        (
            EventFacts(
                "market_reaction", HALDEN, percent=Decimal("-17"), amount_usd=Decimal("-5.9e11")
            ),
            "The share price of Halden fell by 17%, a loss of $590 billion in market value",
        ),
        (
            EventFacts("market_reaction", HALDEN, amount_usd=Decimal("2e11")),
            "The market value of Halden rose by $200 billion",
        ),
    ],
)
def test_an_event_says_what_was_published_and_no_more(facts: EventFacts, sentence: str) -> None:
    assert plain(event_deed(facts).told("done", "")) == sentence


def test_a_share_is_a_stake_and_the_whole_a_purchase() -> None:
    part = stake_deed(
        acquirer=HALDEN, target=NORWICK, percent=Decimal(49), amount_usd=Decimal("14.3e9")
    )
    whole = stake_deed(acquirer=HALDEN, target=NORWICK, percent=Decimal(100), amount_usd=None)
    assert plain(part.told("done", "")) == "Halden took a stake of 49% in Norwick for $14.3 billion"
    assert plain(whole.told("reported", "The Gazette")) == (
        "The Gazette reports that Halden is buying Norwick"
    )
    assert plain(whole.told("reversed", "The Gazette")) == "Halden was to buy Norwick"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("250000", "$250,000"),
        ("1000000", "$1 million"),
        ("14300000000", "$14.3 billion"),
        ("1500000000000", "$1.5 trillion"),
        ("-200000000", "−$200 million"),
    ],
)
def test_sums_are_written_as_a_newspaper_writes_them(amount: str, words: str) -> None:
    assert money(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("percent", "words"), [("49.000", "49%"), ("1.500", "1.5%"), ("100", "100%")]
)
def test_shares_drop_their_empty_decimals(percent: str, words: str) -> None:
    assert share(Decimal(percent)) == words
