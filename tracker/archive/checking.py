"""The rules between the archive's files that no schema can say; what breaks one is told in words.

The files are read and valid by ``tracker.archive.files``. Nothing here needs a database.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from tracker.archive.careers import (
    destinations_told_ahead,
    half_moves,
    lonely_ends,
    risen_from_nowhere,
    two_at_the_top,
    two_of_one_post,
)
from tracker.archive.checked import Checked, Fault, at, day_of
from tracker.archive.files import Archive, Entry, names_of
from tracker.kernel.partial_dates import NotADate, PartialDate

_PEOPLE = ("person", "manager", "led_by")
_ORGANIZATIONS = ("organization", "unit", "from", "to", "into", "acquirer", "target", "lead")
_DATES = ("start", "end", "on")


def faults_of(archive: Archive) -> list[Fault]:
    """All that contradicts itself, or points at nothing, in the order of the files."""
    checked = Checked(archive)
    return [fault for rule in _RULES for fault in rule(checked)]


def _twice(where: str, values: Iterable[str], what: str) -> Iterator[Fault]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Fault(where, f"{what} {value!r} is given {count} times")


def _slugs_and_domains(checked: Checked) -> Iterator[Fault]:
    archive = checked.archive
    for name, rows in (
        ("outlets.yaml", archive.outlets),
        ("organizations.yaml", archive.organizations),
        ("people.yaml", archive.people),
    ):
        yield from _twice(name, (row["slug"] for row in rows), "the slug")
    domains = (domain for row in archive.outlets for domain in row["domains"])
    yield from _twice("outlets.yaml", domains, "the domain")


def _names(checked: Checked) -> Iterator[Fault]:
    """A name or an alias means one record."""
    organizations = ((row["slug"], names_of(row)) for row in checked.archive.organizations)
    people = (
        (row["slug"], [row["name"], *row.get("aliases", [])]) for row in checked.archive.people
    )
    for where, named in (("organizations.yaml", organizations), ("people.yaml", people)):
        owners = defaultdict(set)
        for slug, names in named:
            for name in names:
                owners[name.casefold()].add(slug)
        for name, slugs in owners.items():
            if len(slugs) > 1:
                yield Fault(where, f"{name!r} is a name of {', '.join(sorted(slugs))}")


def _unknown(checked: Checked) -> Iterator[Fault]:
    for fact in checked.facts:
        entry = fact[2]
        for key in _ORGANIZATIONS:
            if entry.get(key) and entry[key] not in checked.organizations:
                yield Fault(at(fact), f"{key} {entry[key]!r} is not in organizations.yaml")
        for key in _PEOPLE:
            if entry.get(key) and entry[key] not in checked.people:
                yield Fault(at(fact), f"{key} {entry[key]!r} is not in people.yaml")
        for step in entry["steps"]:
            if step["outlet"] not in checked.outlets:
                yield Fault(at(fact), f"outlet {step['outlet']!r} is not in outlets.yaml")
    used = {step["outlet"] for _, step in checked.steps()}
    for slug in sorted(set(checked.outlets) - used):
        yield Fault("outlets.yaml", f"no step names {slug!r}")


def _parents(checked: Checked) -> Iterator[Fault]:
    where = "organizations.yaml"
    for slug, row in checked.organizations.items():
        linked = [parent["of"] for parent in row.get("parents", [])]
        linked += [link["other"] for link in row.get("succession", [])]
        for other in linked:
            if other not in checked.organizations:
                yield Fault(where, f"{slug} names {other!r}, which is not in the list")
        if slug in checked.ancestors(slug):
            yield Fault(where, f"{slug} belongs to itself")
        if row["kind"] in ("division", "team") and not row.get("parents"):
            yield Fault(where, f"{slug} is a {row['kind']} of nothing")
        if "kinds" in row and row["kinds"][-1]["kind"] != row["kind"]:
            yield Fault(where, f"{slug} is not the last of its kinds")
        for key in ("names", "kinds", "parents"):
            for earlier, later in pairwise(row.get(key, [])):
                until, since = day_of(earlier.get("until")), day_of(later.get("since"))
                if until is None or (since is not None and since.surely_before(until)):
                    yield Fault(where, f"the {key} of {slug} are not in the order of time")


def _places(checked: Checked) -> Iterator[Fault]:
    """Units belong to their organisation; a fact lies in the file of a company that it concerns."""
    for fact in checked.facts:
        company, kind, entry = fact
        unit = entry.get("unit")
        if unit and entry["organization"] not in checked.ancestors(unit):
            yield Fault(at(fact), f"the unit {unit!r} does not belong to {entry['organization']!r}")
        named = {entry[key] for key in ("organization", "acquirer", "target") if entry.get(key)}
        concerned = named | {above for slug in named for above in checked.ancestors(slug)}
        free = kind == "statements" or (kind == "foundings" and entry["organization"] is None)
        if company not in checked.organizations or not (free or company in concerned):
            yield Fault(at(fact), "lies in the file of a company that it does not concern")


def _addresses(checked: Checked) -> Iterator[Fault]:
    printed = defaultdict(set)
    for fact, step in checked.steps():
        parts = urlsplit(step["url"])
        host = (parts.hostname or "").lower()
        domains = checked.outlets.get(step["outlet"], {}).get("domains", [])
        at_home = any(host == domain or host.endswith(f".{domain}") for domain in domains)
        if parts.scheme not in ("http", "https") or not at_home:
            yield Fault(at(fact), f"{step['url']} is no address of {step['outlet']}")
        printed[step["url"]].add((step["outlet"], step["published"]))
        if date.fromisoformat(step["checked"]) < date.fromisoformat(step["published"]):
            yield Fault(at(fact), f"{step['url']} was checked before it was published")
    for url, told in printed.items():
        if len(told) > 1:
            yield Fault(url, "has two outlets or two days of publication")


def _written_dates(checked: Checked) -> Iterator[Fault]:
    """Every date is one that can be read and would be written so."""
    texts = [(at(fact), fact[2][key]) for fact in checked.facts for key in _DATES if key in fact[2]]
    texts += [(at(fact), step["date"]) for fact, step in checked.steps() if step.get("date")]
    for row in checked.archive.organizations:
        spans = [*row["names"], *row.get("kinds", []), *row.get("parents", [])]
        days = [span[key] for span in spans for key in ("since", "until") if key in span]
        days += [link["on"] for link in row.get("succession", []) if "on" in link]
        days += [row["founded"]] if "founded" in row else []
        texts += [(f"organizations.yaml, {row['slug']}", day) for day in days]
    for where, text in texts:
        try:
            written = str(PartialDate.parse(text))
        except NotADate as fault:
            yield Fault(where, str(fault))
            continue
        if written != text:
            yield Fault(where, f"the date {text!r} is written {written!r}")


def _dated_by(step: Entry) -> str:
    """The date of the fact that a step speaks of."""
    aspect = step.get("of")
    return aspect if aspect in ("start", "end") else "on"


def _date_of(entry: Entry, step: Entry) -> str | None:
    """The date that a step speaks of: its own, or else the fact's."""
    told: str | None = step.get("date", entry.get(_dated_by(step)))
    return told


def _order_of_days(checked: Checked) -> Iterator[Fault]:
    for fact in checked.facts:
        entry = fact[2]
        start, end = day_of(entry.get("start")), day_of(entry.get("end"))
        if start is not None and end is not None and end.surely_before(start):
            yield Fault(at(fact), f"ends ({end}) before it starts ({start})")
        days = [step["published"] for step in entry["steps"]]
        if days != sorted(days):
            yield Fault(at(fact), "the steps are not in the order of their days")
    for fact, step in checked.steps():
        told = day_of(_date_of(fact[2], step))
        earliest = told.earliest if told is not None else None
        published = date.fromisoformat(step["published"])
        if step["status"] == "done" and earliest is not None and earliest > published:
            yield Fault(at(fact), f"done on {told}, but told on {published} by {step['url']}")


def _told_dates(checked: Checked) -> Iterator[Fault]:
    """Every date of a fact is told by a step, and no step dates what the fact leaves open.

    A plain title may say by itself since when it is held, as far as the words go.
    """
    for fact in checked.facts:
        entry = fact[2]
        for key in _DATES:
            told = (
                step.get("of", "on") == key and _date_of(entry, step) == entry[key]
                for step in entry["steps"]
                if key in entry
            )
            if key in entry and not any(told):
                yield Fault(at(fact), f"no step tells the {key} {entry[key]!r}")
        for step in entry["steps"]:
            key = _dated_by(step)
            if step.get("date") and step.get("of") != "held" and not entry.get(key):
                yield Fault(at(fact), f"a step dates the {key}, which the fact leaves open")


def _twins(checked: Checked) -> Iterator[Fault]:
    """One fact is told once, one spell is not split, and no step is given twice."""
    whole = Counter(
        (kind, repr(sorted((key, repr(value)) for key, value in entry.items() if key != "steps")))
        for _, kind, entry in checked.facts
    )
    for (kind, said), count in whole.items():
        if count > 1:
            yield Fault(kind, f"told {count} times: {said}")
    split = Counter(
        tuple(entry.get(key) for key in ("person", "organization", "unit", "title", "start"))
        for _, _, entry in checked.positions()
    )
    for spell, count in split.items():
        if count > 1:
            yield Fault("positions", f"{count} spells of one start: {spell}")
    for fact in checked.facts:
        given = Counter((s.get("of"), s["status"], s["url"]) for s in fact[2]["steps"])
        for (aspect, status, url), count in given.items():
            if count > 1:
                yield Fault(
                    at(fact), f"{url} is given {count} times for {aspect or 'it'}, {status}"
                )


def _words(checked: Checked) -> Iterator[Fault]:
    for fact, step in checked.steps():
        sentences = [part for part in step["summary"].split(". ") if part[:1].isupper()]
        if len(sentences) > 1:
            yield Fault(at(fact), f"a summary is one sentence: {step['summary']!r}")
    for fact in checked.facts:
        quote = fact[2].get("quote", "")
        if quote.startswith(('"', "“", "”")) or quote.endswith(('"', "“", "”")):
            yield Fault(at(fact), "a quotation carries no marks of its own")


_RULES = (
    _slugs_and_domains,
    _names,
    _unknown,
    _parents,
    _places,
    _addresses,
    _written_dates,
    _order_of_days,
    _told_dates,
    _twins,
    lonely_ends,
    half_moves,
    destinations_told_ahead,
    risen_from_nowhere,
    two_at_the_top,
    two_of_one_post,
    _words,
)
