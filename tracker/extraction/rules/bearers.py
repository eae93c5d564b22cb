"""Whose title it is: the person beside it, before it, or the one that "the chief executive" stands for."""

from __future__ import annotations

import re

from tracker.extraction.clauses import PLURALS
from tracker.extraction.kinds import Kind
from tracker.extraction.only_one import only_one_told_of
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

FORMER = {
    "former", "formerly", "ex", "ex-", "previously", "previous", "once", "onetime", "one-time", "lately", "then",
    "recently", "earlier", "erstwhile", "past", "retired",
}  # fmt: skip
#: What may stand between a name's comma and a title.
_BETWEEN = FORMER | {
    "until",
    "now",
    "then",
    "so",
    "far",
    "currently",
    "long",
    "himself",
    "herself",
    "the",
    "a",
}
#: What may open a sentence before a title that says who its subject is.
_OPEN = FORMER | {
    "a",
    "an",
    "the",
    "now",
    "currently",
    "still",
    "today",
    "until",
    "originally",
    "initially",
}


_REPORTS = re.compile(r"report(?:s|ed|ing)?$", re.IGNORECASE)
#: Titles of those who head a company as a whole.
_AT_TOP = re.compile(r"(?:chief executive|CEO|boss|president|chair\w*|founder)$", re.IGNORECASE)


def first_title(scene: Scene, token: Token) -> Token:
    """The first of titles joined by "and"."""
    while token.dep_ == "conj" and (scene.is_title(token.head) or token.head.lemma_ == "founder"):
        token = token.head
    return _of_its_own(scene, token) or token


def _of_its_own(scene: Scene, title: Token) -> Token | None:
    """The first title of "a founder of Y and its T", where the parse joins T to Y."""
    place = title.head
    if title.dep_ != "conj" or place.dep_ != "pobj" or not scene.is_org(place):
        return None
    before = place.head.head
    its = any(c.lower_ in {"its", "their"} for c in title.children)
    return before if its and scene.is_title(before) else None


def names_beside(scene: Scene, token: Token) -> list[str]:
    """Who bears a title by the place of the words alone: "CEO X", "X, the chair of Y"."""
    people, how = bearer(scene, token)
    return people if how != "definite" else []


def bearer(scene: Scene, token: Token) -> tuple[list[str], str]:
    """Whom a title describes, and by which construction; of "the chairman's nephew" nobody."""
    top = first_title(scene, token)
    if top == token and (first := _before_an_aside(scene, token)) is not None:
        return bearer(scene, first)
    if any(child.dep_ == "case" or child.tag_ == "POS" for child in token.children):
        return [], "owner"
    if (named := _in_brackets(scene, token) or _whose_brackets(scene, token)) is not None:
        return [named], "before_name"
    beside = _beside(scene, top)
    if beside:
        return beside, "beside_name"
    if apposed := _apposed(scene, top) or _all_behind_the_place(scene, top):
        return apposed, "before_name"
    if (named := behind_the_place(scene, top)) is not None:
        return [named], "before_name"
    after = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
    if after is not None and scene.is_person(after):
        return [scene.name(after)], "before_name"
    if fronted := _fronted(scene, top) or _before_pronoun(scene, top):
        return fronted, "beside_name"
    found = _nearest_before(scene, top)
    return (found, "after_name") if found else (_definite(scene, token, top), "definite")


def _before_an_aside(scene: Scene, title: Token) -> Token | None:
    """T in "T of Y and, before that, W of Z", where the parse loses the thread at W."""
    start = min([title.i, *(c.i for c in title.lefts if c.dep_ in {"det", "amod", "compound"})])
    if start < 3 or scene.doc[start - 1].text != ",":
        return None
    ands = [t for t in scene.doc[max(0, start - 7) : start - 1] if t.lower_ == "and"]
    if not ands or scene.doc[ands[-1].i + 1].text != ",":
        return None
    aside = scene.doc[ands[-1].i + 2 : start - 1]
    if not aside or any(t.pos_ in {"VERB", "AUX", "PROPN"} and t.i in scene.at for t in aside):
        return None
    for word in reversed(list(scene.doc[max(0, ands[-1].i - 7) : ands[-1].i])):
        if scene.is_title(word):
            return None if scene.at[word.i].founder else word
        if word.pos_ in {"VERB", "AUX"} or word.text in {";", ":"} or scene.is_person(word):
            return None
    return None


def _in_brackets(scene: Scene, token: Token) -> str | None:
    """X in "a chief data officer (X)"."""
    after = scene.doc[token.i + 1 : token.i + 4]
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")":
        return None
    return scene.name(after[1]) if scene.is_person(after[1]) else None


def _whose_brackets(scene: Scene, token: Token) -> str | None:
    """X in "X (CEO)"."""
    around = scene.doc[max(0, token.i - 2) : token.i + 2]
    if len(around) < 4 or around[1].text != "(" or around[3].text not in {")", ","}:
        return None
    return scene.name(around[0]) if scene.is_person(around[0]) else None


def _fronted(scene: Scene, top: Token) -> list[str]:
    """X in "As general counsel at Y, X has seen it", "X stays: as general counsel he has it" and "Now general counsel at Y, X will go"."""
    opens = top.head.i == 0 or scene.doc[top.head.i - 1].text in {":", ";"}
    if top.dep_ != "pobj" or top.head.lower_ != "as" or not opens:
        return _opening(scene, top)
    verb = top.head.head
    past = verb.tag_ == "VBD" or any(c.lower_ == "had" for c in verb.children)
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i > top.i]
    named = [s for s in subjects if scene.is_person(s) or s.lower_ in SINGULAR_PEOPLE]
    return [p for s in named if not past for p in scene.people(s)[:1]]


def _before_pronoun(scene: Scene, top: Token) -> list[str]:
    """She of "A former finance chief of Y, she knows the trade" and "Once head of Y, she ..."."""
    comma = next((t.i for t in scene.doc[top.i :] if t.text == ","), None)
    if comma is None or comma + 1 >= len(scene.doc) or top.dep_ in {"nsubj", "nsubjpass", "pobj"}:
        return []
    opens = top.left_edge.i == 0 or all(t.lower_ in _BETWEEN for t in scene.doc[: top.left_edge.i])
    own = all(t == top or top.is_ancestor(t) for t in scene.doc[top.i : comma])
    pronoun = scene.doc[comma + 1]
    if not opens or not own or pronoun.lower_ not in {"he", "she"} or pronoun.dep_ != "nsubj":
        return []
    return scene.people(pronoun)


def _opening(scene: Scene, top: Token) -> list[str]:
    """X in "Once a professor at Y, X now runs Z", "A former president of Y, the Dutch group, she joins Z"."""
    before = [t.lower_ for t in scene.doc[: top.i] if t not in top.lefts or t.lower_ in _OPEN]
    if not before or before[0] == "the" or not set(before) <= _OPEN:
        return []
    for word in scene.doc[top.i + 1 :]:
        if word.pos_ in {"VERB", "AUX"} or word.text in {".", ";", ":"}:
            return []
        subject = scene.doc[word.i - 1].text == "," and word.dep_ in {"nsubj", "nsubjpass"}
        if subject and (scene.is_person(word) or word.lower_ in {"he", "she"}):
            return scene.people(word)
    return []


def behind_the_place(scene: Scene, top: Token) -> str | None:
    """X in "a spokesperson for Y, X, said", where the parse hangs the name on the company's."""
    if top.tag_ in PLURALS:
        return None
    for place in (t for prep in top.rights if prep.dep_ == "prep" for t in prep.children):
        after = scene.doc[place.i + 1 : place.i + 4]
        closed = len(after) == 2 or (len(after) == 3 and after[2].text in {",", ".", ";", ":"})
        if scene.orgs(place) and closed and after[0].text == "," and scene.is_person(after[1]):
            return scene.name(after[1])
    return None


def _apposed(scene: Scene, top: Token) -> list[str]:
    """X in "the chair of Y, X", X and Z in "two former Y directors, X and Z"."""
    several = top.tag_ in PLURALS
    for child in (c for c in top.rights if scene.is_person(c)):
        if _gets_another(scene, child):
            continue
        listed = several and child.dep_ == "conj" and scene.doc[child.i - 1].text in {",", ":"}
        if child.dep_ == "appos" or listed:
            return [scene.name(m) for m in (scene.group(child) if several else [child])]
    return []


def _gets_another(scene: Scene, name: Token) -> bool:
    """Whether "X is promoted to T, Z to W" goes on with Z, who is no T."""
    after = scene.doc[name.i + 1 : name.i + 3]
    return len(after) > 1 and after[0].lower_ == "to" and scene.is_title(after[1])


def _all_behind_the_place(scene: Scene, top: Token) -> list[str]:
    """X and Z in "two professors at Y, X and Z, said"."""
    for place in (t for prep in top.rights if prep.dep_ == "prep" for t in prep.children):
        after = scene.doc[place.i + 1 : place.i + 3]
        listed = len(after) > 1 and after[0].text in {",", ":", "("} and scene.is_person(after[1])
        if top.tag_ in PLURALS and scene.is_org(place) and listed:
            found = [scene.name(m) for m in scene.group(after[1])]
            return found if len(found) > 1 else []
    return []


def _beside(scene: Scene, top: Token) -> list[str]:
    one = top.head.head  # "X, one of the first engineers at Y"
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and (one.lower_, one.dep_) == ("one", "appos")
    ):
        return [scene.name(one.head)] if scene.is_person(one.head) else []
    if (next_one := _of_the_next(scene, top)) is not None:
        return [next_one]
    if top.dep_ in {"compound", "nmod", "amod", "appos"} and scene.is_person(top.head):
        plural = top.text.lower().endswith("s") and top.tag_ in PLURALS
        if top.i > top.head.i and _another_between(scene, top.head, top):
            together = [scene.name(m) for m in scene.whole_group(top.head)] if plural else []
            nearest = _nearest_before(scene, top)
            return together if set(nearest) <= set(together) else nearest
        if top.dep_ == "appos" or top.i < top.head.i:
            return [scene.name(m) for m in (scene.whole_group(top.head) if plural else [top.head])]
    if top.dep_ == "appos" and top.i > top.head.i and top.head.pos_ == "NOUN":
        named = scene.people(top.head)
        return named if len(named) == 1 else []
    return []


def _of_the_next(scene: Scene, title: Token) -> str | None:
    """X in "After Z's exit, Y president and co-founder X said", where the parse gives the first title to Z."""
    at = title.i
    while (
        at + 2 < len(scene.doc)
        and scene.doc[at + 1].lower_ == "and"
        and scene.is_title(scene.doc[at + 2])
    ):
        at += 2
    after = scene.doc[at + 1] if title.i < at < len(scene.doc) - 1 else None
    return scene.name(after) if after is not None and scene.is_person(after) else None


def _definite(scene: Scene, token: Token, top: Token) -> list[str]:
    """Read "the chief executive said ..." and "the former Y executive" of somebody named before."""
    mention = scene.at[token.i]
    if top.dep_ not in {"nsubj", "nsubjpass", "dobj"} or top.tag_ not in {"NN", "NNP"}:
        return []
    if (manager := _reported_to(scene, top)) is not None:
        return [manager]
    if (alone_told := only_one_told_of(scene, top)) is not None:
        return [alone_told]
    if any(scene.is_org(c) for c in top.lefts):
        return scene.people(top)[:1] if any(c.text.lower() == "the" for c in top.lefts) else []
    subject = scene.discourse.subject_person
    if subject is not None and _only_he(scene, subject) and _of_a_place(scene, top):
        return [subject]
    alone = top.dep_ == "nsubj" and [c.text.lower() for c in top.lefts] == ["the"]
    if not alone or mention.weak or subject is None or subject in scene.discourse.employer:
        return []
    return [subject]


def _reported_to(scene: Scene, title: Token) -> str | None:
    """Y in "X answers to Y. The chief executive praised her": nobody is his own superior."""
    if not scene.number or [c.lower_ for c in title.lefts] != ["the"]:
        return None
    if not _AT_TOP.match(scene.at[title.i].text):
        return None
    last = scene.article[scene.number - 1]
    lines = (c for t in last.doc if _tells_a_line(last, t) for c in t.children if c.lower_ == "to")
    above = [last.name(t) for c in lines for t in c.children if last.is_person(t)]
    return above[0] if len(set(above)) == 1 else None


def _tells_a_line(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells who reports to whom, whatever the parser is shown."""
    return verb.lemma_ == "answer" or bool(_REPORTS.match(scene.words(verb.i, verb.i)))


def _only_he(scene: Scene, person: str) -> bool:
    """Whether an article that has just told of somebody has named nobody else."""
    named = {s.name(t) for s in scene.article[: scene.number + 1] for t in s.tokens(Kind.PERSON)}
    return named == {person}


def _of_a_place(scene: Scene, title: Token) -> bool:
    """Read "the chief scientist of Y" and "the professor at Y"."""
    the = [c.lower_ for c in title.lefts][:1] == ["the"]
    behind = (g for c in title.rights if c.lower_ in {"of", "at"} for g in c.children)
    return the and any(scene.is_org(g) for g in behind)


def _another_between(scene: Scene, first: Token, last: Token) -> bool:
    return any(scene.is_person(t) for t in scene.doc[first.i + 1 : last.i])


def _nearest_before(scene: Scene, top: Token) -> list[str]:
    """Read "X, formerly president of Y": the name right before the comma; "X and Z, both once presidents of Y" has two."""
    left = min(
        (
            t.i
            for t in top.lefts
            if t.dep_ in {"det", "amod", "advmod", "poss", "compound", "nummod", "preconj"}
        ),
        default=top.i,
    )
    left = min([left, *(s.i for t in top.lefts if t.dep_ == "poss" for s in t.subtree)])
    i = left - 1
    words = 0
    while i > 0 and scene.doc[i].text.lower() in _BETWEEN and words < 4:
        i -= 1
        words += 1
    if i > 0 and scene.doc[i].text == "," and scene.is_person(scene.doc[i - 1]):
        last = scene.doc[i - 1]
        several = top.tag_ in PLURALS and top.lower_.endswith("s") and not scene.is_person(top.head)
        return [scene.name(m) for m in (scene.whole_group(last) if several else [last])]
    return []


def title_around(scene: Scene, token: Token) -> list[Token]:
    """The title at a word, or around it: the verb of "named X chief technology and AI officer" may have only its first part."""
    at = scene.places[token.i][0]
    ends = [t for t in token.conjuncts if scene.is_title(t) and scene.at[t.i].start <= at]
    return [token] if scene.is_title(token) else ends[:1]
