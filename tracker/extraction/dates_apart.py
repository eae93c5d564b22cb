"""Days that one sentence tells of a fact in another: "He starts on Monday", "The deal closes in May", "she wrote on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.dates import TimePhrase
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, TOLD, FactType, Status
from tracker.extraction.lexicon import TELL, words
from tracker.extraction.reckoning import DAY, is_news, is_of_an_earlier_month
from tracker.extraction.sameness import plain, same_org, same_person
from tracker.extraction.scene import Scene
from tracker.extraction.staying import says_who_stays
from tracker.extraction.subjects import governing_verb, surface_subjects

#: How many sentences behind a change its day may be told.
_NEAR = 2
#: Facts that have no date of their own.
_UNDATED = {FactType.SPENDING, FactType.COMPENSATION, FactType.MARKET_REACTION, FactType.STATEMENT}
#: Rules that tell of a day and of nothing else.
_ONLY_DAYS = {"starts", "ends", "closes", "takes_effect", "tells", "denies"}
#: What a telling in the next sentence may be about.
_NEWS = {FactType.JOINED, FactType.LEFT, FactType.STAKE, FactType.LAYOFF, FactType.UNIT_DISSOLVED}
#: An end that is news.
_LATELY = re.compile(
    r"\b(?:yesterday|today|(?:last|this|earlier this) (?:night|week|weekend|month|\w+day)|\w+day)$",
    re.IGNORECASE,
)
#: One that is news where nothing else is told of who it is: a month or a season without its year.
_IN_THE_YEAR = re.compile(
    r"\b(?:(?:the |this |last )?(?:spring|summer|autumn|fall|winter)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?)$",
    re.IGNORECASE,
)
#: Who somebody is.
_WHO = re.compile(r"\b(?:who|whose|where)\b")
_MOVES = {FactType.JOINED, FactType.LEFT}
#: Rules whose verb says itself what somebody was.
_SAYS_WHAT_WAS = {"copula", "leads"}
#: What a report begins with, and how it stands with it, whose day the next sentence tells.
_LEADS = {
    kind: {*FIRM, Status.REVERSED}
    for kind in (
        FactType.LEFT, FactType.STAKE, FactType.FUNDING, FactType.LAYOFF, FactType.UNIT_CREATED, FactType.UNIT_RENAMED,
        FactType.UNIT_MERGED, FactType.UNIT_DISSOLVED,
    )
} | {FactType.JOINED: {Status.DONE}, FactType.ROLE: FIRM}  # fmt: skip
#: What happens on a day, whether the day is told of it or of what goes with it, and rules that tell how things stand.
_HAPPENS = {*_LEADS, FactType.ROLE}
_SAYS_WHAT_IS = {"leads", "in_charge", "served_as", "has_title"}
#: By what news comes out.
_NEWS_COMES = TELL | words(
    "disclose reveal learn hear make publish sign state communicate give emerge break"
)


def dates_told_apart(found: list[Draft]) -> list[Draft]:
    """The drafts with the days that other sentences give them, without those that only tell a day."""
    kept = [d for d in found if d.rule not in _ONLY_DAYS]
    for d in found:
        match d.rule:
            case "starts":
                _give(d, [o for o in _of(d, kept) if o.type is FactType.JOINED or o.appointment])
            case "ends":
                _give(d, [o for o in _of(d, kept) if o.type is FactType.LEFT])
            case "closes":
                _give(d, _nearest(d, [o for o in kept if o.type is FactType.STAKE]))
            case "takes_effect":
                _take_effect(d, kept)
            case "tells":
                _tell(d, kept)
            case "denies":
                _deny(d, kept)
    _until_lately(kept)
    _date_the_lead(kept)
    for d in kept:
        if d.type in _UNDATED:
            d.date = d.date_kind = None
    return kept


def settle_what_is_past(found: Iterable[Draft]) -> None:
    """Who "had come over in 2023" has come, whatever the verb looks like; a post that is announced has its day to come."""
    for d in found:
        if d.status is Status.ANNOUNCED and d.date_kind == "effective" and _is_past(d):
            if d.type in _MOVES:
                d.status = Status.DONE
            elif d.type is FactType.ROLE:
                d.date = d.date_kind = None


def _is_past(d: Draft) -> bool:
    """Whether a change has its day in a month before that of the publication."""
    published = d.scene.published
    return (
        d.date is not None and published is not None and is_of_an_earlier_month(d.date, published)
    )


def _until_lately(kept: Iterable[Draft]) -> None:
    """Who was chair of Y "until last week" has left it now; "until 2021" is his past."""
    kept = list(kept)
    for d in kept:
        if d.type is not FactType.ROLE or d.status is not Status.FORMER:
            continue
        text = d.scene.text
        ended = [
            p
            for p in d.scene.times
            if p.until
            and not _is_of_another_part(text, p.start, d.get("org"))
            and (
                _LATELY.search(text[p.start : p.end])
                or (_IN_THE_YEAR.search(text[p.start : p.end]) and not _WHO.search(text[: p.start]))
            )
        ]
        _date_an_end(d)
        told = any(o.type is FactType.LEFT and same_person(o, d) and same_org(o, d) for o in kept)
        stays = any(
            o is not d and o.type is FactType.ROLE and same_person(o, d) and same_org(o, d)
            for o in kept
        ) or says_who_stays(d.scene, d.get("person"), d.get("org"))
        if len(ended) == 1 and not told and not stays and _is_bearers(d, kept):
            d.type, d.status = FactType.LEFT, Status.DONE
            d.date, d.date_kind = ended[0].value, "effective" if ended[0].value else None


def _date_an_end(d: Draft) -> None:
    """Read "X was T of Y until 2021", which says when he ceased to be it."""
    text = d.scene.text
    ends = [p for p in d.scene.times if p.until]
    if d.rule not in _SAYS_WHAT_WAS or len(ends) != 1 or d.date is not None:
        return
    if not _is_of_another_part(text, ends[0].start, d.get("org")):
        d.date, d.date_kind = ends[0].value, "effective" if ends[0].value else None


def _is_of_another_part(text: str, at: int, org: str) -> bool:
    """Read "until May he ran sales; before that he was chair of Z": whether a place is told behind another semicolon than a day."""
    place = text.find(org)
    return place >= 0 and "; " in text[min(at, place) : max(at, place)]


def _is_bearers(d: Draft, kept: Iterable[Draft]) -> bool:
    """Whether nobody else is told to have had a title in the same sentence."""
    return not any(
        o.scene is d.scene and o.status is Status.FORMER and not same_person(o, d) for o in kept
    )


def _of(d: Draft, kept: Iterable[Draft]) -> list[Draft]:
    return [o for o in kept if plain(o.get("person")) == plain(d.get("person"))]


def _give(d: Draft, about: list[Draft]) -> None:
    """The day of the change for what is sure, where it can be of one fact only."""
    about = [o for o in about if o.status in FIRM]
    if len({(plain(o.get("org")), plain(o.get("target"))) for o in about}) == 1:
        for o in about:
            if o.date_kind != "effective" or _is_of_the_choice(o, d):
                o.date, o.date_kind = d.date, d.date_kind


def _is_of_the_choice(o: Draft, d: Draft) -> bool:
    """Read "was named chief executive on Monday and will begin on June 1": the first day is that of the naming alone."""
    published = o.scene.published
    if o.date is None or d.date is None or published is None:
        return False
    return is_news(o.date, published) and d.date > published.isoformat()[: len(d.date)]


def _take_effect(d: Draft, kept: Iterable[Draft]) -> None:
    """The day of what the sentence before tells, or the one before that: of comings, of goings, or of all that changes."""
    about = [
        o for o in kept if 0 < d.scene.number - o.scene.number <= _NEAR and _changes(o, d.type)
    ]
    for o in _nearest(d, about):
        if _entry(o.scene) == _entry(d.scene) and (
            o.date_kind != "effective" or _is_of_the_choice(o, d)
        ):
            o.date, o.date_kind = d.date, d.date_kind


def _changes(d: Draft, kind: FactType) -> bool:
    """Whether a draft tells of a change of a kind: of a coming, a going, or any."""
    if d.status not in FIRM or d.attached:
        return False
    post = d.type is FactType.ROLE
    if kind is FactType.STAKE:  # any
        return d.type in _HAPPENS and (d.appointment or not post)
    return d.type is kind or (kind is FactType.JOINED and post and d.appointment)


def _nearest(d: Draft, about: list[Draft]) -> list[Draft]:
    """Those of the last sentence up to this one that tells any."""
    last = max((o.scene.number for o in about if o.scene.number <= d.scene.number), default=None)
    return [o for o in about if last in {None, o.scene.number}]


def _deny(d: Draft, kept: Iterable[Draft]) -> None:
    """What others reported in the sentence before is denied; the day of their report is not that of the denial."""
    for o in kept:
        if _follows(d, o) and o.status in {Status.REPORTED, Status.RUMOURED}:
            o.status = Status.DENIED
            if o.date_kind != "effective":
                o.date, o.date_kind = d.date, "told" if d.date else None


def _follows(d: Draft, o: Draft) -> bool:
    """Whether a draft stands in the next sentence of the same article, and of the same entry of a list."""
    return o.scene.number == d.scene.number - 1 and _entry(o.scene) == _entry(d.scene)


def _date_the_lead(kept: list[Draft]) -> None:
    """The day that one of the first sentences of a report tells for the news of the one beside it.

    "Y has bought Z. The purchase was announced on Monday": where the report tells of one day of the week before only.
    """
    reports: dict[tuple[int, int | None], list[Scene]] = {}
    for d in kept:
        if d.date is not None:
            continue
        report = reports.get(_entry(d.scene)) or reports.setdefault(_entry(d.scene), _report_of(d))
        days = {day: scene for scene in reversed(report) for day in _days_before(scene)}
        if len(days) != 1 or len(report) < len(("lead", "second")):
            continue
        ((day, told),) = days.items()
        number, at = report.index(d.scene), report.index(told)
        if number < len(("lead", "second")) and _is_news_of(d, number, told, at):
            d.date, d.date_kind = day, "told"


def _is_news_of(d: Draft, number: int, told: Scene, at: int) -> bool:
    """Whether what a sentence tells is the news of the day that the next or the lead names."""
    if _comes_out(told):
        return at == number + 1 and d.status in _LEADS.get(d.type, ())
    beside = at == number + 1 or (at == 0 and number == 1)
    happened = d.type in _HAPPENS and d.status is Status.DONE and d.rule not in _SAYS_WHAT_IS
    if not happened or not beside or d.scene.times or d.attached:
        return False
    return at == 0 or not _tells_of_another(told, d)


def _tells_of_another(scene: Scene, d: Draft) -> bool:
    """Whether it is somebody else that does something on the day of a sentence: "Y, who founded it, went sailing on Monday"."""
    verbs = (
        governing_verb(scene.token_at(phrase.start)) for phrase in _days_before(scene).values()
    )
    who = {p for verb in verbs for s in surface_subjects(verb) for p in scene.people(s)}
    return bool(who) and d.get("person") not in who


def _report_of(d: Draft) -> list[Scene]:
    """The sentences of the article, or of the entry of a list, that a draft stands in."""
    return [scene for scene in d.scene.article if _entry(scene) == _entry(d.scene)]


def _entry(scene: Scene) -> tuple[int, int | None]:
    """Which of several articles or entries of a list a sentence stands in."""
    return scene.segment.item, scene.segment.entry


def _days_before(scene: Scene) -> dict[str, TimePhrase]:
    """The days of the last week that a sentence names."""
    if scene.published is None:
        return {}
    told = ((phrase.value, phrase) for phrase in scene.times)
    return {
        day: phrase
        for day, phrase in told
        if day and len(day) == DAY and is_news(day, scene.published)
    }


def _comes_out(scene: Scene) -> bool:
    """Whether a sentence says when news came out."""
    tokens = (scene.token_at(phrase.start) for phrase in _days_before(scene).values())
    return any(governing_verb(token).lemma_ in _NEWS_COMES for token in tokens)


def _tell(d: Draft, kept: Iterable[Draft]) -> None:
    """The day of the telling for what the sentence before tells without any day."""
    for o in kept:
        undated = o.date is None and not o.scene.times
        if undated and _follows(d, o) and o.type in _NEWS and o.status in TOLD:
            o.date, o.date_kind = d.date, d.date_kind
