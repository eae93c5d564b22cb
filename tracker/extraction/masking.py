"""A sentence with plain words in the place of rare names, which parses better."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.vocab import Vocab

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import PAPERS

MASKS = {
    Kind.PERSON: ("Smith", "Jones", "Brown", "Johnson", "Miller", "Davis"),
    Kind.ORG: ("Google", "Microsoft", "Intel", "Oracle", "Amazon"),
    Kind.UNIT: ("Google", "Microsoft", "Intel"),
    Kind.NAME: ("Google", "Microsoft", "Intel"),
}
#: What has an article before it, so that "the president of the Y, X," is not taken for somebody called "the Y X".
_WITH_ARTICLE = "Pentagon"

#: How a title of several ends, before the words for what they do.
_SEVERAL = (
    "officers", "presidents", "directors", "executives", "ceos", "advisers", "advisors", "professors", "engineers",
    "researchers", "scientists", "managers", "analysts", "fellows", "lecturers", "co-chairs", "co-heads", "co-leads", "co-leaders", "partners",
)  # fmt: skip


#: What is put before the news itself, and has no part in its grammar: "Scoop: Y is losing X", "Reuters: X has left Y".
_LABEL = re.compile(
    rf"(?:scoop|exclusive|breaking(?: news)?|news|updated?|just in|transitions|reports?|correction|clarification|statement|memo|reporter|moderator|interviewer|host|spokes(?:man|woman|person)|(?:\w+ )?sources?|insiders|{'|'.join(map(re.escape, PAPERS))}): ",
    re.IGNORECASE,
)

#: What a headline ends in that names its source: "Y finance chief to leave -sources".
_SOURCE = re.compile(r"\s*(?:-|–|—) ?(?:sources?|reports?|memo|filing|document)\.?$", re.IGNORECASE)


def masked(
    doc: Doc, mentions: Iterable[Mention], vocab: Vocab
) -> tuple[Doc, list[tuple[int, int]], dict[int, Mention]]:
    """The sentence with each mention as one plain word, which parses better than rare names do.

    Returns the new tokens, the characters that each stands for, and the mention of each token that is one.
    """
    words: list[str] = []
    spaces: list[bool] = []
    places: list[tuple[int, int]] = []
    at: dict[int, Mention] = {}
    used: dict[Kind, int] = {}
    starts = {mention.start: mention for mention in mentions}
    label = _LABEL.match(doc.text)
    skip_to = label.end() if label is not None else 0
    source = _SOURCE.search(doc.text)
    last = source.start() if source is not None else len(doc.text)
    for token in doc:
        if token.idx < skip_to or token.idx >= last:
            continue
        mention = starts.get(token.idx)
        if mention is None and token.is_space and words:
            spaces[-1] = True
            continue
        if mention is None:
            after = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
            words.append(_plain_word(token.text, after))
            places.append((token.idx, token.idx + len(token)))
            spaces.append(bool(token.whitespace_))
            continue
        skip_to = mention.end
        used[mention.kind] = used.get(mention.kind, -1) + 1
        owns = doc.text.startswith(("'s", "’s"), mention.end)
        the = token.i > 0 and doc[token.i - 1].lower_ == "the" and not owns
        words.append(_mask(mention, used[mention.kind], the=the))
        places.append((mention.start, mention.end))
        spaces.append(doc.text[mention.end : mention.end + 1] == " ")
        if mention.kind is not Kind.WORD and not (
            mention.kind is Kind.VERB and "found" in mention.text
        ):
            at[len(words) - 1] = mention
    return Doc(vocab, words=words, spaces=spaces), places, at


def _mask(mention: Mention, number: int, *, the: bool) -> str:
    if mention.kind is Kind.TITLE:
        if mention.founder:
            return "founders" if mention.text.lower().endswith("s") else "founder"
        plural = mention.text.lower().split(" of ")[0].endswith(_SEVERAL)
        if " " in mention.text or mention.text.isupper() or "-" in mention.text:
            return "presidents" if plural else "president"
        return {"head": "director", "lead": "director", "chair": "chairman"}.get(
            mention.text.lower(), mention.text
        )
    if mention.mask or mention.kind in {Kind.PLACE, Kind.VERB, Kind.WORD}:
        return mention.mask or mention.text.replace(" ", "-")
    if the and mention.kind in {Kind.ORG, Kind.UNIT}:
        return _WITH_ARTICLE
    names = MASKS[mention.kind]
    return names[number % len(names)]


#: Marks as they are typed, which the parser knows best.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# Verbs that the parser takes for nouns or adjectives, and what it knows better.
_COMMON_VERBS = {
    "poach": "hire", "poached": "hired", "poaches": "hires", "poaching": "hiring", "nabbed": "hired", "snagged": "hired",
    "unveiled": "launched", "unveils": "launches", "unveil": "launch", "unveiling": "launching", "ousted": "fired",
    "ousts": "fires", "ousting": "firing", "tapped": "appointed", "taps": "appoints", "swallowed": "bought", "swallows": "buys",
}  # fmt: skip


# "Report to" is taken for a noun now and then; "belong to" never is.
_REPORTS = {
    "report": "belong",
    "reports": "belongs",
    "reported": "belonged",
    "reporting": "belonging",
}


def _plain_word(word: str, after: str) -> str:
    if after == "to" and word in _REPORTS:
        return _REPORTS[word]
    if word == "names" and after[:1].isupper():
        return "appoints"  # "Y names X chair", as headlines have it
    plain = word.translate(_STRAIGHT)
    return _COMMON_VERBS.get(plain, plain)
