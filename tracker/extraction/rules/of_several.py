"""What those were who leave, told by other words than a title: "two engineers, X and Z", "gave up her lectureship"."""

from __future__ import annotations

from tracker.extraction.clauses import PLURALS
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.lexicon import words
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.title_words import FUNCTIONS, MODIFIERS, OFFICES
from tracker.extraction.tokens import Token

_TRADES = words(
    "engineer researcher scientist professor lecturer partner principal analyst designer developer manager executive economist fellow consultant "
    "architect lawyer editor"
)
_GIVE_UP = words("give resign relinquish surrender leave quit vacate")
_NUMBERS = words("two three four five six seven both all")
#: At what a list of names ends that stands beside the word for those named.
_OPENS, _LINKS = frozenset([",", ":", "–", "—"]), frozenset([",", "and", "&"])


def with_titles_of_several(scene: Scene, here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the titles of those who leave together, or give up an office."""
    bare = [d for d in here if d.type is FactType.LEFT and not d.get("title")]
    for noun in (t for t in scene.doc if t.tag_ in PLURALS) if bare else ():
        title = _title(scene, noun)
        members = _named_with(scene, noun) if title is not None else []
        if title is not None and _were_there(noun):
            members = [d.get("person") for d in bare]
        own = plain(_place(scene, noun))
        for d in bare if len(members) > 1 else ():
            if d.get("person") in members and own in {"", plain(d.get("org"))}:
                d.values["title"] = title
    for noun in (t for t in scene.doc if t.lemma_.lower() in OFFICES) if bare else ():
        own = plain(_place(scene, noun))
        alone = {d.get("person") for d in bare if not d.get("title") and own in {"", plain(d.get("org"))}}  # fmt: skip
        given_up = noun.dep_ == "dobj" and noun.head.lemma_ in _GIVE_UP
        for d in bare if given_up and len(alone) == 1 else ():
            if d.get("person") in alone and not d.get("title"):
                d.values["title"] = OFFICES[noun.lemma_.lower()]
    return here


def with_place(scene: Scene, noun: Token) -> dict[str, str] | None:
    """Where those come from who are "X and Z, two engineers at Y"."""
    place = _place(scene, noun) if noun.tag_ in PLURALS and _title(scene, noun) else None
    members = _named_with(scene, noun) if place is not None else []
    return dict.fromkeys(members, place) if place is not None and len(members) > 1 else None


def _title(scene: Scene, noun: Token) -> str | None:
    """The title of one of several: "senior engineer" of "three senior engineers"."""
    word, first = noun.lemma_.lower(), noun.i
    if word not in _TRADES and (word != "member" or noun.nbor(-1 if noun.i else 0).lower_ != "board"):  # fmt: skip
        return None
    while first and (scene.doc[first - 1].lower_ in MODIFIERS | FUNCTIONS | {"board", "-"}):
        first -= 1
    before = scene.words(first, noun.i - 1) if first < noun.i else ""
    return f"{before} {word}".strip()


def _were_there(noun: Token) -> bool:
    """Read "X and Z have left Y, where both were engineers" and "X and Z, who were both engineers, have left"."""
    verb = noun.head
    subjects = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
    beside = {c.lower_ for c in (*verb.children, *noun.children)}
    if noun.dep_ != "attr":
        return False
    if "where" in beside:
        return bool(subjects & {"both", "all", "they"})
    return "who" in subjects and bool(beside & {"both", "all"})


def _named_with(scene: Scene, noun: Token) -> list[str]:
    """The names of the list that stands behind "engineers" and "two engineers at Y,", or before ", both engineers at Y"."""
    doc = scene.doc
    if noun.i + 1 < len(doc) and scene.is_person(doc[noun.i + 1]):
        return _list_after(scene, noun.i + 1)
    told = next((t for t in reversed(doc[max(0, noun.i - 4) : noun.i]) if t.lower_ in _NUMBERS), None)  # fmt: skip
    if told is None:
        return []
    if told.i > 1 and doc[told.i - 1].text == "," and scene.is_person(doc[told.i - 2]):
        return _list_before(scene, told.i - 2)
    for token in doc[noun.i + 1 :]:
        if token.pos_ in {"VERB", "AUX"}:
            return []
        if token.text in _OPENS and token.i + 1 < len(doc) and scene.is_person(doc[token.i + 1]):
            return _list_after(scene, token.i + 1)
    return []


def _list_before(scene: Scene, last: int) -> list[str]:
    found = [scene.name(scene.doc[last])]
    for token in reversed(scene.doc[:last]):
        if scene.is_person(token):
            found.append(scene.name(token))
        elif token.lower_ not in _LINKS:
            break
    return found


def _list_after(scene: Scene, first: int) -> list[str]:
    found: list[str] = []
    for token in scene.doc[first:]:
        if scene.is_person(token):
            found.append(scene.name(token))
        elif token.lower_ not in _LINKS:
            break
    return found


def _place(scene: Scene, noun: Token) -> str | None:
    """Whose engineers they are, where a name tells it: "Y engineers", "Y's engineers", "engineers at Y"."""
    near = scene.doc[max(0, noun.i - 5) : noun.i + 7]
    for token in near:
        if token.text in _OPENS and token.i > noun.i:
            return None
        behind = token.i > noun.i and noun in token.ancestors
        if scene.is_org(token) and (behind or token.head == noun):
            mention = scene.at[token.i]
            return mention.parent or mention.text
    return None
