"""The article as a whole: what one sentence says about another, and every fact once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import is_complete, once, plain, same_title

_SIDE_JOBS = re.compile(
    r"advis[eo]r|board|professor|lecturer|fellow|non-executive|investor|chair", re.IGNORECASE
)


#: Rules that tell of somebody's coming without the post, which another sentence may give.
ARRIVALS = {"joins_from", "returns_from", "joins_there"}


def reconcile(drafts: Iterable[Draft], *, confirmed: bool) -> list[Draft]:
    """The drafts that stand, completed from one another, each fact once."""
    found = [d for d in drafts if d.status is not None or d.type is FactType.STATEMENT]
    found = _dates_told_apart(found)
    found = _origins(found)
    _gone_to_become(found)
    _posts_where_they_go(found)
    _appointments(found)
    found = _employers_left(found)
    _returns(found)
    _stays(found)
    found = _titles_given_up(found)
    _given_up_by_change(found)
    found = _not_both(found)
    _report_where_they_go(found)
    found = _told_by_verb(found)
    found = _bought_along(found)
    found = [d for d in found if is_complete(d)]
    found = _roles_told_otherwise(found)
    found = once(found)
    if confirmed:
        for d in found:
            if d.status is Status.REPORTED:
                d.status = Status.ANNOUNCED
    return found


def _same_org(a: Draft, b: Draft) -> bool:
    return plain(a.get("org")) == plain(b.get("org"))


def _of(found: list[Draft], kind: FactType, person: str) -> list[Draft]:
    return [d for d in found if d.type is kind and plain(d.get("person")) == plain(person)]


def _dates_told_apart(found: list[Draft]) -> list[Draft]:
    """Give the day in "she starts on Monday" and "the deal closes in May" to the one fact it is about."""
    kept = [d for d in found if d.rule not in {"starts", "closes"}]
    for d in found:
        about: list[Draft] = []
        if d.rule == "starts":
            about = [
                o
                for o in kept
                if plain(o.get("person")) == plain(d.get("person"))
                and (o.type is FactType.JOINED or o.appointment)
            ]
        elif d.rule == "closes":
            about = [o for o in kept if o.type is FactType.STAKE]
        about = [o for o in about if o.status in {Status.DONE, Status.ANNOUNCED}]
        if len({(plain(o.get("org")), plain(o.get("target"))) for o in about}) == 1:
            for o in about:
                if o.date_kind != "effective":
                    o.date, o.date_kind = d.date, d.date_kind
    return kept


def _origins(found: list[Draft]) -> list[Draft]:
    """Read "X comes from Y, where he was president": the origin of a joining told elsewhere."""
    kept: list[Draft] = []
    for d in found:
        if d.rule != "comes_from":
            kept.append(d)
            continue
        person = d.get("person")
        to = next(
            (o for o in found if o is not d and plain(o.get("person")) == plain(person) and (o.type is FactType.JOINED or o.appointment) and o.get("org")),
            None,
        )  # fmt: skip
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
        for role in _of(found, FactType.ROLE, person):
            if _same_org(role, left) and role.status is Status.FORMER and role.scene is d.scene:
                role.status = Status.HELD
                role.attached = True
    return kept


def _appointments(found: list[Draft]) -> None:
    """A post filled from outside is a joining; filled from within, a role."""
    for d in found:
        if not d.appointment or d.type is not FactType.ROLE or d.inside:
            continue
        person = d.get("person")
        others = [o for o in found if o is not d and plain(o.get("person")) == plain(person)]
        inside = any(
            _same_org(o, d)
            and (
                (
                    o.type is FactType.ROLE
                    and o.status in {Status.HELD, Status.FORMER}
                    and not same_title(o.get("title"), d.get("title"))
                )
                or o.type in {FactType.FOUNDED}
            )
            for o in others
        ) or any(o.type is FactType.JOINED and _same_org(o, d) for o in others)
        outside = (
            any(
                o.type is FactType.ROLE
                and not o.appointment
                and o.get("org")
                and not _same_org(o, d)
                and not _SIDE_JOBS.search(o.get("title"))
                for o in others
            )
            or bool(d.values.get("from_org"))
            or any(o.type is FactType.FOUNDED and not _same_org(o, d) for o in others)
        )
        by_default = d.rule in {"appointed", "new_title", "has_title"}
        arrives = any(
            o.type is FactType.JOINED
            and _same_org(o, d)
            and (
                o.rule in ARRIVALS
                or (o.rule in {"joins", "goes_to"} and o.status is Status.ANNOUNCED)
            )
            and not o.get("title")
            for o in others
        )
        if (not inside and (outside or by_default)) or (arrives and by_default):
            d.type = FactType.JOINED


def _posts_where_they_go(found: list[Draft]) -> None:
    """Read "Y hired X, who starts as chair": a post without a place is one at Y."""
    for d in found:
        if d.rule not in {"as_title", "copula"} or not d.appointment or not d.implied_org:
            continue
        joins = [o for o in _of(found, FactType.JOINED, d.get("person")) if o.scene is d.scene]
        if len(joins) == 1 and not joins[0].implied_org and not joins[0].get("title"):
            d.values["org"], d.type = joins[0].get("org"), FactType.JOINED


def _gone_to_become(found: list[Draft]) -> None:
    """Read "X leaves Y to become chair of Z": the post at Z is a joining, from Y."""
    for d in found:
        if not d.appointment or d.type is not FactType.ROLE or d.implied_org:
            continue
        for left in _of(found, FactType.LEFT, d.get("person")):
            if (
                left.scene is d.scene
                and not _same_org(left, d)
                and left.get("org")
                and left.status is not Status.DENIED
            ):
                d.type = FactType.JOINED
                d.values.setdefault("from_org", left.get("org"))
                left.values.setdefault("to_org", d.get("org"))


def _employers_left(found: list[Draft]) -> list[Draft]:
    """Who joins one company while holding a post at another leaves that one."""
    more: list[Draft] = []
    for d in [x for x in found if x.type is FactType.JOINED]:
        person = d.get("person")
        if _SIDE_JOBS.search(d.get("title")):
            continue
        if d.values.get("from_org"):
            if d.rule != "comes_along" and not any(
                _same_org_name(o, d.get("from_org"))
                for o in _of([*found, *more], FactType.LEFT, person)
            ):
                more.append(_left(d, d.get("from_org")))
            continue
        for role in _of(found, FactType.ROLE, person):
            if (
                role.attached
                and role.status is Status.HELD
                and not _same_org(role, d)
                and not _SIDE_JOBS.search(role.get("title"))
                and role.scene is d.scene
                and not role.implied_org
            ):
                d.values["from_org"] = role.get("org")
                if not any(_same_org(o, role) for o in _of(found, FactType.LEFT, person)):
                    more.append(_left(d, role.get("org")))
                break
        else:
            made = next(
                (
                    f
                    for f in _of(found, FactType.FOUNDED, person)
                    if f.rule == "founder_title" and f.scene is d.scene and not _same_org(f, d)
                ),
                None,
            )
            if (
                made is not None
                and d.rule in {"hires", "joins", "joins_along"}
                and not any(_same_org(r, made) for r in _of(found, FactType.ROLE, person))
            ):
                d.values["from_org"] = made.get("org")
                more.append(_left(d, made.get("org")))
                continue
            lefts = [
                o
                for o in _of(found, FactType.LEFT, person)
                if not _same_org(o, d)
                and o.scene is d.scene
                and not o.values.get("to_org")
                and o.status is d.status
            ]
            if lefts and d.rule != "goes_to" and len(lefts) == 1 and lefts[0].rule != "leaves":
                d.values["from_org"] = lefts[0].get("org")
                lefts[0].values["to_org"] = d.get("org")
    return [*found, *more]


def _same_org_name(d: Draft, name: str) -> bool:
    return plain(d.get("org")) == plain(name)


def _left(joined: Draft, org: str) -> Draft:
    return Draft(
        FactType.LEFT, joined.scene, joined.rule, joined.status, joined.probability - 0.03,
        {"person": joined.get("person"), "org": org, "to_org": joined.get("org")}, joined.date, joined.date_kind, joined.via,
    )  # fmt: skip


def _report_where_they_go(found: list[Draft]) -> None:
    """Read "X joins Y, reporting to Z": the line is one of Y's."""
    for d in found:
        if d.type is FactType.REPORTS_TO and d.implied_org:
            for joined in _of(found, FactType.JOINED, d.get("person")):
                if joined.scene is d.scene and joined.status is not Status.DENIED:
                    d.values["org"] = joined.get("org")


def _titles_given_up(found: list[Draft]) -> list[Draft]:
    """The old title goes into the leaving, and is no role of its own."""
    dropped: set[int] = set()
    for d in [x for x in found if x.type is FactType.LEFT and x.status is not Status.DENIED]:
        for role in _of(found, FactType.ROLE, d.get("person")):
            where = role.scene is d.scene and (
                role.rule == "leads"
                or (role.rule == "copula" and bool(re.search(r"\bwhere\b", role.scene.text)))
            )
            if (
                not _same_org(role, d)
                or role.appointment
                or (role.status is not Status.HELD and not where)
            ):
                continue
            if role.rule == "copula" and not where:
                continue
            if not d.values.get("title"):
                d.values["title"] = role.get("title")
                if role.values.get("unit") and not d.values.get("unit"):
                    d.values["unit"] = role.get("unit")
                dropped.add(id(role))
            elif same_title(d.get("title"), role.get("title")) or role.attached:
                dropped.add(id(role))
    return [d for d in found if id(d) not in dropped]


def _given_up_by_change(found: list[Draft]) -> None:
    """Read "X, the finance chief, becomes president": the first title is former then."""
    for d in found:
        if d.type is not FactType.ROLE or not d.attached or d.status is not Status.HELD:
            continue
        for o in found:
            if (
                (
                    o.type is FactType.ROLE
                    and o.rule in {"becomes", "appointed", "as_title"}
                    and o.scene is d.scene
                    and _same_org(o, d)
                    and o.status is not Status.DENIED
                )
                and plain(o.get("person")) == plain(d.get("person"))
                and not same_title(o.get("title"), d.get("title"))
            ):
                d.status = Status.FORMER


def _bought_along(found: list[Draft]) -> list[Draft]:
    """Who comes along with a bought company has joined the buyer and left nothing."""
    bought = {
        (plain(d.get("acquirer")), plain(d.get("target")))
        for d in found
        if d.type is FactType.STAKE and d.status in {Status.DONE, Status.ANNOUNCED, Status.REPORTED}
    }
    return [
        d
        for d in found
        if d.type is not FactType.LEFT
        or d.rule == "leaves"
        or (plain(d.get("to_org")), plain(d.get("org"))) not in bought
    ]


def _told_by_verb(found: list[Draft]) -> list[Draft]:
    """A noun such as "his departure" only points back to a leaving that a verb tells."""
    told = {
        plain(d.get("person"))
        for d in found
        if d.type is FactType.LEFT and d.rule != "departure_noun"
    }
    return [d for d in found if d.rule != "departure_noun" or plain(d.get("person")) not in told]


def _not_both(found: list[Draft]) -> list[Draft]:
    """Nobody leaves, by implication, the company that the same article says they are about to join."""
    joins = {
        (plain(d.get("person")), plain(d.get("org")))
        for d in found
        if d.type is FactType.JOINED and d.status in {Status.ANNOUNCED, Status.REPORTED}
    }
    return [
        d
        for d in found
        if not (
            d.type is FactType.LEFT
            and d.implied_org
            and (plain(d.get("person")), plain(d.get("org"))) in joins
        )
    ]


def _stays(found: list[Draft]) -> None:
    """Who steps down but stays in another post has not left."""
    for d in found:
        if d.type is not FactType.LEFT or not d.inside or d.status is Status.DENIED:
            continue
        others = [
            o
            for o in found
            if o is not d and _same_org(o, d) and plain(o.get("person")) == plain(d.get("person"))
        ]
        stays = any(
            o.type is FactType.ROLE and (o.appointment or o.rule in {"copula", "stays"}) and o.status is not Status.FORMER and not same_title(o.get("title"), d.get("title"))
            for o in others
        )  # fmt: skip
        if stays and d.get("title"):
            d.type, d.status, d.appointment = FactType.ROLE, Status.FORMER, True
            for other in others:
                if (
                    other.type is FactType.ROLE
                    and other.rule in {"copula", "stays"}
                    and other.status is Status.HELD
                ):
                    other.status = Status.ANNOUNCED


def _returns(found: list[Draft]) -> None:
    """Who is back where he came from has undone the first move."""
    for d in [
        x
        for x in found
        if x.type is FactType.JOINED
        and x.rule in {"goes_to", "joins"}
        and re.search(r"\b(?:return(?:ed|s)?|rejoin\w*|reinstated|is back)\b", x.scene.text)
    ]:
        for left in _of(found, FactType.LEFT, d.get("person")):
            if _same_org(left, d) and left.status is Status.DONE and left.rule == "dismissed":
                left.status = Status.REVERSED
    for d in [
        x
        for x in found
        if x.type is FactType.JOINED
        and re.search(r"\b(?:back|rejoin\w*|return\w*)\b", x.scene.text)
    ]:
        person = d.get("person")
        for other in [
            o
            for o in _of(found, FactType.JOINED, person)
            if o.scene is d.scene and not _same_org(o, d) and o is not d
        ]:
            if other.rule != "joins" or (d.rule == "joins" and other.rule != "joins"):
                continue
            if other.status is not Status.DONE and other.status is not Status.REPORTED:
                continue
            other.status = Status.REVERSED
            other.values["from_org"] = d.get("org")
            d.values["from_org"] = other.get("org")
            found.append(_left(other, d.get("org")))
            found.append(_left(d, other.get("org")))


def _roles_told_otherwise(found: list[Draft]) -> list[Draft]:
    """A title already told by a joining or a change is not told again as merely held."""
    kept: list[Draft] = []
    for d in found:
        if d.type is FactType.ROLE:
            person = d.get("person")
            changes = [
                o
                for o in found
                if o is not d and plain(o.get("person")) == plain(person) and _same_org(o, d)
            ]
            joined = any(
                o.type is FactType.JOINED
                and o.values.get("title")
                and same_title(o.get("title"), d.get("title"))
                and d.status is not Status.FORMER
                and not (d.appointment and o.date and d.rule == "succeeds")
                for o in changes
            )
            changed = d.status is Status.HELD and any(
                o.type is FactType.ROLE and o.status not in {Status.HELD} and same_title(o.get("title"), d.get("title")) and plain(o.get("unit")) == plain(d.get("unit"))
                for o in changes
            )  # fmt: skip
            if joined or changed:
                continue
        kept.append(d)
    return kept
