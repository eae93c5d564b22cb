"""Posts that somebody gives up by going, or by getting another one."""

from __future__ import annotations

import re

from tracker.extraction.arrivals import of_person
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.rules.vacancies import FOR_A_TIME
from tracker.extraction.sameness import SEEN, same_org, same_person, same_title
from tracker.kernel.whole_words import places_of

#: What goes on about the place of a post: "chair of Y, where he ...", "chair of Y, which he left".
_THAT_PLACE = re.compile(
    r"\b(?:where|whose|of which|which (?:he|she|they|[A-Z][\w-]+) (?:has |had )?(?:left|quit|leaves|is leaving))\b"
)
#: How many sentences after a leaving the post may be told that somebody had, and how.
_NEAR = 2
_HAD_BEEN = re.compile(r"\bhad been in (?:charge|command)\b")
_CURRENTLY = re.compile(r"\b(?:currently|presently|at present)\b")
_KEEPS = re.compile(r"\b(?:keep|retain|hold|remain|stay)(?:s|ing)?\b")


def titles_given_up(found: list[Draft]) -> list[Draft]:
    """The old title goes into the leaving, and is no role of its own."""
    dropped: set[int] = set()
    for d in [x for x in found if x.type is FactType.LEFT and x.status is not Status.DENIED]:
        for role in of_person(found, FactType.ROLE, d.get("person")):
            if role.rule == "sits" and _KEEPS.search(role.scene.text):
                continue  # "keeps a seat on the board of the company that he is leaving"
            if role.rule == "predecessor" and same_org(role, d):
                _take_over(d, role)
                dropped.add(id(role))
                continue
            where = role.scene is d.scene and (
                role.rule in {"leads", "incumbent", "after_years"}
                or _is_told_of_who(role)
                or (
                    role.rule in {"copula", "served_as"}
                    and bool(_THAT_PLACE.search(role.scene.text))
                )
            )
            where = where or _is_last_post(role, d, found) or _is_current(role, d)
            where = where or (role.scene is d.scene and _is_of_the_dismissed(role, d))
            once_held = role.status is Status.FORMER and d.rule == SEEN and role.scene is d.scene
            if (
                not same_org(role, d)
                or role.appointment
                or role.rule == "sits"  # who leaves and keeps a seat does not give that up
                or (role.status is not Status.HELD and not where and not once_held)
            ):
                continue
            if role.rule == "copula" and not where and not once_held:
                continue
            if (
                _take_over(d, role)
                or same_title(d.get("title"), role.get("title"))
                or role.attached
                or _only_leads(role, d)
            ):
                dropped.add(id(role))
    dropped |= _last_held(found, dropped)
    return [d for d in found if id(d) not in dropped]


def _only_leads(role: Draft, left: Draft) -> bool:
    """Whether a post is told by a verb alone, beside the title of whoever leaves: "Y's vice president X, who runs sales, is going"."""
    return (
        role.rule == "leads"
        and role.status is Status.HELD
        and role.scene is left.scene
        and role.get("title").lower() in _HEADS
        and bool(left.get("title"))
    )


#: What stands behind the name of somebody who has died.
_DIED = re.compile(
    r"[^,;.]{0,12}(?:, (?:who|which) (?:has |had )?|(?: has| had)? )(?:died|passed away)\b"
)


def _has_died(person: str, text: str) -> bool:
    behind = (start + len(person) for start in places_of(person, text))
    return any(_DIED.match(text, end) for end in behind)


def the_dead(found: list[Draft]) -> list[Draft]:
    """Read "succeeds X, who passed away in May": who has died had a post, and has not left it."""
    kept: list[Draft] = []
    for d in found:
        seen = d.type is FactType.LEFT and d.rule == SEEN
        died = seen and _has_died(d.get("person"), d.scene.text)
        if died and d.get("title"):
            d.type, d.status = FactType.ROLE, Status.FORMER
        if not died or d.get("title"):
            kept.append(d)
    return kept


def titles_kept(found: list[Draft]) -> None:
    """The post that somebody has who denies that he is leaving goes into the leaving, and stays a post that he has."""
    for d in found:
        if d.type is not FactType.LEFT or d.status is not Status.DENIED or d.get("title"):
            continue
        posts = [
            role
            for role in of_person(found, FactType.ROLE, d.get("person"))
            if same_org(role, d) and role.status is Status.HELD and is_likely_enough(role)
        ]
        if posts and all(same_title(o.get("title"), posts[0].get("title")) for o in posts):
            _take_over(d, posts[0])


def _take_over(left: Draft, role: Draft) -> bool:
    """Make a post the one that somebody leaves, unless another one is told."""
    if left.values.get("title"):
        return False
    left.values["title"] = role.get("title")
    if role.values.get("unit") and not left.values.get("unit"):
        left.values["unit"] = role.get("unit")
    return True


def _last_held(found: list[Draft], dropped: set[int]) -> set[int]:
    """The post that somebody had where he has left, told anywhere, if it is one: it goes into the leaving that has none."""
    taken: set[int] = set()
    for d in found:
        if d.type is not FactType.LEFT or d.status is Status.DENIED or d.values.get("title"):
            continue
        had = [
            role
            for role in of_person(found, FactType.ROLE, d.get("person"))
            if same_org(role, d) and id(role) not in dropped and role.get("title")
        ]
        if len(had) == 1 and had[0].status is Status.FORMER and _take_over(d, had[0]):
            taken.add(id(had[0]))
    return taken


_HEADS = frozenset(["head", "boss", "chief", "leader"])


_THE_SAME = re.compile(
    r"\b(?:same|similar|corresponding|equivalent) (?:position|post|job|role|office|title|capacity|duties)\b"
)


_HAD_THE_SAME = re.compile(
    rf"\b(?:where|there) [^,;.]{{0,40}}\b(?:held|had|holds|has|filled) [^,;.]{{0,12}}?{_THE_SAME.pattern}"
)


def same_post_elsewhere(found: list[Draft]) -> None:
    """Read "X, finance chief of Y, will take the same position at Z": the post at Z has the title of the one that he leaves; of "from Y, where she held the same position" the other way round."""
    for d in found:
        if d.type is not FactType.JOINED:
            continue
        for left in of_person(found, FactType.LEFT, d.get("person")):
            if left.get("title") and not d.get("title") and _THE_SAME.search(d.scene.text):
                if left.get("org") == d.get("from_org"):
                    d.values["title"] = left.get("title")
            elif same_org(left, d):
                continue
            elif d.get("title") and not left.get("title") and _HAD_THE_SAME.search(left.scene.text):
                left.values["title"] = d.get("title")


def parts_left(found: list[Draft]) -> list[Draft]:
    """Read "X, the head of Z, is leaving Y": Z, of which X is the head, is a part of Y."""
    dropped: set[int] = set()
    for d in found:
        if d.type is not FactType.LEFT or d.rule == SEEN or d.get("unit"):
            continue
        if d.get("title") and d.get("title").lower() not in _HEADS:
            continue
        for o in found:
            held = o.type is FactType.ROLE and o.status is Status.HELD and o.attached
            if (
                o.scene is d.scene
                and (held or (o.type is FactType.LEFT and o.rule == SEEN))
                and o.get("title").lower() in _HEADS
                and not o.get("unit")
                and same_person(o, d)
                and not same_org(o, d)
                and re.search(rf"\b{o.get('title')} of {re.escape(o.get('org'))}", d.scene.text)
            ):
                d.values["title"], d.values["unit"] = o.get("title"), o.get("org")
                dropped.add(id(o))
    return [d for d in found if id(d) not in dropped]


_SEVERAL_POSTS = re.compile(
    r"\b(?:after|following) (?:[\w-]+ ){0,4}?(?:stints|spells)\b", re.IGNORECASE
)


def comes_after_years(found: list[Draft]) -> None:
    """Read "joins Y after six years as T of Z": he leaves Z, where he was T, and does not come to Y as T.

    Of several posts, "after spells as T of Z and W", nobody knows which was the last.
    """
    for d in found:
        if d.rule == "after_years":
            _comes_after(d, found)


def _comes_after(role: Draft, found: list[Draft]) -> None:
    """Have somebody leave the post that he comes from, if he comes to another company by the same sentence."""
    coming = next(
        (d for d in of_person(found, FactType.JOINED, role.get("person")) if d.scene is role.scene and not same_org(d, role)), None
    )  # fmt: skip
    if coming is None or coming.status is None:
        return
    if coming.get("title") and same_title(coming.get("title"), role.get("title")):
        coming.values["title"] = None
    if _SEVERAL_POSTS.search(role.scene.text):
        return
    coming.values["from_org"] = coming.values.get("from_org") or role.get("org")
    if not any(same_org(d, role) for d in of_person(found, FactType.LEFT, role.get("person"))):
        role.type, role.status, role.belief = FactType.LEFT, coming.status, None
        role.values["to_org"] = coming.get("org")


def _is_of_the_dismissed(role: Draft, d: Draft) -> bool:
    """Read "since the previous director, X, was dismissed"."""
    beside = role.status is Status.FORMER and role.attached and role.implied_org
    return beside and d.status is Status.DONE and same_org(role, d)


def _is_last_post(role: Draft, left: Draft, found: list[Draft]) -> bool:
    """Read "X has left Y. There she had been in charge of sales": the one post that somebody had where he leaves."""
    if role.status is not Status.FORMER or left.get("title") or not same_org(role, left):
        return False
    near = 0 < role.scene.number - left.scene.number <= _NEAR
    posts = [o for o in of_person(found, FactType.ROLE, left.get("person")) if same_org(o, left)]
    return near and _HAD_BEEN.search(role.scene.text) is not None and len(posts) == 1


def _is_current(role: Draft, left: Draft) -> bool:
    """Read "X is coming from Z in May. She is currently its T": the post that somebody has until then."""
    near = role.scene.number - left.scene.number in {0, 1} and left.status is Status.ANNOUNCED
    return near and role.rule == "copula" and _CURRENTLY.search(role.scene.text) is not None


#: Rules that tell of a post that somebody gets beside which the one before is given up.
_CHANGES = {"becomes", "appointed", "as_title", "rises", "inherits"}
_GETS = {"at_the_head", SEEN}
#: The seat of who, without giving it up, comes to chair the board that he sits on.
_SEAT = re.compile(r"(?:board member|director|member of the board)$", re.IGNORECASE)
_CHAIRS = re.compile(r"\b(?:chair(?:man|woman|person)?)$", re.IGNORECASE)
_INTERIM = re.compile(r"\b(?:interim|acting)\b", re.IGNORECASE)
_DUTIES = re.compile(
    r"\b(?:his|her|their|[A-Z]\w+['’]s) (?:duties|responsibilities|tasks|portfolio)\b", re.I
)
#: What says that a post comes to the one that somebody has.
BESIDES = re.compile(
    r"\b(?:too|as well(?! as)|also (?:be|becomes?|takes?|assumes?|serves?|leads?|looks?|oversees?|heads?|runs?|manages?)|in addition|additional(?:ly)?|besides|on top of|keep\w*|add(?:s|ed|ing))\b"
)


def given_up_by_change(found: list[Draft]) -> None:
    """Read "X, the finance chief, becomes president", "X, who has been finance chief, ...": the first title is former then."""
    for d in found:
        if d.type is not FactType.ROLE or d.status is not Status.HELD:
            continue
        beside = d.attached or _is_told_of_who(d) or _leads_beside(d)
        if not beside or BESIDES.search(d.scene.text) or FOR_A_TIME.search(d.scene.text):
            continue
        for o in found:
            if (
                (
                    o.type is FactType.ROLE
                    and (_is_change(o) or _is_to_stay_as(o))
                    and o.scene is d.scene
                    and same_org(o, d)
                    and o.status is not Status.DENIED
                )
                and same_person(o, d)
                and not same_title(o.get("title"), d.get("title"))
                and not _INTERIM.search(o.get("title"))  # who stands in goes on with his own work
                and not (_SEAT.match(d.get("title")) and _CHAIRS.search(o.get("title")))
            ):
                d.status = Status.FORMER
                if o.rule == "copula" and o.status is Status.HELD:
                    o.status = Status.ANNOUNCED


def _is_change(role: Draft) -> bool:
    """Whether a post is got that takes the place of another: a team that somebody inherits does not."""
    if role.rule == "succeeds":
        return role.status is Status.DONE
    if role.rule in _GETS:
        return role.status in FIRM
    if role.rule == "inherits" and (role.get("title") == "head" or _DUTIES.search(role.scene.text)):
        return False  # who takes on another's duties may go on with his own
    return role.rule in _CHANGES


def _is_to_stay_as(role: Draft) -> bool:
    """Whether a post is told by what somebody will be, or "stays on as"."""
    text = role.scene.text
    stays = " on as " in text and re.search(
        rf"\bstay\w* on as [^,;]*{re.escape(role.get('title'))}", text
    )
    return role.rule == "copula" and (role.appointment or bool(stays))


def _leads_beside(role: Draft) -> bool:
    """Whether a post is told beside the name by what somebody leads: "X, who has run hardware for six years"."""
    person = re.escape(role.get("person").rsplit(maxsplit=1)[-1])
    return role.rule == "leads" and bool(
        re.search(rf"{person},(?: [^,;]+)? who\b", role.scene.text)
    )


def _is_told_of_who(role: Draft) -> bool:
    """Whether a post is told beside the name by a clause: "X, who has been T for six years"."""
    if role.rule != "copula" or ", who " not in role.scene.text:
        return False
    person = re.escape(role.get("person").rsplit(maxsplit=1)[-1])
    told = rf"{person}, who (?:[^,;]{{0,50}} and )?(?:is|has been|(?:has )?served as)\b(?! still)[^,;]*{re.escape(role.get('title'))}"
    return re.search(told, role.scene.text) is not None
