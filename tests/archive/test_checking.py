"""The archive contradicts itself nowhere, and what would is told in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from tests.archive.files import archive as rows
from tests.archive.files import schema
from tests.archive.small import report, small, step
from tracker.archive.checking import faults_of
from tracker.archive.files import Archive, Entry, read_archive


def test_the_archive_keeps_to_its_schema() -> None:
    wrong = [
        f"{'/'.join(str(part) for part in error.absolute_path)}: {error.message}"
        for error in Draft202012Validator(schema()).iter_errors(rows())
    ]
    assert wrong == []


def test_the_archive_contradicts_itself_nowhere() -> None:
    assert [str(fault) for fault in faults_of(read_archive())] == []


def post(archive: Archive) -> Entry:
    return archive.files["quill"]["positions"][0]


def line(archive: Archive) -> Entry:
    return archive.files["quill"]["reporting_lines"][0]


def also(archive: Archive, **entry: Any) -> None:
    archive.files["quill"]["positions"].append(entry)


def chief(person: str, start: str, title: str = "chief executive", **rest: str) -> Entry:
    steps = [step("start", "done", "2026-01-01", date=start)]
    if "end" in rest:
        steps.append(step("end", "done", "2026-01-02", date=rest["end"]))
    told: Entry = {"person": person, "organization": "quill", "title": title, "start": start}
    return told | rest | {"steps": steps}


def two_chiefs(archive: Archive) -> None:
    also(archive, **chief("ada", "2024-01-01", end="2025-06-01"))
    also(archive, **chief("bob", "2025-01-01"))


def risen(person: str, **rest: str) -> Entry:
    told = chief(person, "2026-01-01", "engineer", **rest)
    told["steps"][0]["summary"] = "The draughtsman was promoted."
    return told


def two_heads(archive: Archive, title: str = "head of ink") -> None:
    also(archive, **chief("ada", "2024-01-01", title, end="2025-06-01", unit="quill-lab"))
    also(archive, **chief("bob", "2025-01-01", title, end="2025-12-01", unit="quill-lab"))


def half_a_move(archive: Archive) -> None:
    archive.organizations.append(
        {"slug": "nib", "kind": "company", "names": [{"name": "Nib"}], "parents": []}
    )
    also(archive, **chief("bob", "2024-01-01", "engineer", end="2025-01-01", to="nib"))
    archive.files["nib"] = {
        "positions": [chief("bob", "2025-01-01", "engineer") | {"organization": "nib"}]
    }


def goes_ahead(archive: Archive, **said: Any) -> None:
    """Somebody is told to leave before anything tells of where they come to."""
    half_a_move(archive)
    (came,) = archive.files["nib"]["positions"]
    came["from"] = "quill"
    left = archive.files["quill"]["positions"][-1]
    for told in came["steps"]:
        told |= {"published": "2026-03-01", "url": "https://courier.example/arrival"}
    for told in left["steps"]:
        told |= {"published": "2026-02-01", "url": "https://courier.example/ahead"}
    left["steps"][-1] |= said


WRONG: dict[str, tuple[Callable[[Archive], Any], str]] = {
    "a slug twice": (
        lambda a: a.people.append({"slug": "ada", "name": "Ada Two"}),
        "the slug 'ada' is given 2 times",
    ),
    "a domain twice": (
        lambda a: a.outlets[0]["domains"].append("ledger.example"),
        "the domain 'ledger.example' is given 2 times",
    ),
    "a name of two companies": (
        lambda a: a.organizations[1].update(aliases=["QUILL"]),
        "'quill' is a name of quill, quill-lab",
    ),
    "a name of two people": (
        lambda a: a.people[1].update(aliases=["ada moreau"]),
        "'ada moreau' is a name of ada, bob",
    ),
    "an unknown person": (lambda a: line(a).update(manager="eve"), "manager 'eve' is not in"),
    "an unknown company": (
        lambda a: (post(a).update({"from": "nib"})),
        "from 'nib' is not in organizations.yaml",
    ),
    "an unknown outlet": (
        lambda a: line(a)["steps"][0].update(outlet="gazette"),
        "outlet 'gazette' is not in outlets.yaml",
    ),
    "an outlet that nobody names": (
        lambda a: a.outlets.append({"slug": "idle", "name": "Idle", "domains": ["idle.example"]}),
        "no step names 'idle'",
    ),
    "an unknown parent": (
        lambda a: a.organizations[1].update(parents=[{"of": "nib"}]),
        "quill-lab names 'nib'",
    ),
    "a circle of parents": (
        lambda a: a.organizations[0].update(parents=[{"of": "quill-lab"}]),
        "quill belongs to itself",
    ),
    "a team of nothing": (
        lambda a: a.organizations[1].update(kind="team", parents=[]),
        "quill-lab is a team of nothing",
    ),
    "names out of order": (
        lambda a: a.organizations[0]["names"].reverse(),
        "the names of quill are not in the order of time",
    ),
    "a kind that is not the last": (
        lambda a: a.organizations[0].update(kinds=[{"kind": "fund"}]),
        "quill is not the last of its kinds",
    ),
    "a unit of another company": (
        lambda a: a.organizations[1].update(parents=[]),
        "the unit 'quill-lab' does not belong to 'quill'",
    ),
    "a fact in another's file": (
        lambda a: a.files.update({"quill-lab": a.files.pop("quill")}),
        "lies in the file of a company that it does not concern",
    ),
    "an address of another outlet": (
        lambda a: post(a)["steps"][0].update(url="https://ledger.example/1"),
        "https://ledger.example/1 is no address of courier",
    ),
    "an address with two days": (
        lambda a: line(a)["steps"][0].update(url=post(a)["steps"][0]["url"]),
        "has two outlets or two days of publication",
    ),
    "checked before it was published": (
        lambda a: line(a)["steps"][0].update(checked="2024-02-29"),
        "was checked before it was published",
    ),
    "a date written otherwise": (
        lambda a: post(a).update(start="2024-02-01/2024-02-29"),
        "the date '2024-02-01/2024-02-29' is written '2024-02'",
    ),
    "no date": (lambda a: a.organizations[0].update(founded="soon"), "soon"),
    "an end before the start": (
        lambda a: post(a).update(end="2023"),
        "ends (2023) before it starts (2024-02)",
    ),
    "steps out of order": (
        lambda a: post(a)["steps"].reverse(),
        "the steps are not in the order of their days",
    ),
    "done before its day": (
        lambda a: post(a)["steps"][1].update(date="2024-03"),
        "done on 2024-03, but told on 2024-02-20",
    ),
    "a date that no step tells": (
        lambda a: [step.update(date=None) for step in post(a)["steps"]],
        "no step tells the start '2024-02'",
    ),
    "a step that dates what is open": (
        lambda a: post(a)["steps"][2].update(date="2025-06"),
        "a step dates the end, which the fact leaves open",
    ),
    "a fact told twice": (
        lambda a: a.files["quill"]["events"].append(dict(a.files["quill"]["events"][0])),
        "told 2 times",
    ),
    "a spell split in two": (
        lambda a: also(a, **(post(a) | {"from": "quill"})),
        "2 spells of one start",
    ),
    "a step given twice": (
        lambda a: post(a)["steps"].append(post(a)["steps"][2]),
        "is given 2 times for end, rumoured",
    ),
    "an origin without a start": (
        lambda a: post(a).update({"from": "quill", "steps": post(a)["steps"][2:]}),
        "names a 'from', but no step speaks of that end",
    ),
    "half a move": (half_a_move, "goes to nib, whose position does not say from quill"),
    "a destination told ahead": (goes_ahead, "say that it is to nib?"),
    "a rise from nowhere": (
        lambda a: also(a, **risen("bob")),
        "is told to rise, but neither from another post nor from within",
    ),
    "two heads of one unit": (two_heads, "lab, head of ink: at the same time as bob"),
    "two chief executives": (two_chiefs, "at the same time as bob"),
    "a summary of two sentences": (
        lambda a: line(a)["steps"][0].update(summary="She does. He says so."),
        "a summary is one sentence",
    ),
    "a quotation with marks": (
        lambda a: a.files["quill"].update(
            statements=[
                {"person": "ada", "topic": "ink", "quote": "“Ink.”", "steps": [report("done", "2025-02-01")]}
            ]
        ),
        "a quotation carries no marks of its own",
    ),
}  # fmt: skip


def test_a_small_archive_is_clean() -> None:
    assert faults_of(small()) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_contradicts_is_told(name: str) -> None:
    archive = small()
    spoil, told = WRONG[name]
    spoil(archive)
    assert told in "\n".join(str(fault) for fault in faults_of(archive))


@pytest.mark.parametrize(
    "second",
    [
        chief("bob", "2025-06-15"),
        chief("bob", "2025-05-15"),
        chief("bob", "2024-06-01", "interim co-chief executive"),
        chief("bob", "2024-06-01", "chief operating officer"),
        chief("ada", "2024-06-01"),
    ],
)
def test_a_handover_joint_leaders_and_others_are_no_contradiction(second: Entry) -> None:
    archive = small()
    also(archive, **chief("ada", "2024-01-01", end="2025-06-01"))
    also(archive, **second)
    assert faults_of(archive) == []


def written(folder: Path, archive: Archive) -> Path:
    (folder / "facts").mkdir()
    for name, content in (
        ("outlets", archive.outlets),
        ("organizations", archive.organizations),
        ("people", archive.people),
        *((f"facts/{company}", facts) for company, facts in archive.files.items()),
    ):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def test_the_command_tells_every_fault_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = small()
    call_command("check_archive", written(tmp_path, archive))
    assert "clean: 2 organizations, 2 people, 1 events" in capsys.readouterr().out
    line(archive)["manager"] = "eve"
    (tmp_path / "facts/quill.yaml").write_text(yaml.safe_dump(archive.files["quill"]))
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_archive", tmp_path)
    assert "manager 'eve' is not in people.yaml" in capsys.readouterr().err


def test_the_command_names_the_file_that_cannot_be_read(tmp_path: Path) -> None:
    archive = small()
    line(archive)["kind"] = "sideways"
    with pytest.raises(CommandError, match="quill"):
        call_command("check_archive", written(tmp_path, archive))


def test_the_command_names_the_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    folder = written(tmp_path, small())
    (folder / "facts/quill.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match=r"quill\.yaml is no text in UTF-8"):
        call_command("check_archive", folder)
    (folder / "people.yaml").unlink()
    with pytest.raises(CommandError, match=r"people\.yaml cannot be read: No such file"):
        call_command("check_archive", folder)


def test_of_no_facts_no_sample_is_drawn() -> None:
    with pytest.raises(CommandError, match="one fact at least"):
        call_command("sample_archive", "a seed", "--count=0")


@pytest.mark.parametrize(
    "told", [[risen("bob", **{"from": "quill"})], [risen("bob"), chief("bob", "2020", "clerk")]]
)
def test_who_rises_comes_from_within_or_from_another_post_on_file(told: list[Entry]) -> None:
    archive = small()
    for entry in told:
        also(archive, **entry)
    assert faults_of(archive) == []


@pytest.mark.parametrize("place", [None, "nib"])
def test_a_report_of_an_end_says_itself_whether_it_knows_whither(place: str | None) -> None:
    archive = small()
    goes_ahead(archive, to=place)
    assert faults_of(archive) == []


def test_two_may_share_the_lead_of_a_unit() -> None:
    archive = small()
    two_heads(archive, "co-head of ink")
    assert faults_of(archive) == []
