"""Views that people state in their own quoted words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from tracker.extraction.discourse import long_forms
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.praise import is_praise
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.views import view
from tracker.extraction.speakers import QUOTE

#: Fewer quoted words are a view only where something is called so, and less likely ones nowhere.
_FEWEST_WORDS, _LEAST_LIKELY = 4, 0.2
_TOPICS = re.compile(
    r"\b(?:large language models?|LLMs?|language models?|superintelligence|intelligence|AGI|AI|models?|agents?|robots?|data|chips?|comput\w+|"
    r"safety|alignment|open[- ]source|training|pre-training|scaling|research|products?|technolog\w+|search|software|machines?|"
    r"reasoning|neural|internet|future|science|systems?|algorithms?|regulation|risks?|existential|compute|GPUs?|architectures?|"
    r"strategy|industry|money|market|competition|company|customers|ready|ridiculous|fundamental\w*|bubble|hype|progress|learning|world)\b",
    re.IGNORECASE,
)


def statements(scene: Scene) -> Iterator[Draft]:
    """A statement for each speaker who is known: of his quotations in a sentence that which most likely holds a view."""
    found: dict[str, Draft] = {}
    for match in QUOTE.finditer(scene.text):
        words = match.group(1).split()
        if len(words) < 2:
            continue
        if len(words) < _FEWEST_WORDS and not _names_topic_before(scene, match.start()):
            continue
        likely = 1 / (1 + math.exp(-view(scene.text, match)))
        speaker = _speaker(scene, match) if likely >= _LEAST_LIKELY else None
        if speaker is None or (speaker in found and likely <= found[speaker].probability):
            continue
        if is_praise(scene, match, speaker):
            continue
        found[speaker] = draft(
            FactType.STATEMENT, scene, "quotation", None, likely, person=speaker,
            topic=_topic(scene, match) or _topic_word(scene, match) or _first_noun(scene, match), quote=match.group(1).strip().rstrip(","),
        )  # fmt: skip
    yield from found.values()


def _speaker(scene: Scene, quote: re.Match[str]) -> str | None:
    """Who says what is quoted, if that is known."""
    speaker = scene.speaker(quote.start(), quote.end())
    return speaker or _goes_on(scene, quote) or _before_the_colon(scene, quote)


def _before_the_colon(scene: Scene, quote: re.Match[str]) -> str | None:
    """X in "X, an investor, lit the fuse: '...'", where nobody else is named and no verb says that he speaks."""
    if not scene.text[: quote.start()].rstrip().endswith(":") or scene.text[quote.end() :].strip(
        " ."
    ):
        return None
    named = [t for t in scene.tokens(Kind.PERSON) if scene.places[t.i][0] < quote.start()]
    people = list(dict.fromkeys(scene.name(t) for t in named))
    acts = any(t.dep_ == "nsubj" for t in named)
    return people[0] if len(people) == 1 and acts else None


def _goes_on(scene: Scene, quote: re.Match[str]) -> str | None:
    """Who speaks in a sentence that is all quotation: whoever spoke in the one before it."""
    if scene.text[: quote.start()].strip() or scene.text[quote.end() :].strip(" .)"):
        return None
    before = scene.article[scene.number - 1] if scene.number else None
    if before is None or before.segment.paragraph != scene.segment.paragraph:
        return None
    quotes = list(QUOTE.finditer(before.text))
    return before.speaker(quotes[-1].start(), quotes[-1].end()) if quotes else None


def _topic_word(scene: Scene, quote: re.Match[str]) -> str | None:
    """A word of technology or strategy in a quotation, or beside it."""
    around = scene.text[: quote.start()] + scene.text[quote.end() :]
    found = _TOPICS.search(quote[1]) or _TOPICS.search(around)
    return found.group() if found else None


def _first_noun(scene: Scene, quote: re.Match[str]) -> str | None:
    """The first noun of the quotation, for want of a better topic."""
    for token in scene.doc:
        if scene.places[token.i][0] >= quote.start() and token.pos_ in {"NOUN", "PROPN"}:
            return scene.words(token.i, token.i)
    return None


_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|characteri[sz]\w+|describ\w+|dismiss\w*|dubb\w+|label\w*) (?:the |an? |its |his |her )?(?P<topic>[\w-]+(?: [\w-]+){0,3}?)(?: as)?(?: an?)?,? ?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:said|says|told|wrote|asked|spoke|warned)\b[^.;\"“”]{0,40}?\b(?:of|about) (?:the |an? |its |his |her )?(?P<topic>[\w-]+(?: [\w-]+){0,3}?)(?=[,.;:]|$| \(| (?:in|at|on|to|as|with|during)\b)",
    re.IGNORECASE,
)
_NOT_TOPICS = {
    "it",
    "this",
    "that",
    "them",
    "him",
    "her",
    "me",
    "us",
    "which",
    "what",
    "people",
    "things",
}


def _topic(scene: Scene, quote: re.Match[str]) -> str | None:
    """The noun that the quotation is about, in the fullest form the article has given it."""
    before, after = scene.text[: quote.start()], scene.text[quote.end() :]
    for found in (_CALLED.search(before), _ABOUT.search(after), _ABOUT.search(before)):
        if found and found.group("topic").lower() not in _NOT_TOPICS:
            return _full(scene, found.group("topic"))
    for start, end in (
        (quote.start(), quote.end()),
        (0, quote.start()),
        (quote.end(), len(scene.text)),
    ):
        for match in _TOPICS.finditer(scene.text, start, end):
            token = scene.token_at(match.end() - 1)
            while (
                token.dep_ in {"compound", "nmod"}
                and token.head.i > token.i
                and token.head.i not in scene.at
            ):
                token = token.head
            if token.pos_ in {"NOUN", "PROPN"} and scene.kind(token) is None:
                lefts = [
                    c.i
                    for c in token.lefts
                    if c.dep_ in {"compound", "amod"} and c.i not in scene.at
                ]
                return _full(scene, scene.words(min([token.i, *lefts]), token.i))
    return None


def _full(scene: Scene, words: str) -> str:
    """The long form of an abbreviation that the article has explained."""
    forms = scene.discourse.long_forms | long_forms(scene.text)
    return forms.get(words, forms.get(words.removesuffix("s"), words))


def _names_topic_before(scene: Scene, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:call|calls|called|characteri[sz]\w+|describ\w+|finds?|found|dismiss\w*|dubbed|as|this|them|it)\s*$",
            scene.text[:start],
        )
    )


RULES = (statements,)
