"""Articles whose claims wait for an editor, for the tests of review."""

from datetime import date
from typing import Any

from companies.models import Organization
from people.models import Person
from tests.claims.scene import company, outlet, person
from tests.factories import ArticleFactory, ClaimFactory
from tracker.claims.models import Claim, ClaimType, Decision
from tracker.claims.recording import aspect_of
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Article

BEFORE = "The board met on Monday. "
AFTER = " Nobody would comment."


def article(sentence: str, *, published: str = "2025-03-03", by: str = "wire") -> Article:
    """An article in which ``sentence`` stands between two others."""
    return ArticleFactory.create(
        title="A change at the top",
        text=f"{BEFORE}{sentence}{AFTER}",
        outlet=outlet(by),
        published_on=date.fromisoformat(published),
    )


def waiting(
    type_: str = "joined",
    status: str = "done",
    published: str = "2025-03-03",
    *,
    who: str = "ada-byron",
    at: str = "kiln",
    on: str = "",
    by: str = "wire",
    why: str = "The operator wants it reviewed.",
    of: Article | None = None,
    said: Person | None = None,
    **rest: Any,
) -> Claim:
    """A claim of an article that waits: ``who`` joined ``at``, unless told otherwise."""
    meant = said or (person(who) if who else None)
    name = meant.name if meant is not None else who
    where: Organization | None = company(at) if at else None
    sentence = f"{name} has joined {where or 'a company'}."
    told_in = of or article(sentence, published=published, by=by)
    start = told_in.text.find(sentence)
    span = (start, start + len(sentence)) if start >= 0 else (0, len(told_in.text))
    values = {"person": name, "org": str(where or "")}
    return ClaimFactory.create(
        **{
            "type": type_,
            "status": status,
            "aspect": aspect_of(ClaimType(type_), status),
            "article": told_in,
            "outlet": told_in.outlet,
            "evidence": told_in.text[slice(*span)],
            "start": span[0],
            "end": span[1],
            "published_on": told_in.published_on,
            "person": meant,
            "organization": where,
            "date": PartialDate.parse(on) if on else None,
            "date_kind": "effective" if on else "",
            "values": values,
            "probability": 0.8,
            "rule": "joined",
            "decision": Decision.UNDECIDED,
            "queue_reason": why,
            "policy": "operator",
        }
        | rest
    )
