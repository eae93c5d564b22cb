"""Posts of years gone by: "founded Y after six years as T at Z", "X worked at Y as T and Z at W as U"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.bearers import FORMER
from tracker.extraction.rules.formerly import lasts
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import place_at, title_text
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical
from tracker.extraction.subjects import governing_verb, surface_subjects
from tracker.extraction.tokens import Token, text_of

_AFTER_YEARS = re.compile(
    r"\b(?:after|following) (?:[\w-]+ ){0,4}?(?:years?|months?|decades?|stints?|spells?|time|career|tenure|days) (?:as|being) (?:an? |the |its )?$",
    re.IGNORECASE,
)
#: What somebody has had before: "her earlier jobs", "his career".
_JOBS = frozenset(["job", "post", "position", "role", "employer", "stop", "stint", "title"])
_CAREERS = frozenset(["career", "résumé", "resume", "cv"])
_INCLUDE = frozenset(["include", "comprise", "be", "span"])
_ARTICLES = frozenset(["a", "an", "the"])
#: Of a post that somebody had for the time being.
_FOR_GOOD = re.compile(r"\b(?:permanent(?:ly)?|for good|interim tag)\b")


def after_years(scene: Scene) -> Iterator[Draft]:
    """A former post for whoever does something "after six years as T at Y"."""
    for title in () if is_hypothetical(scene) else scene.tokens(Kind.TITLE):
        if scene.at[title.i].founder or not _AFTER_YEARS.search(
            scene.text[: scene.places[title.i][0]]
        ):
            continue
        verb = governing_verb(title)
        place = named_place(scene, title)
        whole = place is not None and place.org is not None and not place.implied
        hired = [c for c in verb.children if c.dep_ == "dobj" and scene.is_person(c)]
        for person in people_of(scene, hired or surface_subjects(verb))[:1] if whole else ():
            for org in (place.org, *_others(scene, title, place.org)) if place else ():
                yield draft(
                    FactType.ROLE, scene, "after_years", Status.FORMER, 0.8, person=person, org=org,
                    title=title_text(scene, title), unit=place.unit if place and org == place.org else None,
                )  # fmt: skip


def _others(scene: Scene, title: Token, org: str | None) -> list[str]:
    """Z in "after spells as T at Y and Z"."""
    at = (t for prep in title.rights if prep.lower_ in {"at", "with", "for"} for t in prep.children)
    first = next((t for t in at if scene.is_org(t) and scene.at[t.i].text == org), None)
    joined = first.conjuncts if first is not None else ()
    return [scene.at[t.i].text for t in joined if scene.kind(t) in COMPANIES]


def still_serves(verb: Token) -> bool:
    """Read "has served as chair since 2017", which whoever is now made it for good does no longer for the time being."""
    has = bool(auxiliaries(verb) & {"has", "have"})
    return has and lasts(verb) and not _FOR_GOOD.search(text_of(verb.doc[:]))


def gapped_career(scene: Scene, title: Token) -> tuple[Token, Token] | None:
    """Who and where in the "and Z at W as U" that goes on after "X worked at Y as T"."""
    i = title.i - (2 if scene.doc[title.i - 1].lower_ in _ARTICLES else 1)
    before = list(scene.doc[max(0, i - 4) : i + 1])
    if len(before) < len((",", "Z", "at", "W", "as")):
        return None
    joined, person, at, place, as_ = before
    told = joined.text in {",", ";", "and"} and (at.lower_, as_.lower_) == ("at", "as")
    return (person, place) if told and scene.is_person(person) else None


def gapped_careers(scene: Scene) -> Iterator[Draft]:
    """The second of two careers that one verb tells."""
    for title in scene.tokens(Kind.TITLE):
        found = gapped_career(scene, title)
        place = place_at(scene, found[1]) if found is not None else None
        if found is not None and place is not None and not place.implied:
            yield draft(
                FactType.ROLE, scene, "served_as", Status.FORMER, 0.7, person=scene.name(found[0]), org=place.org,
                title=title_text(scene, title), unit=place.unit,
            )  # fmt: skip


def earlier_posts(scene: Scene) -> Iterator[Draft]:
    """Read "X's previous jobs include T at Y and U at Z", "his career includes spells as T at Y"."""
    for noun in () if is_hypothetical(scene) else scene.doc:
        verb = noun.head
        before = {c.lower_ for c in noun.children}
        past = noun.lower_ in _CAREERS or (noun.lemma_ in _JOBS and bool(before & FORMER))
        if not past or noun.dep_ != "nsubj" or verb.lemma_ not in _INCLUDE:
            continue
        people = people_of(scene, [c for c in noun.children if c.dep_ == "poss"])
        for title in (t for t in scene.tokens(Kind.TITLE) if t.i > verb.i):
            place = named_place(scene, title)
            if place is None or place.implied or scene.at[title.i].founder:
                continue
            for person in people[:1]:
                yield draft(
                    FactType.ROLE, scene, "served_as", Status.FORMER, 0.8, person=person, org=place.org,
                    title=title_text(scene, title), unit=place.unit,
                )  # fmt: skip


RULES = (after_years, gapped_careers, earlier_posts)
