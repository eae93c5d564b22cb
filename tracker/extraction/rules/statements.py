"""Views that people state in their own quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import SUBJECTS
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.scene import Scene
from tracker.extraction.status import SAY

_QUOTE = re.compile(r"[\"“]([^\"“”]{3,600}?)[\"”]")
_VERBS = SAY | {
    "call",
    "describe",
    "characterize",
    "characterise",
    "sneer",
    "find",
    "warn",
    "dub",
    "term",
    "label",
    "joke",
    "quip",
    "recall",
    "wonder",
    "insist",
    "dismiss",
    "put",
}
_TOPICS = re.compile(
    r"\b(?:large language models?|LLMs?|language models?|superintelligence|intelligence|AGI|AI|models?|agents?|robots?|data|chips?|comput\w+|"
    r"safety|alignment|open[- ]source|training|pre-training|scaling|research|products?|technolog\w+|search|software|machines?|"
    r"reasoning|neural|internet|future|science|systems?|algorithms?|regulation|risks?|existential|compute|GPUs?|architectures?|"
    r"strategy|industry|money|market|competition|company|customers|ready|ridiculous|fundamental\w*|bubble|hype|progress|learning|world)\b",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\b(?:thank|grateful|proud|honou?r|goodbye|farewell|excited|thrilled|privilege|miss|chapter|journey|(?:wonderful|great|happy|incredible|amazing) years|look(?:ing)? forward|"
    r"wish(?:es|ed)? (?:him|her|them)|delighted|pleased|welcome|congratulat\w+|challenge|not true|declin\w+|no knowledge|best of luck|"
    r"hello|family|explore|reset)\b",
    re.IGNORECASE,
)


def statements(scene: Scene) -> Iterator[Draft]:
    """A statement for each quotation with a view whose speaker is known."""
    spoken: set[str] = set()
    for match in _QUOTE.finditer(scene.text):
        quote = match.group(1).strip()
        words = quote.split()
        if len(words) < 2 or _FAREWELL.search(quote):
            continue
        speaker = _speaker(scene, match.start(), match.end())
        if speaker is None:
            continue
        view = _TOPICS.search(quote) or _TOPICS.search(
            scene.text[: match.start()] + scene.text[match.end() :]
        )
        if view is None or (len(words) < 4 and not _names_topic_before(scene, match.start())):
            continue
        clean = quote.rstrip(",")
        if speaker in spoken:
            continue
        spoken.add(speaker)
        yield draft(
            FactType.STATEMENT, scene, "quotation", None, 0.6, person=speaker, topic=view.group().lower() if len(view.group()) > 3 else view.group(),
            quote=clean,
        )  # fmt: skip


def _names_topic_before(scene: Scene, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:call|calls|called|characteri[sz]\w+|describ\w+|finds?|found|dismiss\w*|dubbed|as|this|them|it)\s*$",
            scene.text[:start],
        )
    )


def _speaker(scene: Scene, start: int, end: int) -> str | None:
    """The subject of the verb of saying nearest to the quotation and outside it."""
    best: tuple[int, str] | None = None
    for token in scene.doc:
        place = scene.places[token.i]
        if (
            token.lemma_.lower() not in _VERBS
            or token.pos_ not in {"VERB", "AUX"}
            or start <= place[0] < end
        ):
            continue
        subjects = [
            c
            for c in token.children
            if c.dep_ in SUBJECTS and not start <= scene.places[c.i][0] < end
        ]
        people = [p for s in subjects for p in scene.people(s)]
        if not people and not subjects:
            head = token.head
            people = [p for c in head.children if c.dep_ in SUBJECTS for p in scene.people(c)]
        if not people:
            continue
        distance = min(abs(place[0] - end), abs(start - place[1]))
        if distance < 90 and (best is None or distance < best[0]):
            best = (distance, people[0])
    if best is not None:
        return best[1]
    after = scene.text[end : end + 40]
    for token in scene.tokens(Kind.PERSON):
        if 0 <= scene.places[token.i][0] - end < 30 and re.match(
            r",? (?:\w+ )?(?:said|says|told|wrote|added|replied)", after
        ):
            return scene.name(token)
    return None


RULES = (statements,)
