"""When two drafts tell the same fact, and how the one takes over from the other."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TO_COME, FactType, Status
from tracker.extraction.reckoning import months_apart
from tracker.kernel.title_forms import written_out

_CERTAINTY = [
    Status.DENIED, Status.REVERSED, Status.DONE, Status.ANNOUNCED, Status.REPORTED, Status.RUMOURED, Status.HELD, Status.FORMER,
]  # fmt: skip


_MOVES = {FactType.JOINED, FactType.LEFT}
#: What is still to come, or only talked of.
#: How many months two moves are apart at the least, of each of which the day is told; and where a day may be that of the telling.
_APART, _FAR_APART = 4, 12

#: What drafts of the scorer are called.
SEEN = "scored"
KEYS: dict[FactType, tuple[str, ...]] = {
    FactType.JOINED: ("person", "org"),
    FactType.LEFT: ("person", "org"),
    FactType.ROLE: ("person", "org", "title", "unit"),
    FactType.FOUNDED: ("person", "org"),
    FactType.REPORTS_TO: ("person", "manager"),
    FactType.UNIT_CREATED: ("unit",),
    FactType.UNIT_RENAMED: ("unit",),
    FactType.UNIT_MERGED: ("unit",),
    FactType.UNIT_DISSOLVED: ("unit",),
    FactType.LAYOFF: ("org", "count"),
    FactType.STAKE: ("acquirer", "target"),
    FactType.FUNDING: ("org", "amount_usd"),
    FactType.SPENDING: ("org", "amount_usd"),
    FactType.COMPENSATION: ("org", "amount_usd"),
    FactType.MARKET_REACTION: ("org", "percent"),
    FactType.STATEMENT: ("person", "quote"),
}


def plain(name: object) -> str:
    """A name for comparison: case, articles and punctuation left out."""
    return _plain(str(name or ""))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    text = re.sub(r"['’]s$", "", name.casefold())
    text = re.sub(r"^the ", "", text)
    return re.sub(r"\W+", " ", text).strip()


def same_person(one: Draft, other: Draft) -> bool:
    return plain(one.get("person")) == plain(other.get("person"))


def same_org(one: Draft, other: Draft) -> bool:
    return plain(one.get("org")) == plain(other.get("org"))


def same_title(one: str, other: str) -> bool:
    a, b = title_words(one), title_words(other)
    return not a or not b or len(a & b) / len(a | b) >= 0.5


@lru_cache(maxsize=1024)
def title_words(title: str) -> frozenset[str]:
    """What tells a title from others: its words, short forms written out and little words left out."""
    text = written_out(plain(title))
    return frozenset(text.replace("officer", "").split()) - {"of", "the", "and", "for", "group"}


def is_complete(d: Draft) -> bool:
    if d.type is FactType.FOUNDED:
        return bool(d.get("person")) and bool(d.get("org") or d.get("org_desc"))
    required = {"person", "org", "manager", "acquirer", "target"} & set(KEYS[d.type])
    if d.type is FactType.REPORTS_TO:
        required |= {"org"}
    if any(not d.get(key) for key in required):
        return False
    if d.type in {FactType.JOINED, FactType.LEFT, FactType.ROLE} and plain(
        d.get("person")
    ) == plain(d.get("org")):
        return False
    if d.type is FactType.LEFT and plain(d.get("to_org")) == plain(d.get("org")):
        return False
    if d.type is FactType.UNIT_MERGED and plain(d.get("unit")) == plain(d.get("org")):
        return False
    return not (
        d.type is FactType.FUNDING
        and d.rule != "raised_elsewhere"
        and not any(d.values.get(key) for key in ("amount_usd", "valuation_usd", "lead"))
    )


def _key(d: Draft) -> tuple[object, ...]:
    parts: list[object] = [d.type]
    for key in KEYS[d.type]:
        value = d.values.get(key)
        if key == "title":
            parts.append(frozenset(title_words(str(value or ""))))
        else:
            parts.append(plain(value))
    if d.type is FactType.ROLE:
        parts.append(d.status is Status.FORMER)
    if d.type in {FactType.JOINED, FactType.LEFT}:
        parts.append(d.get("title") == "board member")
    if d.type is FactType.STAKE:
        parts.append(d.rule == "belongs" and (d.values.get("percent") or 100) != 100)
    if d.type is FactType.UNIT_CREATED:
        parts.append(plain(d.get("org")))
    return tuple(parts)


def _surer(one: Status | None, other: Status | None) -> Status | None:
    if one is None or other is None:
        return one
    return min(one, other, key=_CERTAINTY.index)


def once(found: list[Draft]) -> list[Draft]:
    """The drafts that tell the same fact as one each, completed from one another."""
    kept: list[Draft] = []
    alike: dict[tuple[object, ...], list[Draft]] = {}
    for d in found:
        told = alike.setdefault(_key(d), [])
        first = next((o for o in told if not _are_two_moves(o, d)), None)
        if first is None:
            told.append(d)
            kept.append(d)
        else:
            _complete(first, d)
    return kept


def _complete(first: Draft, d: Draft) -> None:
    """Give a draft what another one of the same fact tells besides."""
    for name, value in d.values.items():
        if value is not None and first.values.get(name) is None:
            first.values[name] = value
    if first.date is None and d.date is not None:
        first.date, first.date_kind = d.date, d.date_kind
    if "noun" in d.rule and "noun" not in first.rule:
        return
    if not (SEEN in {d.rule, first.rule} and d.rule != first.rule):
        first.status = _surer(first.status, d.status)
    elif first.rule == SEEN:
        # Rules know better than the scorer how certain a thing is, unless they only point back to it.
        first.status = _surer(first.status, d.status) if d.implied_org else d.status
        first.rule, first.belief = d.rule, d.belief or first.belief
        first.implied_org = first.implied_org and d.implied_org
    first.probability = max(first.probability, d.probability)


def _is_chained(one: Draft, other: Draft) -> bool:
    """Whether one of two moves that a sentence tells is that of a coming back, and each has its own day."""
    return _is_of_chain(one) is not _is_of_chain(other) and bool(one.date and other.date)


def _is_of_chain(d: Draft) -> bool:
    """Whether a move follows from those before it: where somebody returns to, and what he leaves then."""
    return d.rule == "chained"


def _are_two_moves(one: Draft, other: Draft) -> bool:
    """Whether somebody comes to a company, or goes from it, twice: who came in 2000 may come back in 2024."""
    if one.type not in _MOVES or (one.scene is other.scene and not _is_chained(one, other)):
        return False
    if any(d.get("org") not in d.scene.text and not _is_of_chain(d) for d in (one, other)):
        return False  # of two places that are only meant one may be another
    if one.date and other.date:
        both = one.date_kind == other.date_kind == "effective"
        return months_apart(one.date, other.date) >= (_APART if both else _FAR_APART)
    dated, undated = (one, other) if one.date else (other, one)
    written = dated.scene.published
    if dated.date is None or written is None or dated.date_kind != "effective":
        return False
    long_ago = int(dated.date[:4]) < written.year - 1 and dated.status is Status.DONE
    return long_ago and undated.status in TO_COME
