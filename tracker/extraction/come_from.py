"""Where those come to of whom a sentence tells only where they come from: "She came from Y in 2018"."""

from __future__ import annotations

from tracker.extraction.arrivals import of_another_year, of_person
from tracker.extraction.confidence import UNDECIDED, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.moves_in_time import where_he_came
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.side_jobs import is_side_job


def where_they_come_from(found: list[Draft]) -> list[Draft]:
    """Read "X comes from Y, where he was president": the origin of a joining told elsewhere."""
    kept: list[Draft] = []
    for d in found:
        if d.rule != "comes_from":
            kept.append(d)
            continue
        person = d.get("person")
        place = where_he_came(d, found)
        if place is not None:
            d.values["org"], d.status = place, Status.DONE
        to = _coming_told(d, found) if place is None else None
        if (
            to is None
            and not d.get("org")
            and (left := _left_since(d, found) or _post_since(d, found)) is not None
        ):
            d.values["org"], d.status, d.belief = left.get("org"), Status.DONE, UNDECIDED
        if to is None and d.get("org"):
            kept.append(d)  # the scorer has seen where to
        if to is None or plain(to.get("org")) == plain(d.get("from_org")):
            continue
        to.values["from_org"] = d.get("from_org")
        to.inside = False
        left = Draft(
            FactType.LEFT,
            d.scene,
            "comes_from",
            to.status,
            0.75,
            {"person": person, "org": d.get("from_org"), "to_org": to.get("org")},
        )
        kept.append(left)
        for role in of_person(found, FactType.ROLE, person):
            if same_org(role, left) and role.status is Status.FORMER and role.scene is d.scene:
                role.status = Status.HELD
                role.attached = True
    return kept


def _coming_told(came: Draft, found: list[Draft]) -> Draft | None:
    """What else tells of somebody's coming; nobody gets a post where he has just come from, if none is named."""
    for o in found:
        told = o.type is FactType.JOINED or o.appointment
        if o is came or not told or not same_person(o, came) or not o.get("org"):
            continue
        if of_another_year(o, came):
            continue
        guessed = o.implied_org and o.scene is came.scene and came.get("org")
        if guessed and plain(o.get("org")) == plain(came.get("from_org")):
            o.values["org"] = came.get("org")
        return o
    return None


def _left_since(came: Draft, found: list[Draft]) -> Draft | None:
    """The leaving of "X has left Y, having come from Z": it is Y that X had come to."""
    gone = (o for o in of_person(found, FactType.LEFT, came.get("person")) if o.scene is came.scene)
    return next(
        (o for o in gone if o.rule != SEEN and plain(o.get("org")) != plain(came.get("from_org"))),
        None,
    )


def _post_since(came: Draft, found: list[Draft]) -> Draft | None:
    """The post of "X, the chief of Y, who came from Z last year": it is Y that X had come to."""
    posts = [
        o
        for o in of_person(found, FactType.ROLE, came.get("person"))
        if o.scene is came.scene
        and o.status is Status.HELD
        and is_likely_enough(o)
        and plain(o.get("org")) != plain(came.get("from_org"))
        and not is_side_job(o.get("title"))
    ]
    if len({plain(o.get("org")) for o in posts}) != 1 or came.date is None:
        return None
    return posts[0]
