"""What several rules ask of a scene: an employer, a title beside a verb, a unit with its owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.extraction.clauses import Clause
from tracker.extraction.company_meant import likeliest, named_in
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.rules.bearers import FORMER, names_beside, title_around
from tracker.extraction.rules.board_words import board_told, of_supervision, seat_told
from tracker.extraction.rules.further_names import unit_at
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation and, if the words name one, a unit inside it."""

    org: str | None
    unit: str | None = None
    implied: bool = False


#: Words for what whoever is at the head of something has.
LEADERSHIP = words(
    "responsibility oversight leadership running management supervision stewardship control command rein helm"
)
#: As what somebody was in the last of his years somewhere.
_OF_LATE = words("latterly lately recently finally last previously formerly")
#: What somebody is hired to do in a post.
_SERVE = {"be", "become", "serve", "act", "work"}


def is_leadership(scene: Scene, token: Token) -> bool:
    """Whether a word is one for leading, which may be taken for a name where it opens a sentence."""
    told = {token.lemma_.lower(), scene.words(token.i, token.i).lower()}
    return bool(told & LEADERSHIP)


def place_at(scene: Scene, token: Token) -> Place | None:
    """The organisation or unit that a word names, or None if it names neither."""
    mention = scene.at.get(token.i)
    if mention is not None and mention.kind is Kind.UNIT:
        owner = scene.owner(token) or mention.parent
        return Place(owner or context_org(scene, token), mention.text, implied=owner is None)
    if mention is not None and mention.kind in COMPANIES:
        owner = possessor(scene, token)
        apart = _is_of_another(token) or _is_somebodys(scene, token)
        if owner and owner != mention.text and not apart:
            return Place(owner, mention.text)
        return _part_beside(scene, token) or Place(mention.text)
    return _place_meant(scene, token) if mention is None else None


def firms_named(scene: Scene, things: Iterable[Token]) -> Iterator[Token]:
    """Those of some words that name organisations; Y of "a rival, Y", too."""
    for thing in things:
        a_firm = thing.lemma_.lower() in COMPANY_NOUNS | {"rival", "competitor"}
        named = (thing, *(c for c in thing.children if a_firm and c.dep_ == "appos"))
        yield from (t for t in named if scene.is_org(t))


def _place_meant(scene: Scene, token: Token) -> Place | None:
    """The organisation or unit that a word without a name of its own stands for."""
    if (group := _group_called(scene, token) or _combined(scene, token)) is not None:
        return Place(group)
    unit = unit_at(scene, token)
    if unit is not None and token.lemma_.lower() in UNIT_NOUNS | {"unit"}:
        owner = scene.owner(token)
        if (
            owner is None
            and token.lemma_.lower() in COMPANY_NOUNS
            and scene.called(token)
            and not _is_of_parts(token)
        ):
            return Place(unit)
        if owner == unit:
            owner = None
        return Place(owner or context_org(scene, token), unit, implied=owner is None)
    if (part := _relates_to(scene, token)) is not None:
        return place_at(scene, part)
    for name in scene.orgs(token):
        return Place(name)
    return None


def _relates_to(scene: Scene, token: Token) -> Token | None:
    """The part of a company that "whose" and "which" mean: "the Faculty of Law, whose dean is X"."""
    if token.lower_ not in {"whose", "which"}:
        return None
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    named = scene.kind(clause.head) is Kind.UNIT
    called = clause.head.lemma_.lower() in UNIT_NOUNS - COMPANY_NOUNS | {"group", "lab"}
    return clause.head if named or (called and scene.unit(clause.head)) else None


def _part_beside(scene: Scene, name: Token) -> Place | None:
    """Y and its part in "Z, the computing laboratory of Y"; a company that is known is none."""
    if scene.at[name.i].known:
        return None
    for noun in (c for c in name.rights if c.dep_ == "appos" and c.i not in scene.at):
        if noun.lemma_.lower() in _PARTS and (owner := scene.owner(noun)) not in {
            None,
            scene.at[name.i].text,
        }:
            return Place(owner, scene.at[name.i].text)
    return None


def _group_called(scene: Scene, token: Token) -> str | None:
    """Y in "the engineering group Y", which is a company and no part of one."""
    after = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else token
    if token.lower_ != "group" or after.head != token or scene.kind(after) is not Kind.ORG:
        return None
    owned = any(c.dep_ == "poss" or scene.is_org(c) for c in token.lefts)
    return None if owned else scene.at[after.i].text


def _combined(scene: Scene, token: Token) -> str | None:
    """What "the combined lab" is: the one into which others have been told to be merged."""
    noun = token.lemma_.lower() in UNIT_NOUNS | COMPANY_NOUNS
    return scene.discourse.merged if _is_of_parts(token) and noun else None


def _is_of_parts(noun: Token) -> bool:
    """Whether what a word means has been put together: "the combined organization"."""
    return any(c.lower_ in {"combined", "merged", "joint", "united"} for c in noun.lefts)


#: What is a part of a company or a university, whatever it is called.
_PARTS = words("lab laboratory department division arm team centre center school faculty")
_OTHERS = words(
    "rival competitor challenger successor predecessor customer supplier partner neighbour neighbor backer investor buyer owner "
    "parent shareholder creditor lender landlord spin-off spinoff ally opponent"
)


def _is_of_another(name: Token) -> bool:
    """The "Z" of "Y's rival Z" is no part of Y."""
    beside = (child for child in name.lefts if child.dep_ in {"compound", "nmod", "amod"})
    return any(word.lemma_.lower() in _OTHERS for child in beside for word in child.subtree)


def _is_somebodys(scene: Scene, name: Token) -> bool:
    """Whether a known organisation is only told to be under somebody: the "White House" of "Barack Obama's White House"."""
    if not scene.at[name.i].known:
        return False
    owners = [c for c in name.children if c.dep_ == "poss" and scene.is_org(c)]
    return any(not scene.at[c.i].known and " " in scene.at[c.i].text for c in owners)


def possessor(scene: Scene, token: Token) -> str | None:
    """The organisation in "Meta's FAIR" and "its FAIR"."""
    for child in token.children:
        if child.dep_ == "poss":
            for name in scene.orgs(child):
                return name
    return None


def context_org(scene: Scene, token: Token, person: str | None = None) -> str | None:
    """The organisation meant where none is named: the person's, the clause's, the article's, or one much likelier."""
    founded = scene.discourse.just_founded_by(person)
    named = (mention.text for mention in scene.at.values() if mention.kind is Kind.ORG)
    if founded is not None and all(name == founded for name in named):
        return founded
    if scene.is_title(token) and (own := _founded_here(scene, token, person)) is not None:
        return own
    fresh = scene.discourse.newly_named(person) if scene.is_title(token) else None
    if fresh is not None and all(one.aside or one.org == fresh for one in named_in(scene)):
        return fresh
    left = scene.left_behind(token)
    if left is not None:
        return scene.elsewhere(left, person)
    if (hirer := scene.hired_away_by(token)) is not None:
        return scene.elsewhere(hirer, person)
    if (headed := scene.entry_of()) is not None:
        return headed
    if person is not None and (own := of_own_title(scene, person)) is not None:
        return own
    answer, way = _by_rules(scene, token, person)
    return likeliest(scene, token, answer, way, person)


def _founded_here(scene: Scene, title: Token, person: str | None) -> str | None:
    """What "it" is in "X, who serves as chief executive, founded it": of that X is chief as well."""
    thread = scene.discourse
    founded = thread.founded.get(person) if person is not None else None
    if founded is None or person in thread.founded_before or founded in scene.text:
        return None
    beside = any(t.dep_ == "relcl" and t.tag_ in {"VBZ", "VBP"} for t in title.ancestors)
    return founded if beside else None


def of_own_title(scene: Scene, person: str) -> str | None:
    """Y in "X, Y's chief scientist, is leaving" and "X, its chief scientist, is leaving": where somebody has his post."""
    for title in scene.tokens(Kind.TITLE):
        owner = possessor(scene, title)
        parts = (m for m in scene.at.values() if m.kind is Kind.UNIT and m.text == owner)
        owner = next((part.parent for part in parts), owner)
        before = scene.doc[max(0, title.left_edge.i - 1)]
        if owner is None or any(c.lower_ in FORMER for c in (before, *title.children)):
            continue
        if person in names_beside(scene, title):
            return owner
    return None


def _by_rules(scene: Scene, token: Token, person: str | None) -> tuple[str | None, str]:
    """The organisation that is meant, and by what."""
    if person is not None and person in scene.discourse.employer:
        return scene.discourse.employer[person], "employer"
    if person is not None and (beside := _of_colleague(scene, person)) is not None:
        return beside, "colleague"
    if person is not None and person in scene.discourse.founded_before:
        return scene.discourse.founded_before[person], "founding"
    subjects = [
        t
        for t in scene.doc[: token.i]
        if scene.is_org(t) and not scene.is_paper(t) and t.dep_ in {"nsubj", "nsubjpass"}
    ]
    if subjects:
        mention = scene.at[subjects[-1].i]
        if mention.parent or mention.kind is not Kind.UNIT:
            return mention.parent or mention.text, "subject"
    if (focus := scene.discourse.focus()) is not None:
        return focus, "focus"
    first = next(
        (t for t in scene.doc if scene.kind(t) is Kind.ORG and not scene.is_paper(t)), None
    )
    return (scene.at[first.i].text if first is not None else None), "first"


_COLLEAGUES = words(
    "deputy lieutenant colleague co-founder cofounder partner assistant number_two protégé sidekick director engineer "
    "researcher manager scientist lawyer successor predecessor"
)


def _of_colleague(scene: Scene, person: str) -> str | None:
    """Where somebody works who is told to be another's: "his deputy, X", "X, one of her engineers"."""
    thread = scene.discourse
    for name in scene.tokens(Kind.PERSON):
        if scene.name(name) != person:
            continue
        beside = [c for c in name.children if c.dep_ == "appos"]
        beside += [name.head] if name.dep_ in {"appos", "compound", "nmod"} else []
        beside += [
            g for noun in beside for p in noun.children if p.lower_ == "of" for g in p.children
        ]
        for noun in beside:
            if noun.lemma_.lower() not in _COLLEAGUES:
                continue
            owners = (p for c in noun.children if c.dep_ == "poss" for p in scene.people(c))
            for owner in owners:
                if owner in {person, None} or (
                    owner not in thread.left and owner in thread.gone_to
                ):
                    continue
                return thread.left.get(owner) or thread.employer.get(owner)
    return None


#: What somebody comes from.
_OLD_POSTS = words("post position role job")


def is_of_before(word: Token, verb: Token) -> bool:
    """Whether a place or title is one of before: "started at Y after a stint at Z", "after years at Z, latterly as T", "from a job as T"."""
    between = [t for t in word.ancestors if verb.is_ancestor(t)]
    late = (
        word.head.i > 0
        and word.head.lower_ == "as"
        and word.doc[word.head.i - 1].lower_ in _OF_LATE
    )
    comes_from = any(t.lower_ in _OLD_POSTS and t.head.lower_ == "from" for t in between)
    after = any(t.lower_ in {"after", "following"} and t.dep_ == "prep" for t in between)
    return late or comes_from or after


def titles_in(scene: Scene, clause: Clause) -> list[Token]:
    """The titles that a verb gives: "named X chief scientist", "joins as president", "becomes chair"."""
    found = [t for c in clause.complements for t in title_around(scene, c)]
    is_so = clause.lemma in {"become", "remain", "be"}
    found += [t for t in clause.objects if is_so and scene.is_title(t)]
    found += [
        t for t in clause.preps("as") if scene.is_title(t) and not is_of_before(t, clause.verb)
    ]
    for child in clause.verb.children:
        if child.dep_ in {"ccomp", "xcomp"} and child.lemma_ in {"be", "become"}:
            if child.i < clause.verb.i:  # "Z is chair; X has left"
                continue
            found += [
                g
                for g in child.children
                if scene.is_title(g) and g.dep_ in {"attr", "oprd", "dobj"}
            ]
        elif child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VB" and child.lemma_ in _SERVE:
            found += [t for t in _served_as(child) if scene.is_title(t)]
        # "named X chief executive" is sometimes parsed as a small clause with the title at its head
        elif (
            child.dep_ in {"ccomp", "xcomp", "dobj"}
            and scene.is_title(child)
            and child not in found
            and not _described(scene, child)
        ):
            found.append(child)
    return [t for t in found if not scene.at[t.i].founder]


def _served_as(verb: Token) -> Iterator[Token]:
    """T in "hired X to be T", "coaxed X out of retirement to serve as T"."""
    for child in verb.children:
        if child.dep_ == "attr":
            yield child
        elif child.lower_ == "as" and verb.lemma_ != "be":
            yield from child.children


def _described(scene: Scene, token: Token) -> bool:
    """A title that stands for the person named beside it: "hired Y's chief executive, X", "hired X and Z, two former engineers"."""
    return any(
        (c.dep_ in {"appos", "conj"} and scene.is_person(c))
        or (c.dep_ == "poss" and c.pos_ != "PRON")
        or (c.dep_ == "amod" and c.lower_ == "former")
        or c.dep_ == "nummod"
        for c in token.children
    )


def title_text(scene: Scene, token: Token) -> str:
    """A title in the article's words, with a second one if "and" joins it."""
    last = token.i
    for child in token.children:
        if (
            child.dep_ == "conj"
            and scene.is_title(child)
            and child.i > token.i
            and not scene.at[child.i].founder
            and child.lower_ != "member"  # "risk chief and member of the management"
        ):
            between = [t.text.lower() for t in scene.doc[token.i + 1 : child.i]]
            if between in (["and"], ["&"], [","]):
                last = child.i
    title = singular(scene.words(token.i, last))
    if title.lower() in {"chair", "chairman", "chairwoman", "chairperson"}:
        return f"{title}{of_supervision(board_told(token))}"
    return (seat_told(token) or title) if title.lower() == "member" else title


def singular(title: str) -> str:
    """One person's title from that of several: "co-CEOs", "vice presidents"."""
    title = re.sub(r"\bspokes(m|wom)en\b", r"spokes\1an", title)
    return re.sub(
        r"\b(CEO|CTO|CFO|COO|VP|head|president|director|chair|officer|chairman|adviser|advisor|lead|executive|analyst|economist|strategist"
        r"|professor|engineer|researcher|scientist|manager|fellow|lecturer|consultant|counsel|dean|partner|leader|trustee|associate)s\b",
        r"\1",
        title,
        flags=re.IGNORECASE,
    )
