"""From a text to its findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from spacy.tokens import Doc

from tracker.extraction.author import author_of, is_quoted
from tracker.extraction.bodies import faculties
from tracker.extraction.confidence import confidence, is_likely_enough
from tracker.extraction.dates import time_phrases
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Finding, Reading, Text
from tracker.extraction.follow import follow, follow_facts, follow_posts_given_up
from tracker.extraction.gazetteer import PRODUCT, Gazetteer, KnownOrganization
from tracker.extraction.headlines import in_small_letters
from tracker.extraction.house import house_of
from tracker.extraction.interruptions import CostingOnlyItself, is_time_up
from tracker.extraction.kinds import Mention
from tracker.extraction.language import readable, why_unread
from tracker.extraction.masking import masked
from tracker.extraction.mentions import find_mentions
from tracker.extraction.model import model, parsed, with_names
from tracker.extraction.money import counts, percents, sums
from tracker.extraction.named_parts import parts_by_name
from tracker.extraction.reconcile import reconcile
from tracker.extraction.registry import UNIT_KINDS, Registry
from tracker.extraction.rules import (
    along,
    appointments,
    awards,
    bids,
    boards,
    charge,
    copulas,
    deals,
    denials,
    filling,
    founders,
    founding,
    funding,
    gapped,
    handovers,
    having,
    idioms,
    incumbents,
    inheriting,
    kept,
    layoffs,
    leading,
    money_out,
    moves,
    nouns,
    orders,
    own_ranks,
    partings,
    positions,
    predecessors,
    reactions,
    refusals,
    remits,
    reporting,
    rounds_told,
    same_posts,
    stakes,
    standing_in,
    statements,
    tenures,
    timing,
    unit_changes,
    units,
)
from tracker.extraction.rules.beliefs import beliefs
from tracker.extraction.rules.day_meant import with_days
from tracker.extraction.rules.likewise import with_likewise
from tracker.extraction.rules.org_facts import changes_a_product
from tracker.extraction.rules.respective import respective
from tracker.extraction.rules.scored import scored
from tracker.extraction.rules.scored_orgs import scored_orgs
from tracker.extraction.rules.weighing import weighed
from tracker.extraction.runs import with_juniors
from tracker.extraction.sameness import SEEN
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import links
from tracker.extraction.scorer.marking import Spot, mark
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.sentence import ORG_KINDS
from tracker.extraction.sentences import Segment, segments
from tracker.extraction.shortened import written_out
from tracker.extraction.threads import Threads

type Rule = Callable[[Scene], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    *stakes.RULES,
    *bids.RULES,
    *deals.RULES,
    *along.RULES,
    *founding.RULES,
    *founders.RULES,
    *units.RULES,
    *unit_changes.RULES,
    *positions.RULES,
    *copulas.RULES,
    *leading.RULES,
    *charge.RULES,
    *moves.RULES,
    *tenures.RULES,
    *idioms.RULES,
    *partings.RULES,
    *boards.RULES,
    *handovers.RULES,
    *having.RULES,
    *inheriting.RULES,
    *standing_in.RULES,
    *remits.RULES,
    *gapped.RULES,
    *own_ranks.RULES,
    *predecessors.RULES,
    *same_posts.RULES,
    *kept.RULES,
    *incumbents.RULES,
    *nouns.RULES,
    *appointments.RULES,
    *filling.RULES,
    *reporting.RULES,
    *layoffs.RULES,
    *funding.RULES,
    *rounds_told.RULES,
    *money_out.RULES,
    *orders.RULES,
    *awards.RULES,
    *reactions.RULES,
    *statements.RULES,
    *timing.RULES,
    *denials.RULES,
    *refusals.RULES,
)
EARLY: set[Rule] = {
    *stakes.RULES,
    *bids.RULES,
    *deals.RULES,
    *along.RULES,
    *founding.RULES,
    *founders.RULES,
    *units.RULES,
    *unit_changes.RULES,
    *positions.RULES,
    *copulas.RULES,
    *leading.RULES,
    *charge.RULES,
}
#: What tells who goes, which who comes in his place must know.
GOING: set[Rule] = {*moves.RULES, *idioms.RULES, *partings.RULES}
#: Kinds of known names that no article is about: parts of a company.
PARTS = UNIT_KINDS | {PRODUCT}
FULL_KEYS = {"org", "from_org", "to_org", "acquirer", "target", "into", "lead", "person", "manager", "led_by"}  # fmt: skip
MOST_SENTENCES = 1500
#: Smaller numbers are no layoffs, and written out they are mostly no counts at all.
FEWEST = 10

log = logging.getLogger(__name__)


def readings(
    texts: Iterable[Text], *, gazetteer: Gazetteer, rules: tuple[Rule, ...] = RULES
) -> Iterator[Reading]:
    """What ``tracker.extraction.reading.read_many`` promises, by these ``rules``."""
    for text in texts:
        try:
            yield _reading(text, gazetteer, rules)
        except Exception as error:
            if is_time_up(error):
                raise
            log.exception("A text could not be read", extra={"title": text.title})
            yield Reading(language="", unread=f"reading failed: {type(error).__name__}")


def _reading(text: Text, gazetteer: Gazetteer, rules: tuple[Rule, ...]) -> Reading:
    language, unread = why_unread(text.text)
    if unread is not None:
        return Reading(language=language, unread=unread)
    clean = _clean(text)
    cut = segments(clean.text)
    if sum(segment.candidate for segment in cut) > MOST_SENTENCES:
        return Reading(language=language, unread=f"too long: more than {MOST_SENTENCES} sentences")
    fullest = _fullest_orgs(clean, gazetteer) | with_juniors(clean.text)
    drafts, confirmed = _drafts(clean, cut, gazetteer, rules)
    # what only the scorer sees, and is not likely, has no say in what rules tell
    facts = _reconciled(
        (d for d in drafts if d.rule != SEEN or is_likely_enough(d)), confirmed=confirmed
    )
    return Reading(tuple(finding_of(d, fullest) for d in facts if is_likely_enough(d)), language)


def drafts_of(text: Text, *, gazetteer: Gazetteer, rules: tuple[Rule, ...] = RULES) -> list[Draft]:
    """Everything that an English text may state, however unlikely, as drafts in the order of the text."""
    clean = _clean(text)
    drafts, confirmed = _drafts(clean, segments(clean.text), gazetteer, rules)
    return _reconciled(drafts, confirmed=confirmed)


def _clean(text: Text) -> Text:
    """The text without mark-up and large letters that are only a headline's; every character keeps its place."""
    return Text(in_small_letters(readable(text.text)), readable(text.title), text.published)


def _drafts(
    text: Text, cut: list[Segment], gazetteer: Gazetteer, rules: tuple[Rule, ...]
) -> tuple[list[Draft], bool]:
    """All that the sentences may state, each for itself, and whether the text confirms what it tells."""
    drafts: list[Draft] = []
    for scene in _scenes(text, cut, gazetteer):
        told: list[Draft] = []
        for rule in rules:
            found = _told_by(rule, scene)
            told += found
            if rule in EARLY:
                follow_facts(scene, found)
            elif rule in GOING:
                follow_posts_given_up(scene, found)
        new = [d for d in _weighed(scene, told) if not changes_a_product(d)]
        with CostingOnlyItself("What is repeated could not be told", sentence=scene.text):
            new = with_likewise(scene, drafts, new)
        drafts += new
        with CostingOnlyItself("A sentence could not be followed", sentence=scene.text):
            follow(scene, [d for d in new if d.rule != SEEN or is_likely_enough(d)])
    confirmed = bool(re.search(r"\bconfirmed (?:the|his|her|their|that|it)\b", text.text))
    return drafts, confirmed


def _reconciled(drafts: Iterable[Draft], *, confirmed: bool) -> list[Draft]:
    """The facts of an article as a whole, in the order of the text."""
    found = reconcile(list(drafts), confirmed=confirmed)
    return sorted(found, key=lambda d: (d.scene.segment.start, d.type))


def _told_by(rule: Rule, scene: Scene) -> list[Draft]:
    # Every rule is asked of every sentence, and most cost less than CostingOnlyItself does.
    try:
        return list(rule(scene))
    except Exception as error:
        if is_time_up(error):
            raise
        told = {"sentence": scene.text, "rule": rule.__name__}
        log.exception("A rule failed on a sentence", extra=told)
        return []


def _weighed(scene: Scene, told: list[Draft]) -> list[Draft]:
    """What the rules have told and the scorer has seen of a sentence, with what the scorer holds of each."""
    with CostingOnlyItself("A sentence could not be weighed", sentence=scene.text):
        believed = beliefs(scene)
        seen = [*scored(scene, believed), *scored_orgs(scene)]
        found = respective(scene, weighed(scene, told, seen, believed))
        return with_days(scene, found)
    return told


def finding_of(d: Draft, fullest: dict[str, str]) -> Finding:
    """A draft as a finding; ``fullest`` gives the full form of names that the article shortens."""
    return Finding(
        type=d.type,
        status=d.status if d.type is not FactType.STATEMENT else None,
        values={
            key: fullest.get(value, value) if key in FULL_KEYS and isinstance(value, str) else value
            for key, value in d.values.items()
            if value is not None or key == "org"
        },
        start=d.scene.segment.start,
        end=d.scene.segment.end,
        rule=d.rule,
        probability=round(confidence(d), 2),
        date=d.date,
        date_kind=d.date_kind,
        via=d.via,
    )


def _orgs_in(cut: list[Segment], gazetteer: Gazetteer) -> Iterator[tuple[Segment, str]]:
    """Known organisations in the sentences that are not parsed."""
    for segment in cut:
        if not segment.candidate:
            for hit in gazetteer.hits(segment.text):
                if isinstance(hit.known, KnownOrganization) and hit.known.kind not in PARTS:
                    yield segment, segment.text[hit.start : hit.end]


def _fullest_orgs(text: Text, gazetteer: Gazetteer) -> dict[str, str]:
    """For each short form of a known name the fullest form that the article has ("Scale": "Scale AI")."""
    forms: dict[int, dict[str, None]] = {}
    for hit in gazetteer.hits(text.text):
        forms.setdefault(id(hit.known), {})[text.text[hit.start : hit.end]] = None
    return {
        short: longest
        for names in forms.values()
        for longest in [max(names, key=len)]
        for short in names
        if short != longest and short in longest
    }


def _scenes(text: Text, cut: list[Segment], gazetteer: Gazetteer) -> Iterator[Scene]:
    candidates = [segment for segment in cut if segment.candidate]
    docs = list(with_names(segment.text for segment in candidates))
    sources = (text.title, *(segment.text for segment in cut))
    hits = [
        (hit.known, source[hit.start : hit.end])
        for source in sources
        for hit in gazetteer.hits(source)
    ]
    forms: dict[str, str] = {}
    for known, form in hits:
        if isinstance(known, KnownOrganization) and known.kind != PRODUCT:
            forms.setdefault(known.name, form)
    # In the order of the text, once each: what a set gives differs from run to run.
    people = dict.fromkeys(form for known, form in hits if not isinstance(known, KnownOrganization))
    author = author_of(text.text)
    if author is not None:
        people[author] = None
    unread = [model().make_doc(segment.text) for segment in cut if not segment.candidate]
    registry = Registry(docs, forms, people, text.title, unread)
    named = [find_mentions(doc, gazetteer, registry) for doc in docs]
    parts_by_name(docs, named)
    faculties(named)
    written_out(named)
    house = house_of(text.title, text.text, _names_of_orgs(named))
    threads = Threads(
        text.title, list(zip(candidates, named, strict=True)), _orgs_in(cut, gazetteer), house
    )
    prepared: list[tuple[Segment, Doc, list[tuple[int, int]], dict[int, Mention]]] = []
    vocab = model().vocab
    for segment, doc, mentions in zip(candidates, docs, named, strict=True):
        words, places, at = masked(doc, mentions, vocab)
        prepared.append((segment, words, places, at))
    parses = list(parsed(p[1] for p in prepared))
    found = links(
        [
            mark(segment.text, doc, places, at, _days_and_figures(segment.text, text.published))
            for (segment, _, places, at), doc in zip(prepared, parses, strict=True)
        ],
        [(segment.item, segment.entry) for segment in candidates],
    )
    before: list[Scene] = []
    for number, ((segment, _, places, at), doc) in enumerate(zip(prepared, parses, strict=True)):
        quoted = bool(author or house) and is_quoted(text.text, segment.start)
        scene = Scene(
            segment,
            doc,
            places,
            at,
            registry,
            threads.of(segment),
            text.published,
            number,
            found,
            before,
            author=None if quoted else author,
            house=None if quoted else house,
        )
        before.append(scene)
        yield scene


def _names_of_orgs(named: Iterable[Iterable[Mention]]) -> Iterator[str]:
    """What the organisations of a text are called, in the order of the text."""
    for mentions in named:
        for mention in mentions:
            if mention.kind in ORG_KINDS and not mention.paper:
                yield mention.parent or mention.text


def _days_and_figures(sentence: str, published: date | None) -> Iterator[Spot]:
    for phrase in time_phrases(sentence, published, None):
        yield Spot(phrase.start, phrase.end, Mark.DAY)
    for figure in sums(sentence):
        yield Spot(figure.start, figure.end, Mark.SUM)
    for figure in (*percents(sentence), *counts(sentence)):
        if figure.value >= FEWEST or "%" in sentence[figure.start : figure.end]:
            yield Spot(figure.start, figure.end, Mark.COUNT)
