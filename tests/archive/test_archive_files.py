"""The archive's files keep to their schema, and to the rules between the files that no schema can say."""

import json
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from tests.archive.files import Row, archive, by_slug, facts, schema, steps
from tracker.kernel.partial_dates import PartialDate

ORGANIZATION_KEYS = ("organization", "unit", "from", "to", "into", "acquirer", "target", "lead")
PERSON_KEYS = ("person", "manager", "led_by")
DATE_KEYS = ("start", "end", "on")


def step_date(fact: Row, step: Row) -> str | None:
    """The date a step speaks of: its own, or else the fact's."""
    stated: str | None = step.get(
        "date", fact.get({"start": "start", "end": "end"}.get(step.get("of", ""), "on"))
    )
    return stated


def test_the_archive_keeps_to_its_schema() -> None:
    wrong = [
        f"{'/'.join(str(part) for part in error.absolute_path)}: {error.message}"
        for error in Draft202012Validator(schema()).iter_errors(archive())
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["outlets", "organizations", "people"])
def test_a_slug_is_given_once(name: str) -> None:
    counts = Counter(row["slug"] for row in archive()[name])
    assert [slug for slug, count in counts.items() if count > 1] == []


def test_every_organization_of_a_fact_is_in_the_list() -> None:
    known = by_slug("organizations")
    named = {row[key] for _, _, row in facts() for key in ORGANIZATION_KEYS if row.get(key)}
    assert named - set(known) == set()


def test_every_person_of_a_fact_is_in_the_list() -> None:
    named = {row[key] for _, _, row in facts() for key in PERSON_KEYS if row.get(key)}
    assert named - set(by_slug("people")) == set()


def test_every_outlet_of_a_step_is_in_the_list_and_every_outlet_is_used() -> None:
    assert {step["outlet"] for _, step in steps()} == set(by_slug("outlets"))


def test_parents_and_successors_are_in_the_list() -> None:
    known = by_slug("organizations")
    named = {parent["of"] for row in known.values() for parent in row.get("parents", [])}
    named |= {link["other"] for row in known.values() for link in row.get("succession", [])}
    assert named - set(known) == set()


def ancestors(slug: str) -> set[str]:
    """Everything an organisation belongs or has belonged to; ends on circles, too."""
    known, found, waiting = by_slug("organizations"), set[str](), [slug]
    while waiting:
        for parent in known[waiting.pop()].get("parents", []):
            if parent["of"] not in found:
                found.add(parent["of"])
                waiting.append(parent["of"])
    return found


def test_no_organization_belongs_to_itself() -> None:
    assert [slug for slug in by_slug("organizations") if slug in ancestors(slug)] == []


def test_every_unit_of_a_fact_belongs_to_its_organization() -> None:
    strangers = {
        (row["unit"], row["organization"])
        for _, _, row in facts()
        if row.get("unit") and row["organization"] not in ancestors(row["unit"])
    }
    assert strangers == set()


def test_a_lab_a_division_or_a_team_belongs_to_something_unless_it_stands_alone() -> None:
    alone = {
        slug
        for slug, row in by_slug("organizations").items()
        if row["kind"] in ("division", "team") and not row.get("parents")
    }
    assert alone == set()


def test_a_name_or_an_alias_means_one_organization() -> None:
    owners = defaultdict(set)
    for slug, row in by_slug("organizations").items():
        for name in [*(dated["name"] for dated in row["names"]), *row.get("aliases", [])]:
            owners[name.casefold()].add(slug)
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


def test_a_name_or_an_alias_means_one_person() -> None:
    owners = defaultdict(set)
    for slug, row in by_slug("people").items():
        for name in [row["name"], *row.get("aliases", [])]:
            owners[name.casefold()].add(slug)
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


def test_a_fact_lies_in_the_file_of_a_company_that_it_concerns() -> None:
    known = by_slug("organizations")
    astray = []
    for company, kind, row in facts():
        concerned = {row[key] for key in ("organization", "acquirer", "target") if row.get(key)}
        concerned |= {parent for slug in concerned for parent in ancestors(slug)}
        free = kind == "statements" or (kind == "foundings" and row["organization"] is None)
        if company not in known or not (free or company in concerned):
            astray.append((company, kind, row))
    assert astray == []


def test_every_day_is_a_day_of_the_calendar_and_nothing_is_checked_before_it_is_published() -> None:
    early = [
        step
        for _, step in steps()
        if date.fromisoformat(step["checked"]) < date.fromisoformat(step["published"])
    ]
    assert early == []


def test_every_date_is_one_that_the_kernel_reads_and_writes_back() -> None:
    texts = [row[key] for _, _, row in facts() for key in DATE_KEYS if key in row]
    texts += [step["date"] for _, step in steps() if step.get("date")]
    for row in archive()["organizations"]:
        texts += [row["founded"]] if "founded" in row else []
        spans = [*row["names"], *row.get("kinds", []), *row.get("parents", [])]
        texts += [span[key] for span in spans for key in ("since", "until") if key in span]
        texts += [link["on"] for link in row.get("succession", []) if "on" in link]
    assert [text for text in texts if str(PartialDate.parse(text)) != text] == []


def test_every_address_is_a_web_address_of_its_outlet() -> None:
    outlets, astray = by_slug("outlets"), []
    for _, step in steps():
        parts = urlsplit(step["url"])
        host = (parts.hostname or "").lower()
        domains = outlets[step["outlet"]]["domains"]
        at_home = any(host == domain or host.endswith(f".{domain}") for domain in domains)
        if parts.scheme not in ("http", "https") or not at_home:
            astray.append(step["url"])
    assert astray == []


def test_an_address_has_one_outlet_and_one_day() -> None:
    printed = defaultdict(set)
    for _, step in steps():
        printed[step["url"]].add((step["outlet"], step["published"]))
    assert {url: told for url, told in printed.items() if len(told) > 1} == {}


def test_a_domain_belongs_to_one_outlet() -> None:
    counts = Counter(domain for row in archive()["outlets"] for domain in row["domains"])
    assert [domain for domain, count in counts.items() if count > 1] == []


def test_no_fact_is_told_twice() -> None:
    counts = Counter(
        (
            kind,
            json.dumps(
                {key: value for key, value in row.items() if key != "steps"}, sort_keys=True
            ),
        )
        for _, kind, row in facts()
    )
    assert [fact for fact, count in counts.items() if count > 1] == []


def test_one_spell_is_not_split_into_two_of_the_same_start() -> None:
    counts = Counter(
        tuple(row.get(key) for key in ("person", "organization", "unit", "title", "start"))
        for _, kind, row in facts()
        if kind == "positions"
    )
    assert [spell for spell, count in counts.items() if count > 1] == []


def test_no_step_is_given_twice_for_one_fact() -> None:
    twice = []
    for _, _, row in facts():
        counts = Counter((step.get("of"), step["status"], step["url"]) for step in row["steps"])
        twice += [step for step, count in counts.items() if count > 1]
    assert twice == []


def test_steps_stand_in_the_order_of_their_days() -> None:
    disordered = [
        row
        for _, _, row in facts()
        if [step["published"] for step in row["steps"]]
        != sorted(step["published"] for step in row["steps"])
    ]
    assert disordered == []


def test_nothing_ends_before_it_starts() -> None:
    backwards = [
        row
        for _, _, row in facts()
        if "start" in row
        and "end" in row
        and PartialDate.parse(row["end"]).surely_before(PartialDate.parse(row["start"]))
    ]
    assert backwards == []


def test_what_is_done_was_not_published_before_its_day() -> None:
    early = []
    for (_, _, row), step in steps():
        text = step_date(row, step)
        if step["status"] != "done" or text is None:
            continue
        first = PartialDate.parse(text).earliest
        if first and first > date.fromisoformat(step["published"]):
            early.append((row, step))
    assert early == []


def test_a_step_dates_only_an_end_or_a_start_that_the_fact_dates_too() -> None:
    """A plain title may say by itself since when it is held, as far as the words go."""
    lost = [
        (row, step)
        for (_, _, row), step in steps()
        if step.get("date")
        and step.get("of") != "held"
        and not row.get({"start": "start", "end": "end"}.get(step.get("of", ""), "on"))
    ]
    assert lost == []


def test_every_date_of_a_fact_is_told_by_one_of_its_steps() -> None:
    untold = [
        (row, key)
        for _, _, row in facts()
        for key in DATE_KEYS
        if key in row
        and not any(
            step.get("of", "on") == key and step_date(row, step) == row[key]
            for step in row["steps"]
        )
    ]
    assert untold == []


def test_an_origin_stands_beside_a_start_and_a_destination_beside_an_end() -> None:
    lonely = [
        row
        for _, kind, row in facts()
        if kind == "positions"
        for key, side in (("from", "start"), ("to", "end"))
        if key in row and side not in {step["of"] for step in row["steps"]}
    ]
    assert lonely == []


def test_names_kinds_and_parents_of_an_organization_stand_in_the_order_of_time() -> None:
    disordered = []
    for row in archive()["organizations"]:
        for key in ("names", "kinds", "parents"):
            spans = row.get(key, [])
            for earlier, later in pairwise(spans):
                until, since = earlier.get("until"), later.get("since")
                if not until or (
                    since and PartialDate.parse(since).surely_before(PartialDate.parse(until))
                ):
                    disordered.append((row["slug"], key))
    assert disordered == []


def test_the_kind_of_an_organization_is_the_last_of_its_kinds() -> None:
    wrong = [
        row["slug"]
        for row in archive()["organizations"]
        if "kinds" in row and row["kinds"][-1]["kind"] != row["kind"]
    ]
    assert wrong == []


def test_a_summary_is_one_sentence() -> None:
    long = {step["summary"] for _, step in steps() if re.search(r"[.!?]\s+[A-Z]", step["summary"])}
    assert long == set()


def test_a_quotation_is_short_and_carries_no_marks_of_its_own() -> None:
    quotes = [row["quote"] for _, kind, row in facts() if kind == "statements"]
    assert [quote for quote in quotes if re.search(r"^[\"“”]|[\"“”]$", quote)] == []
