"""From a text to its findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tracker.extraction.author import is_quoted
from tracker.extraction.bare_text import Bare, bare
from tracker.extraction.choosing import Traits
from tracker.extraction.confidence import confidence, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Finding, Reading, Text
from tracker.extraction.follow import follow, follow_facts, follow_posts_given_up
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.headlines import in_small_letters
from tracker.extraction.interruptions import CostingOnlyItself, is_time_up
from tracker.extraction.kind_meant import candidates, likeliest, with_kinds_meant
from tracker.extraction.language import why_unread
from tracker.extraction.named_next import named_next
from tracker.extraction.preparing import prepared
from tracker.extraction.recognising import Recognised, recognised
from tracker.extraction.reconcile import reconcile, told_once
from tracker.extraction.rules import (
    along,
    appointments,
    at_odds,
    awards,
    bids,
    boards,
    brought,
    changing_hands,
    charge,
    copulas,
    deals,
    denials,
    deputising,
    filling,
    founders,
    founding,
    funding,
    gapped,
    grants,
    handovers,
    having,
    idioms,
    incumbents,
    inheriting,
    kept,
    layoff_nouns,
    layoffs,
    leading,
    money_out,
    moves,
    new_units,
    nouns,
    offices,
    on_boards,
    orders,
    own_ranks,
    owning,
    partings,
    past_posts,
    pay,
    positions,
    predecessors,
    reactions,
    refusals,
    remits,
    remits_got,
    reporting,
    rounds_told,
    same_posts,
    stakes,
    standing_in,
    statements,
    tenures,
    timing,
    under,
    unit_changes,
    unit_merges,
    unit_names,
    unit_renames,
    units,
    worth_told,
)
from tracker.extraction.rules.beliefs import Beliefs, beliefs
from tracker.extraction.rules.chains import with_chains
from tracker.extraction.rules.day_meant import with_days
from tracker.extraction.rules.led_there import with_posts_led
from tracker.extraction.rules.likewise import with_likewise
from tracker.extraction.rules.made_way import with_predecessors
from tracker.extraction.rules.of_several import with_titles_of_several
from tracker.extraction.rules.org_facts import changes_a_product
from tracker.extraction.rules.parts_meant import with_parts
from tracker.extraction.rules.posts_filled import with_posts_filled
from tracker.extraction.rules.posts_of_states import is_of_a_state
from tracker.extraction.rules.respective import respective
from tracker.extraction.rules.scored import scored
from tracker.extraction.rules.scored_orgs import scored_orgs
from tracker.extraction.rules.sought_since import with_posts_sought
from tracker.extraction.rules.told_afterwards import with_afterwards
from tracker.extraction.rules.weighing import weighed
from tracker.extraction.runs import with_juniors
from tracker.extraction.sameness import SEEN
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import links
from tracker.extraction.sentences import Segment, segments
from tracker.extraction.shortened import initials
from tracker.extraction.whole_article import Article, Change, weigh_in_article
from tracker.extraction.worth_reading import worth_parsing, worth_reading
from tracker.extraction.written_large import in_own_letters

type Rule = Callable[[Scene], Iterator[Draft]]

#: What tells of companies and posts, which the other rules of the same sentence must know.
_FIRST: tuple[Rule, ...] = (
    *stakes.RULES,
    *bids.RULES,
    *deals.RULES,
    *owning.RULES,
    *changing_hands.RULES,
    *along.RULES,
    *founding.RULES,
    *founders.RULES,
    *units.RULES,
    *new_units.RULES,
    *unit_changes.RULES,
    *unit_merges.RULES,
    *unit_renames.RULES,
    *unit_names.RULES,
    *positions.RULES,
    *copulas.RULES,
    *offices.RULES,
    *leading.RULES,
    *under.RULES,
    *charge.RULES,
)
RULES: tuple[Rule, ...] = (
    *_FIRST,
    *moves.RULES,
    *tenures.RULES,
    *idioms.RULES,
    *partings.RULES,
    *brought.RULES,
    *boards.RULES,
    *on_boards.RULES,
    *handovers.RULES,
    *having.RULES,
    *inheriting.RULES,
    *standing_in.RULES,
    *remits.RULES,
    *remits_got.RULES,
    *gapped.RULES,
    *own_ranks.RULES,
    *deputising.RULES,
    *predecessors.RULES,
    *same_posts.RULES,
    *past_posts.RULES,
    *at_odds.RULES,
    *kept.RULES,
    *incumbents.RULES,
    *nouns.RULES,
    *appointments.RULES,
    *filling.RULES,
    *reporting.RULES,
    *layoffs.RULES,
    *layoff_nouns.RULES,
    *funding.RULES,
    *rounds_told.RULES,
    *worth_told.RULES,
    *grants.RULES,
    *money_out.RULES,
    *pay.RULES,
    *orders.RULES,
    *awards.RULES,
    *reactions.RULES,
    *statements.RULES,
    *timing.RULES,
    *denials.RULES,
    *refusals.RULES,
)
EARLY: set[Rule] = set(_FIRST)
#: What tells who goes, which who comes in his place must know.
GOING: set[Rule] = {*moves.RULES, *idioms.RULES, *partings.RULES}
FULL_KEYS = {"org", "from_org", "to_org", "acquirer", "target", "into", "lead", "person", "manager", "led_by"}  # fmt: skip
MOST_SENTENCES = 1500
_CONFIRMED = re.compile(r"\bconfirmed (?:the|his|her|their|that|it)\b")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Told:
    """All that each sentence of a text may state, what the scorer holds of it, by its number, and whether the text confirms it."""

    drafts: list[Draft] = field(default_factory=list)
    believed: dict[int, Beliefs] = field(default_factory=dict)
    confirmed: bool = False


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
    of_text = bare(text.text)
    clean = _clean(text, of_text, gazetteer)
    cut = segments(clean.text)
    if sum(segment.candidate for segment in cut) > MOST_SENTENCES:
        return Reading(language=language, unread=f"too long: more than {MOST_SENTENCES} sentences")
    fullest = _fullest_orgs(clean, gazetteer) | with_juniors(clean.text)
    told = _told(clean, cut, gazetteer, rules)
    # what only the scorer sees, and is not likely, has no say in what rules tell
    told.drafts = [d for d in told.drafts if d.rule != SEEN or is_likely_enough(d)]
    facts = _facts(told)
    found = (finding_of(d, fullest, of_text) for d in facts if is_likely_enough(d))
    return Reading(tuple(found), language)


def drafts_of(text: Text, *, gazetteer: Gazetteer, rules: tuple[Rule, ...] = RULES) -> list[Draft]:
    """Everything that an English text may state, however unlikely, as drafts in the order of the text."""
    clean = _clean(text, bare(text.text), gazetteer)
    return _facts(_told(clean, segments(clean.text), gazetteer, rules))


def kinds_of(
    text: Text, *, gazetteer: Gazetteer
) -> Iterator[tuple[Draft, dict[Change, Traits], Change | None]]:
    """The drafts of an English text of which another kind may be meant, with what may be, and what is taken to be if that differs."""
    clean = _clean(text, bare(text.text), gazetteer)
    told = _told(clean, segments(clean.text), gazetteer, RULES)
    article = Article(reconcile(told.drafts, confirmed=told.confirmed), told.believed)
    for d in article.told:
        weighed = candidates(d, article)
        if weighed:
            yield d, weighed, likeliest(weighed)


def _clean(text: Text, of_text: Bare, gazetteer: Gazetteer) -> Text:
    """The text without mark-up and large letters that are only a headline's."""
    title = bare(text.title).text.replace("\n", " ")
    title, _, own = in_own_letters(f"{title}\n{of_text.text}", gazetteer).partition("\n")
    return Text(in_small_letters(own), title, text.published)


def _told(text: Text, cut: list[Segment], gazetteer: Gazetteer, rules: tuple[Rule, ...]) -> _Told:
    """All that the sentences of a text may state, which are ``cut``."""
    all_told = _Told()
    drafts = all_told.drafts
    cut = worth_reading(cut)
    if not any(segment.candidate for segment in cut):
        return all_told
    named = recognised(text, cut, gazetteer)
    if not worth_parsing(cut, named):
        return all_told
    for scene in _scenes(named):
        told: list[Draft] = []
        for rule in rules:
            found = _told_by(rule, scene)
            told += found
            if rule in EARLY:
                follow_facts(scene, found)
            elif rule in GOING:
                follow_posts_given_up(scene, found)
        new = [
            d
            for d in _weighed(scene, told, all_told.believed)
            if not (changes_a_product(d) or is_of_a_state(d))
        ]
        with CostingOnlyItself("What is repeated could not be told", sentence=scene.text):
            new = with_afterwards(scene, drafts, with_likewise(scene, drafts, new))
            new = with_posts_led(scene, with_predecessors(scene, drafts, new))
            new = with_chains(scene, drafts, with_posts_sought(scene, new))
        with CostingOnlyItself("The part of a company could not be told", sentence=scene.text):
            new = with_parts(scene, drafts, new)
            new = with_posts_filled(scene, with_titles_of_several(scene, new))
        drafts += new
        with CostingOnlyItself("A sentence could not be followed", sentence=scene.text):
            follow(scene, [d for d in new if d.rule != SEEN or is_likely_enough(d)])
    all_told.confirmed = _CONFIRMED.search(text.text) is not None
    return all_told


def _facts(told: _Told) -> list[Draft]:
    """The facts of an article as a whole, in the order of the text."""
    found = reconcile(told.drafts, confirmed=told.confirmed)
    with CostingOnlyItself("What facts are in an article as a whole could not be weighed"):
        if with_kinds_meant(found, told.believed):
            found = told_once(found)
        weigh_in_article(found, told.believed)
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


def _weighed(scene: Scene, told: list[Draft], of_article: dict[int, Beliefs]) -> list[Draft]:
    """What the rules have told and the scorer has seen of a sentence, with what the scorer holds of each, also for the article."""
    with CostingOnlyItself("A sentence could not be weighed", sentence=scene.text):
        believed = of_article[scene.number] = beliefs(scene)
        seen = [*scored(scene, believed), *scored_orgs(scene)]
        found = respective(scene, weighed(scene, told, seen, believed))
        return with_days(scene, found)
    return told


def finding_of(d: Draft, fullest: dict[str, str], of_text: Bare | None = None) -> Finding:
    """A draft as a finding; ``fullest`` gives the full form of names that the article shortens, ``of_text`` where its words stood."""
    start, end = d.scene.segment.start, d.scene.segment.end
    if of_text is not None:
        start, end = of_text.span(start, end)
    return Finding(
        type=d.type,
        status=d.status if d.type is not FactType.STATEMENT else None,
        values={
            key: fullest.get(value, value) if key in FULL_KEYS and isinstance(value, str) else value
            for key, value in d.values.items()
            if value is not None or key == "org"
        },
        start=start,
        end=end,
        rule=d.rule,
        probability=round(confidence(d), 2),
        date=d.date,
        date_kind=d.date_kind,
        via=d.via,
    )


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
        if short != longest and (short in longest or initials(longest) == short)
    }


def _scenes(named: Recognised) -> Iterator[Scene]:
    text, ready = named.text, prepared(named)
    found = links(ready.marked, [(segment.item, segment.entry) for segment in ready.segments])
    before: list[Scene] = []
    ahead: list[tuple[str, ...]] = [()] * len(ready.segments)
    with CostingOnlyItself("Who is named next could not be told"):
        ahead = named_next(ready)
    for number, segment in enumerate(ready.segments):
        quoted = bool(ready.author or ready.house) and is_quoted(text.text, segment.start)
        scene = Scene(
            segment,
            ready.parses[number],
            ready.places[number],
            ready.named[number],
            ready.registry,
            ready.threads.of(segment),
            text.published,
            number,
            found,
            before,
            author=None if quoted else ready.author,
            house=None if quoted else ready.house,
            ahead=ahead[number],
        )
        before.append(scene)
        yield scene
