"""Fit the weights of ``person_meant.json``: whom "he" and "she" mean, as annotated articles tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.extraction.findings import FactType
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import SHE
from tracker.extraction.measuring.fitting_meant import Choice, choice_of, is_in
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_person
from tracker.extraction.person_meant import EAR, Question
from tracker.extraction.pipeline import drafts_of
from tracker.extraction.sentence import Sentence
from tracker.extraction.subjects import SUBJECTS

#: How strongly weights are held near nought.
RESTRAINT = 3.0
#: For how many questions of a training passage one counts of an article.
LIKE_NEWS = 1.0
HE = "he"


def choices_of_people(
    articles: Iterable[GoldArticle], gazetteer: Gazetteer, *, weight: float = 1.0
) -> Iterator[Choice]:
    """What is asked of sentences by which the annotators tell of one person, whom they need not name."""
    for article in articles:
        with EAR.listening() as asked:
            drafts_of(article.as_text(), gazetteer=gazetteer)
        by_sentence: defaultdict[int, list[Question]] = defaultdict(list)
        for each in asked:
            by_sentence[each.sentence.number].append(each)
        for questions in by_sentence.values():
            meant = _only_one(article, questions[0].sentence)
            question = _foremost(questions)
            if meant is None or question is None:
                continue
            right = [one for one in question.candidates if same_person(meant, one)]
            if right and len(right) < len(question.candidates):
                yield choice_of(
                    HE,
                    question.candidates,
                    right,
                    question.answer,
                    chosen_right=question.likeliest() in right,
                    weight=weight,
                )


def _only_one(article: GoldArticle, sentence: Sentence) -> str | None:
    """The one person of whom the annotators tell by a sentence that does not name him, else the only one of whom it tells."""
    named = [sentence.name(token) for token in sentence.tokens(Kind.PERSON)]
    told: list[str] = []
    for fact in article.facts:
        person = str(fact.get("person") or "")
        here = is_in(str(fact.get("evidence") or ""), sentence.text)
        if person and here and fact["type"] != FactType.STATEMENT:
            told += [] if any(same_person(person, one) for one in told) else [person]
    unnamed = [person for person in told if not any(same_person(person, one) for one in named)]
    those = unnamed or told
    return those[0] if len(those) == 1 else None


def _foremost(questions: Sequence[Question]) -> Question | None:
    """The question of the first subject, else of the first word; none where a sentence has both "he" and "she"."""
    if len({one.token.lower_ in SHE for one in questions}) > 1:
        return None
    return min(questions, key=lambda one: (one.token.dep_ not in SUBJECTS, one.token.i))
