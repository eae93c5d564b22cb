"""What the scorer's links of a sentence mean: who, where, as what, when, how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tracker.extraction.bodies import is_no_company
from tracker.extraction.clauses import PLURALS
from tracker.extraction.company_meant import BUSINESSES
from tracker.extraction.credit import credit
from tracker.extraction.dates import TimePhrase
from tracker.extraction.days import carrier_of, date_of, in_brackets, is_compared, meant_at
from tracker.extraction.findings import FIRM, TOLD, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import SPEAKERS, words
from tracker.extraction.money import Figure, counts, percents
from tracker.extraction.persons import SINGULAR_PEOPLE, may_mean
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.denials import speaks_of_denial
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import is_too_big

#: How sure the scorer must be of a fact, and of what belongs to it.
SURE = 0.5
#: How much likelier somebody else must be to bear a title, and another organisation than one that was guessed.
MARGIN = 0.2
_I = frozenset(["i", "me", "my", "myself"])
_IT = frozenset(["it", "its", "itself"])
#: How likely it must be, all considered, that a word means another organisation than the scorer takes it for.
KNOWN = 0.75
#: How likely a day must be that of a fact: most sentences with a day and a fact have no other for it.
DATED = 0.3
MOST_STEPS = 4
#: What is merely so began, or ended, when no word of its sentence says.
NO_CHANGE = {Status.HELD, Status.FORMER}
#: Their verb is the person's, wherever the place is told.
_COMES_AND_GOES = {Relation.JOINED, Relation.LEFT, Relation.REPORTS}
_HEARSAY = re.compile(
    r"\b(?:is|are) (?:(?:said|understood|believed)|(?P<doubted>rumou?red|thought|tipped)) to (?:be|have)\b",
    re.IGNORECASE,
)
#: Without any word of who tells it, what is told is not hearsay.
_CREDITED = re.compile(
    r"\b(?:accord|report|sourc|people|person|insider|tell|told|sa(?:id|ys?)|understood|learn|hear|familiar|memo|document|seen|word|writ|wrote|cit|per\b|leak|note)",
    re.IGNORECASE,
)
#: What else makes the contrary of what it is said of.
_NOT = re.compile(
    r"\b(?:not|cannot|never|no|none|nor|neither|nobody|without|instead|rather|unlike|hardly|yet to|far from)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Why a source is not named: "who asked not to be named because the move is not public".
_UNNAMED = re.compile(
    r"\b(?:who|and) (?:asked|requested|wished|preferred|insisted|spoke)\b[^,;.]*?\b(?:not to be|anonym)[^;.]*",
    re.IGNORECASE,
)
#: What makes a thing uncertain.
_UNSURE = re.compile(
    r"\b(?:rumou?r|whisper|gossip|specul|may\b|might|could|would|should|can\b|talk|tipp?|thought|likely|perhaps|possib|probab|apparent|wonder|suggest|claim"
    r"|consider|weigh|expect|court|want|hop(?:e|ing)|think|mull|approach|whether|if\b|believ|reported|alleg|seem|suppos|unclear|offer|poised|eye|interest|question|near|close)",
    re.IGNORECASE,
)
#: What somebody tells of himself.
_OWN_WORD = re.compile(
    r"\baccording to (?:[\w’']+ ){1,3}LinkedIn (?:profile|page|account|post)s?\b"
)
#: How a sentence ends whose news another outlet has told.
_TOLD_LAST = re.compile(
    r", (?:[\w'’]+ ){1,5}(?:has )?(?:first )?reported(?: (?:on|late|last|earlier) [\w ]+| \w+day)?\.?$"
)
#: Who is so greeted has come.
_GREETED = re.compile(r"\b(?:welcomes|(?:has|have) welcomed)\b")
#: Who is so called may get the post, as others may.
_CANDIDATE = re.compile(
    r"\b(?:front-?runners?|(?:leading|top|main|possible|potential|internal|likely|strong) (?:candidate|contender)s?|(?:a|among the|as) (?:candidates?|contenders?)"
    r"|in the running|short-?list\w*)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|(?:is|are) to|plans?|intends?|soon|next)\b|['’]ll\b")
#: Verbs of coming and going, and the forms that tell it as so.
_MOVES = words("leave join go move quit resign depart come return dismiss fire let lay hire")
_TOLD_OUTRIGHT = {"VBD", "VBN", "VBZ", "VBP"}
_OFFERED = re.compile(r"\bma(?:de|kes) an? (?:\w+ )?(?:offer|bid) for\b")
#: Who is "among those leaving" or "off to Y" has not gone yet.
_ABOUT_TO = re.compile(
    r"\b(?:is|are|those) leaving\b|(?<!was )(?<!is )(?<!were )\boff to (?=[A-Z])"
)
#: What a verb of these tells is something else of the same person and place.
_OTHERWISE = {
    Relation.LEFT: words(
        "name appoint join hire poach found start lead head run make promote build work"
    ),
    Relation.JOINED: words("leave quit depart found"),
    Relation.DISSOLVED: words("start found create form open launch establish"),
}
_OF_MONEY = {
    Relation.STAKE,
    Relation.FUNDING,
    Relation.SPENDING,
    Relation.COMPENSATION,
    Relation.LAYOFF,
}
_DENIED = re.compile(
    r"\bden(?:ied|ies|y|ying) (?:that|having|offering|paying|planning|buying|raising|seeking|making|(?:the |any |all |such )?(?:reports?|rumou?rs?|claims?|talks?|plans?))\b",
    re.IGNORECASE,
)
#: What has a version is a product, and nobody's employer.
_VERSION = re.compile(r" v?\d[\d.]*$")
_OF_UNITS = {Relation.CREATED, Relation.DISSOLVED, Relation.RENAMED, Relation.MERGED}


class Titled(NamedTuple):
    """A title that a fact tells, how likely it does so, and the pair that it makes with the person."""

    token: Token
    probability: float
    pair: Pair


def people_at(scene: Scene, spot: Spot, steps: int = 0) -> list[str]:
    """Who is meant at a mark: of a list of names only the one marked."""
    where: Scene = scene.article[spot.sentence]
    token = where.doc[spot.token]
    if where.is_person(token):
        return [where.name(token)]
    beside = [child for child in token.children if child.dep_ == "appos" and where.is_person(child)]
    if beside:
        return where.people(token)
    meant = scene.links.meant.get(spot)
    # who says "I" the scene knows, and whom "he" means it weighs with what the scorer holds of it
    known = token.lower_ in _I or token.lower_ in SINGULAR_PEOPLE
    if meant is not None and steps < MOST_STEPS and not known:
        found = people_at(scene, meant[1], steps + 1)
        if all(may_mean(token.text, name) for name in found):
            return found
    return where.people(token)


def place_of(scene: Scene, spot: Spot, steps: int = 0) -> Place | None:
    """The organisation or unit that is meant at a mark."""
    where: Scene = scene.article[spot.sentence]
    token = where.doc[spot.token]
    meant = scene.links.meant.get(spot)
    if token.lower_ in SPEAKERS and (house := where.says_we(token)) is not None:
        return Place(house)
    if (owner := where.of_chief(token)) is not None:
        return Place(owner)
    if not where.is_org(token) and meant is not None and steps < MOST_STEPS:
        place = place_of(scene, meant[1], steps + 1)
        if place is not None and (own := _better_known(where, token, place.org)) is not None:
            return Place(own)
        if place is None or is_too_big(where, token, place.org):
            return None
        fit = where.of_that_kind(token, place.org)
        return place if fit == place.org else Place(fit)
    place = place_at(where, token)
    return None if place is not None and _VERSION.search(place.org or "") else place


def _better_known(where: Scene, token: Token, org: str | None) -> str | None:
    """Another organisation that "it" means, all considered, than the scorer takes it for; no institute is "the firm"."""
    if (named := where.namesake(token)) is not None:
        return named
    misfit = token.lower_ in BUSINESSES and org is not None and is_no_company(org)
    misfit = misfit or is_too_big(where, token, org)
    own = where.it_means(token) if misfit or token.lower_ in _IT else None
    return own[0] if own is not None and own[0] != org and own[1] > KNOWN else None


def status_of(scene: Scene, pair: Pair, relation: Relation) -> tuple[Status, str | None]:
    """The status of a fact, and the outlet that the sentence credits with it."""
    status = Status(pair.status(relation))
    if relation in {Relation.JOINED, Relation.LEFT}:
        status = _of_move(scene, status, relation)
    if relation in {Relation.JOINED, Relation.ROLE} and status in TOLD:
        status = Status.RUMOURED if _CANDIDATE.search(scene.text) else status
    if relation in _OF_MONEY and status is not Status.REVERSED and _DENIED.search(scene.text):
        status = Status.DENIED
    if relation is Relation.STAKE and _OFFERED.search(scene.text):
        status = _of_offer(scene, status)
    if relation is Relation.LAYOFF and re.search(r"\bat risk\b", scene.text):
        status = Status.RUMOURED
    _, via = credit(scene) if status is Status.REPORTED else (False, None)
    return status, via


def _of_move(scene: Scene, status: Status, relation: Relation) -> Status:
    """How it stands with a coming or going, by the words of its sentence."""
    if status in FIRM and (hearsay := _HEARSAY.search(scene.text)):
        status = Status.RUMOURED if hearsay["doubted"] else Status.REPORTED
    if status is Status.REPORTED and not _CREDITED.search(scene.text):
        status = Status.DONE
    if status is Status.REPORTED and _OWN_WORD.search(scene.text) and not credit(scene)[0]:
        status = Status.DONE
    if status is Status.ANNOUNCED and _GREETED.search(scene.text):
        status = status if _WILL.search(scene.text) else Status.DONE
    if _is_unfounded(scene, status):
        status = Status.ANNOUNCED if _WILL.search(scene.text) else Status.DONE
    about_to = _ABOUT_TO.search(scene.text) or (relation is Relation.JOINED and _joins(scene))
    if status is Status.DONE and about_to:
        status = Status.ANNOUNCED
    return Status.REPORTED if status in FIRM and is_an_outlets(scene) else status


def is_an_outlets(scene: Scene) -> bool:
    """Read "X is out after four months, Y reported": where one person is spoken of, and of no years before, all is told by Y."""
    one = len({scene.name(t) for t in scene.tokens(Kind.PERSON)}) == 1 and " who " not in scene.text
    return one and bool(_TOLD_LAST.search(scene.text)) and credit(scene)[0]


def _of_offer(scene: Scene, status: Status) -> Status:
    """How it stands with a purchase that is only offered: it may come about, unless somebody refuses."""
    refused = status is Status.DENIED and speaks_of_denial(scene.text)
    open_yet = status in {Status.ANNOUNCED, Status.DENIED} and not refused
    return Status.RUMOURED if open_yet else status


def _joins(scene: Scene) -> bool:
    """Whether a sentence tells in the present, and so of what is to come, that somebody joins a place."""
    return any(token.lower_ == "joins" and token.tag_ == "VBZ" for token in scene.doc)


def _is_unfounded(scene: Scene, status: Status) -> bool:
    """Whether a coming or going is held to be denied, or a rumour, by no word of its sentence.

    What is held to be denied must be told outright, as "has left" is and "should leave" is not.
    """
    text = _UNNAMED.sub("", scene.text)
    told = _UNSURE.search(text) or (status is Status.RUMOURED and _CREDITED.search(text))
    if status is Status.DENIED:
        outright = any(t.lemma_ in _MOVES and t.tag_ in _TOLD_OUTRIGHT for t in scene.doc)
        return (outright or text != scene.text) and not (
            told or speaks_of_denial(text) or _NOT.search(text)
        )
    return status is Status.RUMOURED and bool(_ABOUT_TO.search(text)) and not told


def _day_of(
    scene: Scene, link: Link, relation: Relation, days: dict[Spot, TimePhrase]
) -> Spot | None:
    """The day that belongs most to both ends of a fact."""
    told = _told_of_ends(scene, link, relation, days)
    likely = {spot: sum(each) / len(each) for spot, each in told.items()}
    best = max(likely, key=likely.__getitem__, default=None)
    return best if best is not None and likely[best] > DATED else None


def _told_of_ends(
    scene: Scene,
    link: Link,
    relation: Relation,
    among: Mapping[Spot, object],
    or_else: Relation | None = None,
) -> dict[Spot, list[float]]:
    """How surely each of ``among`` belongs to one end of a fact and to the other; to the place ``or_else`` by another relation."""
    ends = {link.first} | ({link.second} if link.second is not None else set())
    told: dict[Spot, list[float]] = {}
    for other in scene.links.of(scene.number):
        if other.first in ends and other.second is not None and other.second in among:
            sure = other.pair.of(relation)
            if or_else is not None and other.first == link.second:
                sure = max(sure, other.pair.of(or_else))
            told.setdefault(other.second, []).append(sure)
    return told


def titles_told(scene: Scene, link: Link, relation: Relation) -> list[Titled]:
    """The titles that a person has, gets or gives up there by a relation, the likeliest first; a founder's is none."""
    titles: dict[Spot, Token] = {
        Spot(scene.number, token.i): token
        for token in scene.tokens(Kind.TITLE)
        if not scene.at[token.i].founder
        and not _borne_by_others(scene, link, relation, Spot(scene.number, token.i))
    }
    told = _told_of_ends(scene, link, relation, titles, or_else=Relation.TITLE)
    pairs = {
        each.second: each.pair
        for each in scene.links.of(scene.number)
        if each.first == link.first and each.second in titles
    }
    found = [
        Titled(titles[spot], min(sure), pairs[spot])
        for spot, sure in told.items()
        if spot in pairs and min(sure) > SURE
    ]
    return sorted(found, key=lambda titled: -titled.probability)


def _borne_by_others(scene: Scene, link: Link, relation: Relation, title: Spot) -> bool:
    """Whether a title belongs more surely to somebody else, or to a company that the sentence names."""
    plural = scene.doc[title.token].tag_ in PLURALS
    here = link.second is not None and link.second.sentence == scene.number
    own = other = named = 0.0
    for each in scene.links.of(scene.number):
        if each.second != title:
            continue
        sure = each.pair.of(relation)
        if not scene.is_org(scene.doc[each.first.token]):
            if people_at(scene, each.first) == people_at(scene, link.first):
                own = max(own, sure)
            else:
                other = max(other, sure)
        else:
            named = max(named, sure)
    if (other > own + MARGIN and not plural) or (named > SURE and not here):
        return True
    beside_it = names_beside(scene, scene.doc[title.token])
    return bool(beside_it) and not set(people_at(scene, link.first)) & set(beside_it)


def date_beside(
    scene: Scene, link: Link, relation: Relation, status: Status
) -> tuple[str | None, str | None]:
    """The day of a fact, and whether it is the day of the change or of its telling.

    A day that the parse gives to the verb goes before the one that the scorer sees, and that before one of the telling.
    """
    verb = _verb_of(scene, link, relation) if status not in NO_CHANGE else None
    value, kind = date_of(scene, verb, status) if verb is not None else (None, None)
    if kind == "effective":
        return value, kind
    days: dict[Spot, TimePhrase] = {
        Spot(scene.number, scene.token_at(phrase.start).i): phrase
        for phrase in scene.times
        if not in_brackets(scene, phrase.start, _ends(scene, link))
        and not is_compared(scene, phrase)
        and not (
            relation is Relation.LEFT and scene.text[phrase.start :].lower().startswith("since")
        )
    }
    spot = _day_of(scene, link, relation, days)
    if spot is None:
        return value, kind
    told = any(
        other.first == link.first and other.second == spot and other.pair.of(Relation.TOLD) > SURE
        for other in scene.links.of(scene.number)
    )
    return meant_at(scene, days[spot], status), "told" if told else "effective"


def _ends(scene: Scene, link: Link) -> list[Token]:
    """The words of a link that stand in the sentence: the place first, which is nearest to what is told."""
    here = [spot for spot in (link.second, link.first) if spot is not None]
    return [scene.doc[spot.token] for spot in here if spot.sentence == scene.number]


def _verb_of(scene: Scene, link: Link, relation: Relation) -> Token | None:
    """The verb that tells what links two marks: the one that the place hangs on, or the buyer of a stake."""
    second = link.second
    here = second is not None and second.sentence == scene.number
    if not here and relation not in _COMES_AND_GOES:
        return None
    ends = _ends(scene, link)
    whose = bool(ends) and (relation is Relation.STAKE or _beside(ends[0], ends[-1]))
    verb = carrier_of(ends[-1 if whose else 0]) if ends else None
    while verb is not None and relation in _OF_UNITS and verb.dep_ in {"acl", "relcl"}:
        verb = carrier_of(verb.head)  # "its lab, opened in May, is closed"
    if verb is None or in_brackets(scene, scene.places[verb.i][0], ends):
        return None
    if _told_by(verb) & _OTHERWISE.get(relation, set()):
        return None
    return verb


def _beside(place: Token, person: Token) -> bool:
    """Whether a place stands in words beside the name that tell nothing: "X, keeper of how Y looks, has left"."""
    if not person.is_ancestor(place):
        return False
    between = [t for t in place.ancestors if person.is_ancestor(t)]
    return not any(t.dep_ in {"relcl", "acl"} for t in between)


def _told_by(verb: Token) -> set[str]:
    """A verb and those it completes: "named" and "lead" in "named to lead Y"."""
    found = {verb.lemma_}
    while verb.dep_ in {"xcomp", "advcl"} and "to" in auxiliaries(verb):
        verb = verb.head
        found.add(verb.lemma_)
    return found


def figures(scene: Scene) -> dict[Spot, tuple[str, Figure]]:
    """The sums, percentages and counts of a sentence by their place."""
    found: dict[Spot, tuple[str, Figure]] = {}
    for kind, those in (
        ("count", counts(scene.text)),
        ("percent", percents(scene.text)),
        ("sum", scene.sums),
    ):
        for figure in those:
            found[Spot(scene.number, scene.token_at(figure.start).i)] = (kind, figure)
    return found
