"""Whether a title is one that somebody had: by the words before it, behind it, and by the verb."""

from __future__ import annotations

import re

from tracker.extraction.clauses import lemma_of
from tracker.extraction.employers import ONCE
from tracker.extraction.rules.bearers import FORMER, first_title
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token, text_of

_UNTIL = re.compile(
    r"(?:\buntil (?:now|then|recently|today|yesterday|[A-Z]\w+day|(?:last|this) \w+|\d{4})|\bso far|\bhitherto|\bthus far|\buntil this|\bup to now|\bbefore that|\bin (?:years|times) past|, (?:earlier|previously|once)),?\s*(?:the |its |an? )?$",
    re.IGNORECASE,
)
#: Read "once more T", "once again the T": who is so called has come back.
_AGAIN = re.compile(r"\bonce (?:more|again) (?:the |its |an? )?$", re.IGNORECASE)
#: What somebody was "when it was sold".
_WHEN = re.compile(
    r"[^,;.]{0,40}\bwhen (?:it|he|she|they|the \w+|[A-Z]\w+) (?:was|were|had|went|collapsed|left|began)\b"
)
#: The same behind a title and its place.
_SO_FAR = re.compile(
    r"(?: (?:of|at|for|in|the|its|[A-Z][\w.&'’-]*|(?<=[a-z’'] )[a-z-]{2,})){0,7}? (?:(?:until|till|up to) (?:now|then|recently|today|last|this|the (?:spring|summer|autumn|fall|winter)|(?P<year>\d{4}))\b"
    r"|(?:so|thus) far\b|hitherto\b|from \d{4} (?:to|until) \d{4}\b)"
)
#: What may stand before "the company's chief executive", and says that he is so no longer.
_UNTIL_NOW = re.compile(
    r"(?:\b(?:until|till|up to) (?:now|then|recently|lately)|\bso far|\b(?:hitherto|previously|formerly)),? $"
)
_SLACK = 30


def is_former(scene: Scene, token: Token) -> bool:
    """Whether the words say that the title is no longer held."""
    top = first_title(scene, token)
    if token.i != top.i and any(
        child.dep_ in {"det", "poss"} or (child.dep_ == "advmod" and child.lower_ in ONCE)
        for child in token.lefts
    ):
        top = token  # "head of safety and a former Y researcher", "director and once head of Y"
    start = scene.places[top.i][0]
    if _AGAIN.search(scene.text[:start]):
        return False
    near = [child for child in top.children if child.i < top.i]
    near += [
        g for child in near for g in child.children if child.dep_ in {"advmod", "amod", "prep"}
    ]
    if any(child.text.lower() in FORMER for child in near):
        return True
    if _is_first_of(near):
        return True
    owners = [c.left_edge.i for c in near if c.dep_ == "poss"]
    if owners and _UNTIL_NOW.search(scene.text[: scene.places[min(owners)][0]]):
        return True
    before = scene.text[max(0, start - _SLACK) : start]
    if _WHEN.match(scene.text, scene.places[token.i][1]):
        return True
    if _UNTIL.search(before) or _is_of_then(scene, top) or _was_of_an_org(scene, top):
        return True
    if _has_died(scene, token):
        return True
    if re.search(r"(?:^|[\s(,])ex-[A-Z][\w.]*(?: [A-Z]\w+)?(?:['’]s)? $", before, re.IGNORECASE):
        return True
    last = re.search(r"(\w[\w-]*)[ -]+(?:(?:an?|the|its|his|first)\s+)?$", before)
    return last is not None and last.group(1).lower() in FORMER - {"then", "earlier", "past"}


def _is_first_of(near: list[Token]) -> bool:
    return {"the", "first"} <= {child.lower_ for child in near}


def is_the_first(scene: Scene, title: Token) -> bool:
    """Read "X is the first chief scientist of Y": who is so told to be it now has it."""
    return _is_first_of(
        [child for child in first_title(scene, title).children if child.i < title.i]
    )


def lasts(verb: Token) -> bool:
    """Read "has been chair since 2017", "has been chair for six years", "all along": somebody still is."""
    if re.search(
        r"\b(?:all along|ever since|from the (?:start|beginning))\b", text_of(verb.doc[verb.i :])
    ):
        return True
    return any(
        word.text.lower() == "since"
        or (
            word.text.lower() == "for"
            and any(c.lemma_.lower() in {"year", "month", "decade", "week"} for c in word.children)
        )
        for word in verb.subtree
        if word.dep_ in {"prep", "mark"}
    )


def is_from_then(scene: Scene, verb: Token) -> bool:
    """Read "From Monday X is chief executive of Y"."""
    opens = re.match(r"(?:From|Starting|Effective) (?!now\b|then\b|today\b)", scene.text)
    first = next(iter(scene.times), None)
    dated = opens is not None and first is not None and first.start <= opens.end()
    return dated and verb.lemma_ == "be" and verb.tag_ == "VBZ" and verb.dep_ == "ROOT"


def _is_of_then(scene: Scene, title: Token) -> bool:
    """Read "X, then chair of Y, said" and "X, then Y's chair, said"."""
    first = min([title.i, *(t.i for c in title.lefts if c.dep_ == "poss" for t in c.subtree)])
    if first < 3:
        return False
    name, comma, then = scene.doc[first - 3 : first]
    return then.text.lower() == "then" and comma.text == "," and scene.is_person(name)


def _has_died(scene: Scene, title: Token) -> bool:
    """Read "X, chief executive of Y, died on Monday"."""
    word = title
    while word.dep_ in {"appos", "compound", "nmod", "conj"} and not scene.is_person(word):
        word = word.head
    verb = word.head
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        return word.head.head.lower_ in {"death", "passing"}  # "mourns the death of its chair, X"
    dies = verb.lemma_ == "die" or lemma_of(verb) == "pass away"
    if word.dep_ != "nsubj" or not dies or verb.tag_ not in {"VBD", "VBN"}:
        return False
    return scene.is_person(word) or any(c.dep_ == "appos" for c in word.children)


def _was_of_an_org(scene: Scene, title: Token) -> bool:
    """Read "former Y executive X"."""
    if title.i < 2:
        return False
    former, org = scene.doc[title.i - 2 : title.i]
    over = former.text.lower() in {"former", "ex", "onetime", "one-time", "erstwhile"}
    return over and scene.is_org(org) and not scene.is_person(org)


def until_then(scene: Scene, title: Token) -> bool:
    """Read "X, head of sales at Y until now" and "Y's deputy director so far, X"; not "until" a year to come."""
    found = _SO_FAR.match(scene.text, scene.places[title.i][1])
    to_come = found is not None and found["year"] and scene.published is not None
    return found is not None and not (
        to_come and scene.published is not None and int(found["year"]) > scene.published.year
    )
