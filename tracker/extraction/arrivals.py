"""Comings and goings seen over the whole article: where people come from, and what they join as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.confidence import LEAST, confidence, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.moves_in_time import is_before
from tracker.extraction.reckoning import is_of_an_earlier_month
from tracker.extraction.rules.no_moves import UNTIL_JUST_NOW
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.side_jobs import is_kept_beside, is_on_leave, is_side_job, takes_a_seat
from tracker.extraction.staying import changes_post

#: What somebody does, or did until a move; "once ran" and "ran until 2019" tell of long before.
_RUNS = r"(?:currently |now |still )?(?:has |had )?(?:been )?(?:co-)?(?:leads?|leading|led|runs?|ran|running|heads?|headed|heading|oversees?|oversaw|overseen)\b(?! until| for (?:a|two|three|four|five|six|seven|eight|nine|ten|some|many)\b| in \d| from \d)"
#: What tells of a post that somebody had and went elsewhere.
_ONCE = re.compile(
    r"\bwho (?:had )?once\b|\byears ago\b|\bbefore (?:(?:he|she) (?:turned|left|went|founded|started|became)|turning|leaving|founding|starting|going)\b"
)
#: How surely somebody must come whom only the scorer sees coming for the post that he has to be one given up.
SURE_TO_COME = 0.6
#: After how many months nobody goes straight from one place to the next.
_LONG = 18
#: Who comes to one of these keeps the post that he has.
SITS = re.compile(
    r"\b(?:(?:join|sit|serve)\w*|elected|appointed|named|seats?|places?) (?:[\w.’'&-]+ ){0,5}?(?:board|committee|panel|council|jury|task force)\b"
    r"|\b(?:fill|t[ao]k|gain|g[eo]t|occup)\w* (?:[\w.’'&-]+ ){0,4}?(?:board seat|seats?|directorship)\b"
    r"|\belect(?:s|ed)\b[^.;]*?\b(?:an? (?:new |independent |outside |non-executive )?director|directors)\b"
)
#: Rules that tell of somebody's coming without the post, which another sentence may give.
ARRIVALS = {"joins_from", "returns_from", "joins_there"}
_POSTS = {"appointed", "new_title", "has_title", "succeeds"}


def from_beside_name(found: list[Draft]) -> None:
    """Read "X of Y will run Z's lab" and "Z has named Y's X president": the post at Z is a joining, from Y."""
    for d in found:
        if (
            d.type not in {FactType.ROLE, FactType.JOINED}
            or not d.appointment
            or d.implied_org
            or d.values.get("from_org")
        ):
            continue
        scene = d.scene
        for token in scene.tokens(Kind.PERSON):
            named = d.rule in {"appointed", "becomes"}
            beside = [c for c in token.lefts if c.dep_ == "poss" and named]
            after = scene.doc[token.i + 1 : token.i + 3]
            beside += after[1:] if len(after) > 1 and after[0].lower_ == "of" else []
            place = next((scene.name(t) for t in beside if scene.kind(t) in COMPANIES), None)
            if scene.name(token) == d.get("person") and place and plain(place) != plain(d.get("org")):  # fmt: skip
                d.type, d.inside = FactType.JOINED, False
                d.values["from_org"] = place


def appointments(found: list[Draft]) -> None:
    """A post filled from outside is a joining; filled from within, a role."""
    for d in found:
        merged = d.get("org") == d.scene.discourse.merged  # it has its people from within
        if not d.appointment or d.type is not FactType.ROLE or d.inside or merged:
            continue
        others = [o for o in found if o is not d and same_person(o, d) and (o.rule != SEEN or is_likely_enough(o))]  # fmt: skip
        inside = (
            any(changes_post(o, d) for o in others)
            or any(
                same_org(o, d)
                and (
                    (
                        o.type is FactType.ROLE
                        and o.status in {Status.HELD, Status.FORMER}
                        and not same_title(o.get("title"), d.get("title"))
                        and not _is_long_past(o)
                    )
                    or o.type in {FactType.FOUNDED}
                )
                for o in others
            )
            or any(
                o.type is FactType.JOINED and same_org(o, d) and not _is_told_twice(o, d)
                for o in others
            )
        )
        outside = (
            any(
                o.type is FactType.ROLE
                and not o.appointment
                and o.get("org")
                and not same_org(o, d)
                and not is_side_job(o.get("title"))
                for o in others
            )
            or bool(d.values.get("from_org"))
            or any(o.type is FactType.FOUNDED and not same_org(o, d) for o in others)
        )
        by_default = d.rule in _POSTS - {"succeeds"}
        arrives = any(
            o.type is FactType.JOINED
            and same_org(o, d)
            and (
                o.rule in ARRIVALS
                or (o.rule in {"joins", "goes_to"} and o.status is Status.ANNOUNCED)
            )
            and not o.get("title")
            and not came_before(o, d)
            for o in others
        )
        coming = any(
            o.rule == "joins_from" and o.status is d.status is Status.ANNOUNCED and same_org(o, d)
            for o in others
        )
        arrives = (arrives and d.rule in _POSTS) or (coming and d.rule == "becomes")
        if (not inside and (outside or by_default)) or arrives:
            d.type = FactType.JOINED


def came_before(joined: Draft, post: Draft) -> bool:
    """Read "Y has named X, who joined from Z in 2022, chair": the post is of now."""
    day, published = joined.date, joined.scene.published
    if day is None or published is None or day == post.date:
        return False
    return is_of_an_earlier_month(day, published)


def _is_told_twice(one: Draft, other: Draft) -> bool:
    """Whether a sentence tells of one coming by two of its words: "takes over as T from X"."""
    titled = bool(one.get("title")) and same_title(one.get("title"), other.get("title"))
    return one.scene is other.scene and titled


def _is_long_past(role: Draft) -> bool:
    """Read "X, who once ran Y's lab, will be its chief executive": X comes back from elsewhere."""
    past = role.status is Status.FORMER and role.rule in {"leads", "copula", SEEN}
    return past and _ONCE.search(role.scene.text) is not None


def posts_where_they_go(found: list[Draft]) -> None:
    """Read "Y hired X, who starts as chair": a post without a place is one at Y."""
    for d in found:
        if d.rule not in {"as_title", "copula"} or not d.appointment or not d.implied_org:
            continue
        joins = [
            o for o in of_person(found, FactType.JOINED, d.get("person")) if o.scene is d.scene
        ]
        if len(joins) == 1 and not joins[0].implied_org and not joins[0].get("title"):
            d.values["org"], d.type = joins[0].get("org"), FactType.JOINED


def gone_to_become(found: list[Draft]) -> None:
    """Read "X leaves Y to become chair of Z": the post at Z is a joining, from Y."""
    for d in found:
        if not d.appointment or d.type is not FactType.ROLE or d.implied_org:
            continue
        for left in of_person(found, FactType.LEFT, d.get("person")):
            if (
                left.scene is d.scene
                and not same_org(left, d)
                and left.get("org")
                and left.status is not Status.DENIED
                and not (left.get("to_org") and came_before(left, d))
            ):
                d.type = FactType.JOINED
                d.values.setdefault("from_org", left.get("org"))
                left.values.setdefault("to_org", d.get("org"))


def employers_left(found: list[Draft]) -> list[Draft]:
    """Who joins one company while holding a post at another leaves that one."""
    more: list[Draft] = []
    for d in [x for x in found if x.type is FactType.JOINED]:
        if takes_a_seat(d) or SITS.search(d.scene.text):
            continue
        if d.values.get("from_org"):
            more += _left_as_told(d, [*found, *more])
        elif (role := _post_left(d, found)) is not None:
            d.values["from_org"] = role.get("org")
            more += _left_as_told(d, found)
        elif (made := _company_left(d, found)) is not None:
            d.values["from_org"] = made.get("org")
            more.append(left_by(d, made.get("org")))
        else:
            _left_beside(d, found)
    return [*found, *more]


def _left_as_told(joined: Draft, found: list[Draft]) -> Iterator[Draft]:
    """The leaving of the company that somebody is told to come from, where nothing else tells it."""
    gone = [
        o
        for o in of_person(found, FactType.LEFT, joined.get("person"))
        if plain(o.get("org")) == plain(joined.get("from_org"))
    ]
    for o in gone:
        if o.scene is joined.scene and _both_denied(o, joined) and not same_org(o, joined):
            o.values["to_org"] = o.values.get("to_org") or joined.get("org")
    told = any(o.rule != SEEN or is_likely_enough(o) for o in gone)
    if joined.rule != "comes_along" and not told:
        yield left_by(joined, joined.get("from_org"))


def _post_left(joined: Draft, found: list[Draft]) -> Draft | None:
    """The post elsewhere that is told with the name: "Y hired X, a director at Z"."""
    if confidence(joined) < (SURE_TO_COME if joined.rule == SEEN else LEAST):
        return None
    for role in of_person(found, FactType.ROLE, joined.get("person")):
        if (
            _is_beside_name(role)
            and not same_org(role, joined)
            and not is_kept_beside(role.get("title"))
            and role.scene is joined.scene
            and is_likely_enough(role)
            and not is_on_leave(joined.scene.text)
        ):
            return role
    return None


def _is_beside_name(role: Draft) -> bool:
    """Whether a post is told only to say who somebody is: "X, a director at Z", "X, who runs Z", "X, who ran Z's lab"."""
    if role.rule == "leads" and role.status in {Status.HELD, Status.FORMER}:
        person = re.escape(role.get("person").rsplit(maxsplit=1)[-1])
        return bool(re.search(rf"{person}(?: \([^)]*\))?, who {_RUNS}", role.scene.text))
    if role.status is Status.FORMER and not UNTIL_JUST_NOW.search(role.scene.text):
        return False
    return role.attached and role.status in {Status.HELD, Status.FORMER}


def _company_left(joined: Draft, found: list[Draft]) -> Draft | None:
    """The company of "Y hired X, the founder of Z", where he holds no post at Y."""
    if joined.appointment or joined.status not in TOLD:
        return None
    for made in of_person(found, FactType.FOUNDED, joined.get("person")):
        if (
            made.rule == "founder_title"
            and made.scene is joined.scene
            and not same_org(made, joined)
        ):
            posts = of_person(found, FactType.ROLE, joined.get("person"))
            return None if any(same_org(post, made) for post in posts) else made
    return None


def _left_beside(joined: Draft, found: list[Draft]) -> None:
    """The one leaving that the same sentence tells is where somebody comes from."""
    lefts = [
        o
        for o in of_person(found, FactType.LEFT, joined.get("person"))
        if not same_org(o, joined)
        and o.scene is joined.scene
        and not o.values.get("to_org")
        and o.status is joined.status
        and not is_before(joined, o)
    ]
    if len(lefts) == 1 and joined.rule != "goes_to" and lefts[0].rule != "leaves":
        joined.values["from_org"], lefts[0].values["to_org"] = (
            lefts[0].get("org"),
            joined.get("org"),
        )


def ends_joined(found: list[Draft]) -> None:
    """One coming and one going of the same person, in a sentence or in the article, are the ends of one move."""
    _bought_founders(found)
    for d in found:
        if d.type is not FactType.JOINED or d.values.get("from_org"):
            continue
        comings = _alike(found, FactType.JOINED, d)
        goings = _alike(found, FactType.LEFT, d)
        here = [o for o in goings if o.scene is d.scene]
        if here:
            comings = [o for o in comings if o.scene is d.scene]
            goings = here
        if one_place(comings) and one_place(goings):
            for left in goings:
                _join_ends(d, left)


def _alike(found: list[Draft], kind: FactType, joined: Draft) -> list[Draft]:
    """The moves of whoever joins: of a denied joining those that are denied as well."""
    denied = joined.status is Status.DENIED
    moves = of_person(found, kind, joined.get("person"))
    return [d for d in moves if not denied or d.status is Status.DENIED]


def one_place(found: list[Draft]) -> bool:
    return len({plain(d.get("org")) for d in found}) == 1


def _join_ends(joined: Draft, left: Draft) -> None:
    if left.values.get("to_org") not in {None, joined.get("org")} or same_org(joined, left):
        return
    if not (is_likely_enough(joined) and is_likely_enough(left)):
        return
    if not _both_denied(left, joined):
        return
    if "board member" in {joined.get("title"), left.get("title")}:
        return
    # who has come there already does not go there when he leaves
    came_before = joined.status is Status.DONE and left.status is Status.ANNOUNCED
    if joined.scene is not left.scene and came_before:
        return
    if not _another_time(joined, left):
        joined.values["from_org"], left.values["to_org"] = left.get("org"), joined.get("org")


def _bought_founders(found: list[Draft]) -> None:
    """A founder or a chief who joins the buyer of his company comes from there."""
    for stake in found:
        if stake.type is not FactType.STAKE or stake.status in {Status.DENIED, Status.RUMOURED}:
            continue
        bought = plain(stake.get("target"))
        for d in found:
            if (
                d.type is FactType.JOINED
                and not d.values.get("from_org")
                and plain(d.get("org")) == plain(stake.get("acquirer"))
                and any(
                    plain(o.get("org")) == bought
                    for kind in (FactType.FOUNDED, FactType.ROLE)
                    for o in of_person(found, kind, d.get("person"))
                )
            ):
                d.values["from_org"] = stake.get("target")


def _both_denied(one: Draft, other: Draft) -> bool:
    """Whether two ends of a move are denied, or neither is."""
    return (one.status is Status.DENIED) is (other.status is Status.DENIED)


def _another_time(joined: Draft, left: Draft) -> bool:
    """Whether a coming and a going are told of different years, or the one of long before the news that the other is."""
    if joined.date and left.date:
        return of_another_year(joined, left)
    if joined.scene is left.scene:
        return False
    return is_before(joined, left) or is_before(left, joined, _LONG)


def of_another_year(one: Draft, other: Draft) -> bool:
    """Whether two moves are told of different years."""
    return bool(one.date and other.date) and str(one.date)[:4] != str(other.date)[:4]


def of_person(found: list[Draft], kind: FactType, person: str) -> list[Draft]:
    wanted = plain(person)
    return [d for d in found if d.type is kind and plain(d.get("person")) == wanted]


def left_by(joined: Draft, org: str) -> Draft:
    return Draft(
        FactType.LEFT, joined.scene, joined.rule, joined.status, joined.probability - 0.03,
        {"person": joined.get("person"), "org": org, "to_org": joined.get("org")}, joined.date, joined.date_kind, joined.via,
    )  # fmt: skip
