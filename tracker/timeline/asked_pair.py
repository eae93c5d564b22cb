"""A search that asks who went from one company to another: "OpenAI to Anthropic"."""

import re
from dataclasses import dataclass
from datetime import date

from companies.models import Organization
from tracker.timeline.refs import PARENTS, ref_org
from tracker.timeline.structure import organization_known_by
from tracker.timeline.wording import Ref

_PAIR = re.compile(r"(?:from\s+)?(\S.*?)\s*(?:\s+to\s+|→|->|–>)\s*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedPair:
    """The companies between which moves are asked for. A unit stands for the company it belongs to."""

    left: Ref
    joined: Ref


def asked_pair(words: str, *, known_on: date | None = None) -> AskedPair | None:
    """The two companies that ``words`` name, by any of their names; None where they are no such question.

    With ``known_on`` only companies count that something published by then names. Two queries for
    words that have the form of the question, none for others.
    """
    asked = _PAIR.fullmatch(words.strip())
    if asked is None:
        return None
    left, joined = (_called(name, known_on) for name in asked.groups())
    if left is None or joined is None or left == joined:
        return None
    return AskedPair(left, joined)


def _called(name: str, known_on: date | None) -> Ref | None:
    organizations = Organization.objects.visible().called(name).select_related(PARENTS)
    if known_on is not None:
        organizations = organizations.filter(organization_known_by(known_on))
    found = organizations.order_by("pk").first()
    return None if found is None else ref_org(found.company)
