"""Training passages as annotated articles: names in the place of their marks, and what they tell of the people among them.

The reader reads them as it reads any text, so they show how sure it may be of what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from random import Random

from tracker.extraction.dates import time_phrases
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import FEMALE, HE, MALE, SHE
from tracker.extraction.looks import SURNAMES
from tracker.extraction.measuring.gold import GoldArticle, Worded
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.training.passages import Passage, Told, Word

PUBLISHED = date(2025, 6, 12)
#: What a sentence ends with that is no heading.
_ENDS = (".", "!", "?", "”", '"', ")", "…")
#: How often somebody who was named before is called by the surname alone.
SHORTENED = 0.7
_NAMES: dict[Mark, tuple[str, ...]] = {
    Mark.ORG: (
        "OpenAI", "Google", "Meta", "Anthropic", "Nvidia", "Mistral", "Cohere", "Apple", "Amazon", "Samsung", "Intel", "Databricks",
        "Quillon", "Tarnwick", "Brightloom", "Veridian Labs", "Halcyon AI", "Northgate Systems", "Ostra", "Lumenary", "Pallas Robotics",
        "Kestrel", "Fennec AI", "Arkwright", "Zephyr Dynamics", "Solvane", "Corvid Health", "Meridian Compute", "Ardent Analytics",
        "Tessellate", "Bluefin Energy", "Orsini Group",
    ),
    Mark.UNIT: (
        "Applied Research", "Platform Engineering", "Frontier Lab", "Consumer Products", "Robotics Group", "Trust and Safety",
        "Infrastructure", "Data Science", "Search Quality", "Maps",
    ),
    Mark.PRODUCT: ("Lumen 2", "Aria", "Helix", "Scout", "Gemini", "Copilot", "Tandem 3", "Orca", "Sable"),
    Mark.PLACE: ("London", "Paris", "Toronto", "Berlin", "Boston", "Seoul", "Lyon", "Austin", "Dublin"),
    Mark.OUTLET: ("Reuters", "Bloomberg", "The Information", "The Verge", "the Financial Times", "Handelsblatt", "Wired"),
    Mark.EVENT: ("NeurIPS", "CES", "the World Economic Forum", "Web Summit", "Re:Invent"),
    Mark.NAME: ("Halden", "Brightside", "Corvane", "Montrose"),
}  # fmt: skip
#: What is made of facts about people; of sums, shares and units a passage does not say enough.
_TYPES = {
    Relation.JOINED: FactType.JOINED, Relation.LEFT: FactType.LEFT, Relation.FOUNDED: FactType.FOUNDED,
    Relation.ROLE: FactType.ROLE, Relation.REPORTS: FactType.REPORTS_TO,
}  # fmt: skip


def articles(passages: Iterable[Passage], seed: int) -> Iterator[GoldArticle]:
    """Each passage with names of its own; of a seed always the same."""
    for number, passage in enumerate(passages):
        random = Random(f"{seed} {number}")
        names = _named(passage, random)
        sentences = filled(passage, _Caller(names, random))
        facts = tuple(
            {**fact, "evidence": sentences[told.sentence], **_day(told, names, sentences)}
            for told in passage.facts
            for fact in _facts(told, names)
        )
        worded = tuple(
            Worded(sentences[word.sentence], word.words, names[word.name])
            for word in passage.words
            if word.mark is Mark.ORG and word.words and word.name in names
        )
        yield GoldArticle(f"passage {number}", "", PUBLISHED, _laid_out(sentences), facts, worded)


def sentences_of(passages: Iterable[Passage], seed: int) -> Iterator[tuple[str, bool]]:
    """Each sentence with names, and whether it states a fact; of a seed always the same."""
    for number, passage in enumerate(passages):
        random = Random(f"{seed} {number}")
        stating = {told.sentence for told in passage.facts}
        sentences = filled(passage, _Caller(_named(passage, random), random))
        for place, sentence in enumerate(sentences):
            yield sentence, place in stating


def _laid_out(sentences: Iterable[str]) -> str:
    """The sentences as a text, with a headline, a byline or a signature on a line of its own."""
    return "".join(s + (" " if s.endswith(_ENDS) else "\n\n") for s in sentences).strip()


def filled(passage: Passage, called: Callable[[Word], str]) -> list[str]:
    """The sentences of a passage with what each mark without words of its own is ``called``."""
    sentences = [""] * passage.sentences
    for word in passage.words:
        before = sentences[word.sentence]
        said = called(word) if word.mark is not None and not word.words else word.words
        if word.mark is not None and before and before[-1].isalnum():
            before += " "
        sentences[word.sentence] = before + said if before else said[:1].upper() + said[1:]
    return [sentence.strip() for sentence in sentences]


class _Caller:
    """What marks are called, in the order of the text: in full, and people who were named before by surname, too."""

    def __init__(self, names: dict[str, str], random: Random) -> None:
        self.names, self.random = names, random
        self.seen: set[str] = set()

    def __call__(self, word: Word) -> str:
        name = self.names[word.name]
        again = word.mark is Mark.PERSON and word.name in self.seen
        self.seen.add(word.name)
        return name.split()[-1] if again and self.random.random() < SHORTENED else name


def _named(passage: Passage, random: Random) -> dict[str, str]:
    """A name for each number; people get first names that go with their pronouns, no surname twice."""
    men, women = random.sample(sorted(MALE), 40), random.sample(sorted(FEMALE), 40)
    surnames = random.sample(sorted(SURNAMES), 40)
    pools = {mark: random.sample(names, len(names)) for mark, names in _NAMES.items()}
    is_man: dict[str, bool] = {}
    for word in passage.words:
        if word.words.lower() in HE | SHE:
            is_man.setdefault(word.name, word.words.lower() in HE)
    names: dict[str, str] = {}
    for word in passage.words:
        if word.mark in {Mark.TITLE, Mark.DAY, Mark.SUM, Mark.COUNT}:
            names.setdefault(word.name, word.words)
        elif word.mark is Mark.PERSON and word.name not in names and _is_named(word, passage):
            man = is_man.get(word.name, random.random() < 0.5)
            first = (men if man else women).pop()
            names[word.name] = f"{first} {surnames.pop()}".title()
        elif word.mark in pools and word.name not in names and _is_named(word, passage):
            names[word.name] = pools[word.mark].pop()
    return names


def _is_named(word: Word, passage: Passage) -> bool:
    return any(other.name == word.name and not other.words for other in passage.words)


def _day(told: Told, names: dict[str, str], sentences: Sequence[str]) -> Fact:
    """The day of a fact, or failing that of its telling, and what its words mean beside a verb of the future."""
    options, sentence = dict(told.options), sentences[told.sentence]
    words = names.get(options.get("date") or options.get("told") or "")
    if words is None:
        return {"date": None}
    for phrase in time_phrases(sentence, PUBLISHED):
        said = sentence[phrase.start : phrase.end]
        if words in said or said in words:
            return {"date": phrase.value, "later": phrase.later}
    return {"date": words}


def _facts(told: Told, names: dict[str, str]) -> Iterator[Fact]:
    """What an article's annotators would write of a fact; what the passage leaves unsaid is left out."""
    kind = _TYPES.get(told.relation)
    if kind is None or told.first not in names:
        return
    first, second = names.get(told.first), names.get(told.second)
    options = {key: names.get(value) for key, value in told.options}
    fact: dict[str, object] = {"type": kind.value, "status": told.status, "person": first}
    if kind is FactType.REPORTS_TO:
        yield fact | {"manager": second}
        return
    fact["org"] = second if told.second.startswith("O") else None
    fact["unit"] = options.get("unit") or (second if told.second.startswith("U") else None)
    fact["title"] = options.get("title")
    yield fact
    if kind is FactType.ROLE and not fact["title"]:
        yield fact | {"title": "head"}
    # Whether who comes to a post has come to its company, too, is for the whole article to say.
    if kind is FactType.ROLE and told.status not in {Status.HELD, Status.FORMER}:
        yield fact | {"type": FactType.JOINED.value, "optional": True}
    if kind is FactType.JOINED and fact["title"]:
        yield fact | {"type": FactType.ROLE.value, "optional": True}
