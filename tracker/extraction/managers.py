"""What a reporting line says of the post of whoever is reported to."""

from __future__ import annotations

from tracker.extraction.arrivals import of_person
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.sameness import plain


def posts_of_managers(found: list[Draft]) -> None:
    """Read "will report to X, the finance chief": X is that where those work who report to him."""
    for line in (d for d in found if d.type is FactType.REPORTS_TO and d.get("org")):
        for role in of_person(found, FactType.ROLE, line.get("manager")):
            if role.scene is line.scene and role.implied_org and role.attached:
                role.values["org"] = line.get("org")


def is_boss_of(d: Draft, found: list[Draft]) -> bool:
    """The "boss" of "Y will be her boss" is no title."""
    return d.type is FactType.ROLE and any(
        o.rule == "boss" and o.scene is d.scene and plain(o.get("manager")) == plain(d.get("person"))
        for o in found
    ) and plain(d.get("title")) in {"boss", "superior", "manager", "supervisor"}  # fmt: skip
