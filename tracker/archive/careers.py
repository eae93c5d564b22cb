"""The rules between the posts of one person, and between those who lead one company."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from people.succeeding import single_post
from people.titles import Role, held_alone, meaning_of
from tracker.archive.checked import Checked, Fault, Filed, at, day_of
from tracker.archive.files import Entry
from tracker.kernel.partial_dates import PartialDate

#: Two chief executives whose days touch by less than this are a handover told by two outlets.
_HANDOVER = timedelta(days=31)
#: Words for whoever is given a higher post where they are already.
_RISEN = re.compile(
    r"\b(?:is|was|are|were|been|gets) promoted\b|\b(?:rises|rose|risen|moved up)\b|\bfrom within\b"
)


def _told_of(entry: Entry, aspect: str) -> set[str]:
    return {step["status"] for step in entry["steps"] if step["of"] == aspect}


def lonely_ends(checked: Checked) -> Iterator[Fault]:
    """An origin stands beside a start, a destination beside an end."""
    for fact in checked.positions():
        for key, aspect in (("from", "start"), ("to", "end")):
            if key in fact[2] and not _told_of(fact[2], aspect):
                yield Fault(at(fact), f"names a {key!r}, but no step speaks of that end")


def destinations_told_ahead(checked: Checked) -> Iterator[Fault]:
    """A report of an end from before anything on file tells of the arrival says by itself whether it names the destination."""
    arrived = defaultdict[tuple[str, str], list[str]](list)
    for _, kind, entry in checked.facts:
        told = [s["published"] for s in entry["steps"] if s.get("of", "start") != "end"]
        if kind in ("positions", "foundings") and told:
            arrived[entry["person"], entry["organization"]].append(min(told))
    for fact in checked.positions():
        entry = fact[2]
        first = min(arrived[entry["person"], entry.get("to", "")], default="")
        for step in entry["steps"]:
            if step["of"] == "end" and "to" not in step and step["published"] < first:
                yield Fault(at(fact), f"does {step['url']} say that it is to {entry['to']}?")


def risen_from_nowhere(checked: Checked) -> Iterator[Fault]:
    """Whoever is told to rise had a post at the organisation: it is on file, or the new one says that it comes from within."""
    posts = Counter((e["person"], e["organization"]) for _, _, e in checked.positions())
    for fact in checked.positions():
        entry = fact[2]
        alone = posts[entry["person"], entry["organization"]] == 1 and "from" not in entry
        started = (step["summary"] for step in entry["steps"] if step["of"] == "start")
        if alone and any(_RISEN.search(summary) for summary in started):
            yield Fault(at(fact), "is told to rise, but neither from another post nor from within")


def half_moves(checked: Checked) -> Iterator[Fault]:
    """Where both positions of a move are on file, both name it."""
    began, ended = set[tuple[str, str]](), set[tuple[str, str]]()
    arrived, left = dict[tuple[str, str, str], Filed](), dict[tuple[str, str, str], Filed]()
    for fact in checked.positions():
        entry = fact[2]
        person, here = entry["person"], entry["organization"]
        started = _told_of(entry, "start")
        if started and "reversed" not in started:
            began.add((person, here))
            if entry.get("from", here) != here:
                arrived[person, entry["from"], here] = fact
        if _told_of(entry, "end"):
            ended.add((person, here))
            if "to" in entry:
                left[person, here, entry["to"]] = fact
    for (person, origin, goal), fact in left.items():
        if (person, origin, goal) not in arrived and (person, goal) in began:
            yield Fault(at(fact), f"goes to {goal}, whose position does not say from {origin}")
    for (person, origin, goal), fact in arrived.items():
        if (person, origin, goal) not in left and (person, origin) in ended:
            yield Fault(at(fact), f"comes from {origin}, whose position does not say to {goal}")


def two_at_the_top(checked: Checked) -> Iterator[Fault]:
    """Nobody leads a company while somebody else surely does; joint and interim leaders, and those of a part,
    are left aside.
    """
    led = defaultdict(list)
    for fact in checked.positions():
        entry = fact[2]
        meaning = meaning_of(entry["title"])
        if (
            meaning.role == Role.CHIEF_EXECUTIVE
            and "start" in entry
            and not meaning.interim
            and held_alone(entry["title"])
            and not entry.get("unit")
        ):
            led[entry["organization"]].append(fact)
    for posts in led.values():
        for one, other in combinations(posts, 2):
            if one[2]["person"] != other[2]["person"] and _overlap(one[2], other[2]) > _HANDOVER:
                yield Fault(at(one), f"at the same time as {other[2]['person']}")


def two_of_one_post(checked: Checked) -> Iterator[Fault]:
    """Nobody holds a unit's single post while somebody else does, as far as both ends are told: a title says that it is shared."""
    held = defaultdict[tuple[str, str, frozenset[str]], list[Filed]](list)
    for fact in checked.positions():
        entry = fact[2]
        words = single_post(entry["title"])
        lasts = {"start", "end", "unit"} <= entry.keys()
        if words and lasts and not meaning_of(entry["title"]).interim:
            held[entry["organization"], entry["unit"], words].append(fact)
    for posts in held.values():
        for one, other in combinations(posts, 2):
            if one[2]["person"] != other[2]["person"] and _overlap(one[2], other[2]) > _HANDOVER:
                yield Fault(at(one), f"at the same time as {other[2]['person']}")


def _overlap(one: Entry, other: Entry) -> timedelta:
    """For how long both surely hold their posts."""
    starts, ends = [], []
    for entry in (one, other):
        start, end = PartialDate.parse(entry["start"]), day_of(entry.get("end"))
        starts.append(start.latest or date.max)
        ends.append(date.max if end is None else end.earliest or date.min)
    return min(ends) - max(starts) if min(ends) > max(starts) else timedelta(0)
