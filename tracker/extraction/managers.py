"""What a reporting line says of the post of whoever is reported to."""

from __future__ import annotations

import re
from itertools import pairwise

from tracker.extraction.arrivals import of_person
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.sameness import plain, same_org
from tracker.extraction.scene import Scene

_AT = re.compile(r" (?:at|of) (?:the )?")
#: How many sentences before the line the coming may be told.
_BACK = 3


def posts_of_managers(found: list[Draft]) -> None:
    """Read "will report to X, the finance chief": X is that where those work who report to him."""
    for line in (d for d in found if d.type is FactType.REPORTS_TO and d.get("org")):
        _bring_along(line, found)
        for role in of_person(found, FactType.ROLE, line.get("manager")):
            if _is_told_with(role, line) and role.implied_org and role.attached:
                role.values["org"] = line.get("org")
        _works_there(line, found)


def _is_told_with(role: Draft, line: Draft) -> bool:
    """Whether a post is told with the line, or right after: "reports to X. The chief executive praised her"."""
    after = role.rule == "title_definite" and role.scene.number - line.scene.number == 1
    return role.scene is line.scene or after


def _works_there(line: Draft, found: list[Draft]) -> None:
    """Read "X, the deputy head of sales, now works for Y": X has his post where Y is."""
    if line.status not in {Status.HELD, Status.DONE}:
        return  # who will report to somebody may come along from where he is
    own = of_person(found, FactType.ROLE, line.get("person"))
    there = _places_of(found, line.get("manager"))
    for role in own:
        beside = role.scene is line.scene and role.implied_org and role.attached
        if beside and role.status is Status.HELD and plain(line.get("org")) in there:
            role.values["org"] = line.get("org")


def _places_of(found: list[Draft], person: str) -> set[str]:
    """Where somebody is told to have a post, or to come to."""
    kinds = (FactType.ROLE, FactType.JOINED)
    return {
        plain(d.get("org"))
        for kind in kinds
        for d in of_person(found, kind, person)
        if d.status is not Status.FORMER
    }


def _bring_along(line: Draft, found: list[Draft]) -> None:
    """Whoever comes from Y and "will report to X" does so where he goes, and not at Y."""
    if not line.implied_org or line.status not in TOLD:
        return
    person = line.get("person")
    left = [d for d in of_person(found, FactType.LEFT, person) if same_org(d, line)]
    comings = [
        d
        for d in of_person(found, FactType.JOINED, person)
        if d.status in TOLD
        and 0 <= line.scene.number - d.scene.number <= _BACK
        and d.get("org")
        and (plain(d.get("from_org")) == plain(line.get("org")) or left)
    ]
    if comings and not any(same_org(d, line) for d in comings):
        line.values["org"] = comings[-1].get("org")


def is_boss_of(d: Draft, found: list[Draft]) -> bool:
    """The "boss" of "Y will be her boss" is no title."""
    return d.type is FactType.ROLE and any(
        o.rule == "boss" and o.scene is d.scene and plain(o.get("manager")) == plain(d.get("person"))
        for o in found
    ) and plain(d.get("title")) in {"boss", "superior", "manager", "supervisor"}  # fmt: skip


def report_where_they_go(found: list[Draft]) -> None:
    """Read "X joins Y, reporting to Z": the line is one of Y's; and "reports to Z at Y", whatever was told before."""
    for d in found:
        if d.type is FactType.REPORTS_TO and d.implied_org:
            if told := _place_behind(d.scene, d.get("manager")):
                d.values["org"], d.implied_org = told, False
                continue
            for joined in of_person(found, FactType.JOINED, d.get("person")):
                if joined.scene is d.scene and joined.status is not Status.DENIED:
                    d.values["org"] = joined.get("org")


def _place_behind(scene: Scene, person: str) -> str | None:
    """Y in "X at Y": the company that stands right behind somebody's name."""
    named = sorted(scene.at.items(), key=lambda one: one[1].start)
    for (at, mention), (_, behind) in pairwise(named):
        if (
            mention.kind is Kind.PERSON
            and behind.kind in COMPANIES
            and scene.name(scene.doc[at]) == person
            and _AT.fullmatch(scene.text[mention.end : behind.start])
        ):
            return behind.text
    return None
