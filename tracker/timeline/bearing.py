"""How many of the independent outlets that tell of a fact bear out the status that stands beside it."""

from collections.abc import Iterable
from datetime import date

from tracker.kernel.statuses import Status
from tracker.news.outlets import bare_name
from tracker.timeline.evidence import Evidence, of_claims


def saying_so(evidence: Iterable[Evidence], status: str, origins: int) -> int | None:
    """How many of the ``origins`` say ``status`` themselves; None where all do, or where these claims do not tell.

    None at all do where the status follows from a later report: of a post that is held by then nobody need have said that
    its start is done. ``evidence`` are the claims of one fact, or of one end of it; where they go back to another number of
    outlets than settling has counted, nothing is said.
    """
    told = [
        one for one in of_claims(evidence) if not one.against and one.status != Status.FORMER.value
    ]
    slugs = {bare_name(one.outlet): one.outlet_slug for one in told if one.outlet_slug}
    firsts: dict[int, Evidence] = {}
    for one in sorted(told, key=lambda one: (one.published or date.max, one.claim)):
        if one.story is not None:
            firsts.setdefault(one.story, one)
    said: dict[str, set[str]] = {}
    for one in told:
        said.setdefault(_origin(one, slugs, firsts), set()).add(one.status)
    if len(said) != origins:
        return None
    bearing = sum(status in statuses for statuses in said.values())
    return bearing if bearing < origins else None


def _origin(one: Evidence, slugs: dict[str, str], firsts: dict[int, Evidence]) -> str:
    """The outlet that a claim credits, else the one that was first with its story, else its own."""
    if one.via:
        name = bare_name(one.via)
        return slugs.get(name) or f"via:{name}"
    first = firsts[one.story] if one.story is not None else one
    return first.outlet_slug or f"claim:{first.claim}"
