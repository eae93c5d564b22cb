"""How the shares of several companies move in one sentence, and what a company loses of its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, fractions, percents, whole
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_DOWN = words(
    "fall slide slump plunge plummet drop tumble sink slip dip crash dive shed lose decline retreat ease"
)
_UP = words("rise gain jump soar surge climb rally leap advance add")
_SHARES = words("share stock")
_CLOSE = words("close end finish")
_OFF_SHARES = re.compile(
    r"\b(?:wip|knock|shav|lopp?|slic|tak|took|chopp?)\w* (?:[^.;]|\.\d){0,24}off (?:[\w.’'&-]+ ){1,8}?(?P<what>(?:share |stock )?price(?! (?:of|for|tags?)\b)|shares?(?! price)|stock(?! price))\b"
)
#: What has gone on for so long answers to no news.
_FOR_LONG = re.compile(
    r"\bsince\b|\b(?:past|last|previous) (?:(?:\w+ )?months|(?:[\w-]+ )?years?|quarter)\b|\bover (?:a|the) (?:year|decade)\b|\bthis year\b"
)
_OF_VALUE = re.compile(
    r",? of (?:its|their) (?:(?:stock |share )?(?:market )?(?:value|capitali[sz]ation|worth)|share price)\b"
)


def lasts_long(text: str) -> bool:
    """Whether a sentence tells of a time too long for shares to answer to a piece of news."""
    return _FOR_LONG.search(text) is not None


def goes_up(scene: Scene, figure: Figure) -> bool:
    """Read "rose 3%", "gained 3%": whether the word that a figure hangs on says that something rises."""
    return scene.token_at(figure.end - 1).head.lemma_.lower() in _UP


def moves_of_several(scene: Scene) -> Iterator[Draft]:
    """Read "Y slipped 2.1% and Z gained 3.4%": each with its own figure."""
    if is_hypothetical(scene):
        return
    found = [
        (org, -share.value if _falls(clause) else share.value)
        for clause in clauses(scene.doc)
        if (clause.lemma in _DOWN | _UP or _ends_at(clause))
        and judge(scene, clause.verb).status is Status.DONE
        for share in _by(scene, clause)[:1]
        for org in _movers(scene, clause)[:1]
    ]
    if len({org for org, _ in found}) < 2:
        return
    for org, percent in found:
        yield _moved(scene, org, percent)


def _ends_at(clause: Clause) -> str | None:
    """The word for how it moved in "Y closed 15% lower"."""
    words_ = (c.lower_ for c in clause.verb.children if c.dep_ in {"advmod", "acomp", "oprd"})
    told = next((w for w in words_ if w in {"lower", "down", "higher", "up"}), None)
    return told if clause.verb.lemma_ in _CLOSE else None


def _falls(clause: Clause) -> bool:
    return clause.lemma in _DOWN or _ends_at(clause) in {"lower", "down"}


def _by(scene: Scene, clause: Clause) -> list[Figure]:
    """How far the verb says that something moves."""
    return [
        share
        for share in percents(scene.text)
        for sign in [scene.token_at(share.end - 1)]
        if sign.dep_ in {"dobj", "npadvmod", "advmod"}
        and (
            sign.head.i == clause.verb.i
            or (sign.head.head.i == clause.verb.i and sign.head.lower_ == _ends_at(clause))
        )
    ]


def _movers(scene: Scene, clause: Clause) -> list[str]:
    """The company that moves, or whose shares do."""
    found: list[str] = []
    for subject in clause.verb.children:
        if subject.dep_ == "nsubj" and subject.lemma_.lower() in _SHARES:
            owner = scene.owner(subject)
            found += [owner] if owner else []
        elif subject.dep_ == "nsubj" and scene.is_org(subject):
            found += orgs_meant(scene, subject)
    return found


def parts_of_value(scene: Scene) -> Iterator[Draft]:
    """Read "Y dropped a quarter of its value on Monday"."""
    if is_hypothetical(scene):
        return
    for share in (*percents(scene.text), *fractions(scene.text)):
        if not _OF_VALUE.match(scene.text, share.end) or lasts_long(scene.text):
            continue
        for clause in clauses(scene.doc):
            if clause.lemma not in _DOWN or not _is_under(scene, share, clause.verb):
                continue
            org = next((o for s in clause.subjects for o in _whose(scene, s)), None)
            exact = any(other.start != share.start for other in percents(scene.text))
            if exact and share not in percents(scene.text):
                continue  # "lost a third of its value: the shares fell 34%" has the figure itself
            if org is not None and judge(scene, clause.verb).status is Status.DONE:
                yield _moved(scene, org, -share.value)
                return


def taken_off(scene: Scene) -> Iterator[Draft]:
    """Read "investors took 6% off Y's shares", "the news knocked a fifth off the stock"."""
    told = _OFF_SHARES.search(scene.text)
    if told is None or is_hypothetical(scene):
        return
    figures = (*percents(scene.text), *fractions(scene.text))
    share = next((f for f in figures if told.start() <= f.start < told.end()), None)
    noun = scene.token_at(told.start("what"))
    org = next(iter(_whose(scene, noun)), None) or context_org(scene, noun)
    if share is not None and org is not None and judge(scene, governing_verb(noun)).status is Status.DONE:  # fmt: skip
        yield _moved(scene, org, -share.value)


def _whose(scene: Scene, subject: Token) -> list[str]:
    owner = scene.owner(subject) if subject.lemma_.lower() in _SHARES else None
    return [owner] if owner else orgs_meant(scene, subject)


def _is_under(scene: Scene, share: Figure, verb: Token) -> bool:
    return verb.i in {a.i for a in scene.token_at(share.end - 1).ancestors}


def _moved(scene: Scene, org: str, percent: float) -> Draft:
    return draft(
        FactType.MARKET_REACTION, scene, "shares_move", Judgement(Status.DONE), 0.75, org=org, percent=whole(percent)
    )  # fmt: skip


RULES = (moves_of_several, parts_of_value, taken_off)
