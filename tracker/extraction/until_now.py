"""What somebody was until the news: whoever is told with the place leaves it, and whoever is told with none rises where he was.

"X, until now chair of Z, becomes chief executive of Y" tells a move from Z; "X, until now the finance chief, becomes chief
executive of Y" tells one within Y.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.kinds import COMPANIES
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.side_jobs import is_kept_beside, is_side_job, takes_a_seat
from tracker.kernel.whole_words import places_of

_THEN = r"\b(?:(?:until|till|up to) (?:now|then|yesterday|today|this (?:week|morning))|hitherto|(?:so|thus) far)\b"
_BEFORE = re.compile(
    rf"{_THEN},? (?:(?:has|had) )?(?:(?:been|was) )?(?:(?:an?|the|its|his|her|their) )?(?:(?:[A-Z][\w.&-]*[ -])*[A-Z][\w.&-]*['’]s? )?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?: (?!(?:ha[sd]|have|is|was|will|would|sa\w+)\b)[\w.&'’-]+){{0,7}}?,? {_THEN}", re.I
)
#: Where the part of a sentence that tells a post begins and ends.
_CUT = re.compile(
    r"[,;:()—–]|\band (?=(?:once|formerly|previously|earlier|before|until|till|hitherto|so far|thus far|up to now)\b)"
)
#: So many sentences away a post may be told that somebody comes to.
_NEAR = 1


def posts_until_now(found: list[Draft]) -> None:
    """Make a leaving of the post that somebody had until now at another place, and a rise of the one that he gets where he had it."""
    for d in found:
        part = _part(d) if was_until_now(d) else None
        if part is None:
            continue
        his = [o for o in found if o is not d and same_person(o, d)]
        places = set(_places(d, *part))
        if not places:
            _rises(d, his)
        elif places == {plain(d.get("org"))} and not is_kept_beside(d.get("title")):
            _moves(d, his, found)


def was_until_now(d: Draft) -> bool:
    """Whether a post is told as one that somebody had until now."""
    once = d.type is FactType.ROLE and d.status is Status.FORMER
    return once and bool(d.get("title")) and _part(d) is not None


def _part(d: Draft) -> tuple[int, int] | None:
    """Where the part of a sentence stands that tells a post somebody had until now."""
    text = d.scene.text
    for start in places_of(d.get("title"), text):
        end = start + len(d.get("title"))
        if not (_BEFORE.search(text[:start]) or _BEHIND.match(text, end)):
            continue
        first = max((m.end() for m in _CUT.finditer(text, 0, start)), default=0)
        last = _CUT.search(text, end)
        return first, last.start() if last is not None else len(text)
    return None


def _places(d: Draft, start: int, end: int) -> Iterator[str]:
    """The companies named in a part of a sentence."""
    for at, mention in d.scene.at.items():
        if mention.kind in COMPANIES and start <= mention.start < end:
            yield plain(d.scene.name(d.scene.doc[at]))


def _moves(d: Draft, his: list[Draft], found: list[Draft]) -> None:
    """Whoever had a post until now and comes to another place has left it, unless he has founded that or was bought with this."""
    if any(same_org(o, d) and o.type is not FactType.FOUNDED for o in his):
        return
    to = next(
        iter(sorted(filter(lambda o: _is_come_to(o, d), his), key=lambda o: _far(o, d))), None
    )
    if to is None or any(o.type is FactType.FOUNDED and same_org(o, to) for o in his):
        return
    if any(
        o.type is FactType.STAKE and plain(o.get("target")) == plain(d.get("org")) for o in found
    ):
        return
    if to.type is FactType.ROLE:
        to.type, to.inside = FactType.JOINED, False
        to.status = Status.DONE if to.status is Status.HELD else to.status
    to.values.setdefault("from_org", d.get("org"))
    d.type, d.status, d.via, d.rule = FactType.LEFT, to.status, to.via, "until_now"
    d.values["to_org"] = to.get("org")


def _is_come_to(o: Draft, d: Draft) -> bool:
    """Whether a draft tells where somebody is who had another post until now."""
    if not o.get("org") or same_org(o, d) or not (is_likely_enough(o) or _gets_it_now(o, d)):
        return False
    if o.type is FactType.JOINED:
        return o.status in TOLD and not takes_a_seat(o) and o.get("from_org") in {"", d.get("org")}
    post = o.type is FactType.ROLE and o.status is not Status.FORMER and _far(o, d) <= _NEAR
    return post and not is_side_job(o.get("title"))


def _gets_it_now(o: Draft, d: Draft) -> bool:
    """Whether the words give somebody a new post in the sentence that tells the old one, whosever it is."""
    return o.scene is d.scene and o.appointment and o.rule != SEEN


def _far(o: Draft, d: Draft) -> int:
    return abs(o.scene.number - d.scene.number)


def _rises(d: Draft, his: list[Draft]) -> None:
    """Whoever gets a post and had another until now, of which no place is told, had it at the same one."""
    for o in his:
        new = o.type is FactType.ROLE or (o.type is FactType.JOINED and o.appointment)
        if not (new and o.appointment and o.scene is d.scene and o.get("org")):
            continue
        if o.status not in TOLD or o.get("from_org") or same_title(o.get("title"), d.get("title")):
            continue
        if not is_likely_enough(o):
            continue
        if not same_org(o, d):
            d.values["org"] = o.get("org")
            d.values.pop("unit", None)
        o.type, o.inside = FactType.ROLE, True
