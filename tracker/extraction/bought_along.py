"""Who has bought whom, and who comes along."""

from __future__ import annotations

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status, Value
from tracker.extraction.sameness import SEEN, plain, same_person

#: Whoever buys no more than that much of a company does not take it over, and nobody comes along.
_HALF = 50


def buys_most(d: Draft) -> bool:
    """Whether a company is bought as a whole, or more than half of it."""
    return d.type is FactType.STAKE and float(str(d.values.get("percent") or 100)) > _HALF


def purchases(found: list[Draft]) -> set[tuple[str, str]]:
    """Who has bought whom, or most of it."""
    return {
        (plain(d.get("acquirer")), plain(d.get("target")))
        for d in found
        if buys_most(d) and d.status in TOLD
    }


def bought_along(found: list[Draft]) -> list[Draft]:
    """Who comes along with a bought company has joined the buyer and left nothing."""
    bought = purchases(found)
    return [
        d
        for d in found
        if d.type is not FactType.LEFT
        or d.rule == "leaves"
        or (plain(d.get("to_org")), plain(d.get("org"))) not in bought
    ]


def answer_to_the_buyer(found: list[Draft]) -> list[Draft]:
    """Read "Y is buying Z. X, its founder, will report to W, a vice president": X comes along, and the line is one of Y's."""
    more: list[Draft] = []
    for deal in found:
        if not buys_most(deal) or deal.status not in TOLD or not is_likely_enough(deal):
            continue
        for line in found:
            if _is_new_line(line, deal) and _is_of(line.get("person"), deal.get("target"), found):
                more += _coming_along(line, deal, [*found, *more])
    return [*found, *more]


def _is_new_line(line: Draft, deal: Draft) -> bool:
    """Whether somebody is told, after a purchase, to report to another from now on, and to none of those bought."""
    after = line.scene.number >= deal.scene.number
    orgs = {plain(deal.get("acquirer")), plain(deal.get("target"))}
    return (
        line.type is FactType.REPORTS_TO
        and line.status in (TOLD if line.rule != SEEN else {Status.ANNOUNCED})
        and after
        and plain(line.get("org")) in orgs
        and is_likely_enough(line)
    )


def _is_of(person: str, org: str, found: list[Draft]) -> bool:
    """Whether somebody is told to have founded a company, or to have a post there."""
    return any(
        plain(d.get("person")) == plain(person)
        and plain(d.get("org")) == plain(org)
        and d.type in {FactType.FOUNDED, FactType.ROLE}
        and is_likely_enough(d)
        for d in found
    )


def _coming_along(line: Draft, deal: Draft, found: list[Draft]) -> list[Draft]:
    buyer, bought = deal.get("acquirer"), deal.get("target")
    if _is_led_by_their_own(line, bought, buyer, found):
        return []
    line.values["org"] = buyer
    for d in found:  # "will report to X, a vice president": X is the buyer's
        if _is_post_of(d, line.get("manager")) and d.scene is line.scene and d.implied_org:
            d.values["org"] = buyer
    told = any(
        d.type in {FactType.JOINED, FactType.LEFT, FactType.ROLE, FactType.FOUNDED}
        and same_person(d, line)
        and plain(d.get("org")) == plain(buyer)
        for d in found
    )
    if told:
        return []
    values: dict[str, Value] = {"person": line.get("person"), "org": buyer, "from_org": bought}
    return [
        Draft(FactType.JOINED, line.scene, "comes_along", line.status, 0.8, values, line.date, line.date_kind, line.via)
    ]  # fmt: skip


def _is_post_of(d: Draft, person: str) -> bool:
    return d.type is FactType.ROLE and plain(d.get("person")) == plain(person)


def _is_led_by_their_own(line: Draft, bought: str, buyer: str, found: list[Draft]) -> bool:
    """Whether the manager is one of the bought company's own, by more than a post without a place told beside the line."""
    manager = line.get("manager")
    posts = [d for d in found if _is_post_of(d, manager) and plain(d.get("org")) == plain(bought)]
    told = [d for d in posts if not (d.implied_org and d.scene is line.scene)]
    return bool(told) and not _is_of(manager, buyer, found)
