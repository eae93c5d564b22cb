"""Whose a part of a company is of which facts are told as if it were a company itself."""

from __future__ import annotations

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.rules.shared import context_org
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene

_FACTS = {FactType.JOINED, FactType.LEFT, FactType.ROLE, FactType.REPORTS_TO}
_PLACES = ("org", "to_org", "from_org")


def with_owners(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence, those told of a part as told of its owner; whoever only changes his part neither comes nor goes."""
    parts = _parts(scene)
    told = [d for d in drafts if d.type in _FACTS and _is_of_a_part(d, parts)]
    for d in told:
        _give_owner(scene, d, parts)
    return [
        d for d in drafts if not any(d is o for o in told) or not (_stays(d) or _is_gone(d, drafts))
    ]


def _parts(scene: Scene) -> dict[str, tuple[int, Mention]]:
    """The names in a sentence that are those of parts, and of nothing else."""
    companies = {plain(m.text) for m in scene.at.values() if m.kind in COMPANIES}
    found = {plain(m.text): (i, m) for i, m in scene.at.items() if m.kind is Kind.UNIT}
    return {name: part for name, part in found.items() if name not in companies}


def _is_of_a_part(d: Draft, parts: dict[str, tuple[int, Mention]]) -> bool:
    return any(plain(d.get(key)) in parts for key in _PLACES)


def _give_owner(scene: Scene, d: Draft, parts: dict[str, tuple[int, Mention]]) -> None:
    for key in _PLACES:
        if (part := parts.get(plain(d.get(key)))) is None:
            continue
        i, mention = part
        owner = scene.owner(scene.doc[i]) or mention.parent or context_org(scene, scene.doc[i])
        if owner is None or plain(owner) == plain(mention.text):
            continue
        d.values[key] = owner
        if key == "org" and d.type is not FactType.REPORTS_TO:
            d.values["unit"] = d.get("unit") or mention.text
    if d.type is FactType.JOINED and _within(d, "from_org") and d.get("title"):
        d.type = FactType.ROLE
        d.values.pop("from_org")
        d.appointment = d.inside = True


def _stays(d: Draft) -> bool:
    comes = d.type is FactType.JOINED and _within(d, "from_org")
    return comes or (d.type is FactType.LEFT and _within(d, "to_org"))


def _is_gone(d: Draft, drafts: list[Draft]) -> bool:
    """Whether somebody is told to come to a part of the company that the same sentence tells him to leave."""
    comes = d.type is FactType.JOINED and d.get("unit")
    left = (o for o in drafts if o.type is FactType.LEFT and o.get("person") == d.get("person"))
    return bool(comes) and any(plain(o.get("org")) == plain(d.get("org")) for o in left)


def _within(d: Draft, key: str) -> bool:
    return bool(d.get(key)) and plain(d.get(key)) == plain(d.get("org"))
