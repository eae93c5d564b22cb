"""What speaks against a fact of which a sentence tells of somebody else."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tracker.extraction.clauses import PLURALS, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, RELATED, UNIT_NOUNS, words
from tracker.extraction.predicates import SAY, is_negated
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.rules.comings import BRING
from tracker.extraction.rules.denials import speaks_of_denial
from tracker.extraction.rules.ends import org_of_owner
from tracker.extraction.rules.joining import GO, HIRE, JOIN, goes_for
from tracker.extraction.rules.leaving import LEAVE
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import of_own_title, singular
from tracker.extraction.rules.title_places import is_only_anothers
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import has_words

_MOVES = re.compile(
    r"\b(?:new\w*|join\w*|hir\w*|recruit\w*|came|come[s]?|coming|former\w*|until|previous\w*|left|leav\w*|ex|late|from|since)\b",
    re.IGNORECASE,
)
#: "X confirmed her move" tells of nobody but her.
OF_NOUNS = frozenset(["departure_noun", "moves_noun"])
#: How a sentence opens that is about another company than the last.
_ELSEWHERE = re.compile(r"(?:over|meanwhile,?|elsewhere,?) at ", re.IGNORECASE)
_PEOPLE = words("student people staff colleague engineer researcher employee")
_KIN = words("son daughter father mother parent child uncle aunt cousin nephew niece friend")
_MEETS = words(
    "back support hail meet interview greet host honour honor quote echo endorse champion"
)
_BRING = words("take bring hire recruit poach lure persuade")
_REFUSES = re.compile(
    r"\b(?:declin|refus|spurn)\w* (?:\w+ )?to (?:join|work|come|go|move)\b", re.IGNORECASE
)
#: What nobody has tried that does so not.
_ONLY_THOUGHT = re.compile(
    r"\b(?:not|n['’]t|no longer) (?:\w+ )?(?:consider|think|plan|look|interested|in talks)"
)
_SAYS_NOTHING = re.compile(
    r"\b(?:declin\w+|refus\w+) to (?:say|confirm|comment|disclose)\b[^.;]* (?:whether|if)\b"
)
#: What somebody does, behind his name and what he is called, who tells of others.
_MAKES_KNOWN = r"(?:, [^.;]{3,70},)? (?:has |had )?(?:let it be known|ma(?:de|kes|king) (?:it )?(?:known|public|clear)) that\b"
#: What outsiders do to a company.
_SPEAKS_OF = words(
    "praise criticise criticize attack sue accuse mock question warn slam blast fault urge thank visit use study cover defend condemn rebuke"
)
#: What one is to somebody else, before one's name.
_WHOSE = re.compile(
    r"\b(?:whose|his|her|their) (?:[\w-]+ ){0,2}(?:chief|boss|manager|supervisor|advis[eo]r|mentor|tutor|father|mother|wife|husband"
    r"|brother|sister|lawyer|agent|assistant) (?:is|was|will be) $",
    re.IGNORECASE,
)
_INFORMS = words("tell inform assure remind")


def denies_nothing(draft: Draft) -> bool:
    """Whether nobody denies a thing, or it is only an offer that somebody has refused."""
    if draft.type is FactType.STAKE and not _ONLY_THOUGHT.search(draft.scene.text):
        return False  # a purchase comes to nothing in many words
    if not speaks_of_denial(draft.scene.text) or _SAYS_NOTHING.search(draft.scene.text):
        return True
    return draft.type is FactType.JOINED and _REFUSES.search(draft.scene.text) is not None


def is_of_another(scene: Scene, belief: Belief) -> bool:
    """Whose predecessor has left has not left himself, whichever of the two words the scorer holds for him."""
    told = scene.doc[belief.link.first.token]
    owners = [p for c in told.children if c.dep_ == "poss" for p in scene.people(c)]
    return _has(scene, belief, RELATED | _KIN) or (
        told.lemma_.lower() in RELATED and belief.person in owners
    )


def is_ruled_out(scene: Scene, person: str) -> bool:
    """Read "Z, not X, leads Y": a sentence that names somebody only to say that it is not he tells nothing of him."""
    named = [token for token in scene.tokens(Kind.PERSON) if scene.name(token) == person]
    return bool(named) and all(
        token.i > 0
        and scene.doc[token.i - 1].lower_ == "not"
        and scene.doc[min(token.i + 1, len(scene.doc) - 1)].lower_ not in {"alone", "only", "just"}
        for token in named
    )


def owns_a_company(scene: Scene, belief: Belief) -> bool:
    """Whose company or team has left or joined has done neither: "X's firm", "X's Y", "X's team"."""
    owner = scene.doc[belief.link.first.token]
    of_name = owner.dep_ == "poss" and scene.is_org(owner.head)
    of_firm = owner.dep_ == "pobj" and owner.head.lower_ == "of" and owner.head.head.lemma_ in {"firm", "company"}  # fmt: skip
    return of_name or of_firm or _has(scene, belief, COMPANY_NOUNS | UNIT_NOUNS | _PEOPLE)


def _has(scene: Scene, belief: Belief, things: Container[str]) -> bool:
    owner = scene.doc[belief.link.first.token]
    return owner.dep_ == "poss" and owner.head.lemma_.lower() in things


def is_whose(scene: Scene, belief: Belief) -> bool:
    """Read "X, whose adviser was Z", "her new chief is Z": that is what Z is to another, and no coming or going of his."""
    return any(
        _WHOSE.search(scene.text, 0, scene.places[token.left_edge.i][0])
        for token in scene.tokens(Kind.PERSON)
        if scene.name(token) == belief.person
    )


def comes_not_by_that(scene: Scene, belief: Belief) -> bool:
    """Read "X heads to Y for a meeting", and of Y in "Y has hired a lawyer. Over at Z, X is leaving" nothing at all."""
    if not belief.here and _ELSEWHERE.match(scene.text):
        return True
    return only_visits(scene, belief.person)


def only_visits(scene: Scene, person: str) -> bool:
    """Read "X heads to Y for a meeting", "X, who runs Z, has gone to Y for help": nobody comes or goes."""
    return any(goes_for(c) and person in people_of(scene, c.subjects) for c in clauses(scene.doc))


def only_feels(scene: Scene, belief: Belief) -> bool:
    """Read "Y has a new office. X, once of Z, is pleased": how he feels is all that the sentence tells of him and Y."""
    token, second = scene.doc[belief.link.first.token], belief.link.second
    elsewhere = second is None or second.sentence != scene.number
    verb = token.head
    felt = [c for c in verb.children if c.dep_ == "acomp" and not list(c.rights)]
    return elsewhere and token.dep_ == "nsubj" and verb.lemma_ == "be" and bool(felt)


def tells_who_another_is(scene: Scene, belief: Belief) -> bool:
    """The Y of "Z, an engineer at Y until May, and X" says who Z is, and nothing of X."""
    if not belief.here or belief.link.second is None:
        return False
    step = scene.doc[belief.link.second.token]
    while step.dep_ in {"pobj", "prep", "compound", "poss", "nmod"}:
        step = step.head
    said_of = step.head
    return (
        step.dep_ == "appos"
        and step.tag_ == "NN"
        and scene.is_person(said_of)
        and scene.name(said_of) != belief.person
        and said_of.i < step.i < belief.link.first.token
    )


def is_by_trade(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "named the music executive X president": what X is by trade is no post where X gets one."""
    scene = draft.scene
    gets_one = any(
        other.appointment and other.scene is scene and same_person(other, draft) and same_org(other, draft)
        for other in told
    )  # fmt: skip
    if draft.status is Status.FORMER or not gets_one or draft.type is not FactType.ROLE:
        return False
    return any(
        scene.at[title.i].weak
        and plain(scene.at[title.i].text) == plain(draft.get("title"))
        and title.i + 1 < len(scene.doc)
        and scene.is_person(scene.doc[title.i + 1])
        and not any(scene.is_org(c) or c.dep_ == "poss" for c in (*title.lefts, *title.head.lefts))
        for title in scene.tokens(Kind.TITLE)
    )


def is_of_several(draft: Draft) -> bool:
    """Read "X saw three chief executives": a title that is counted, beside no name, is nobody's in the sentence."""
    scene = draft.scene
    titles = [
        t
        for t in scene.tokens(Kind.TITLE)
        if plain(singular(scene.at[t.i].text)) == plain(draft.get("title"))
    ]
    return bool(titles) and all(
        t.tag_ in PLURALS
        and t.dep_ in {"dobj", "pobj"}
        and any(c.dep_ == "nummod" for c in t.lefts)
        and not any(scene.is_person(c) for c in t.children)
        for t in titles
    )


def is_told_of_another(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a rule has told the same of somebody whom the sentence means, and this one is only named before it or tells it."""
    if draft.type is FactType.FOUNDED:
        return False
    if _stays_where_he_is(draft):
        return True
    if any(
        doubt(draft, told)
        for doubt in (_only_has_a_post, _hires_another, _joins_his_own, _comes_elsewhere)
    ):
        return True
    others = [
        other
        for other in told
        if other.type is draft.type and same_org(other, draft) and not same_person(other, draft)
    ]
    named = {draft.scene.name(token) for token in draft.scene.tokens(Kind.PERSON)}
    tells = any(o.rule in OF_NOUNS and o.get("person") not in named for o in others)
    if any(o.rule != SEEN for o in others) and _only_tells(draft):
        return True
    if _lets_it_be_known(draft) and any(_is_of_its_moves(o, draft) for o in told):
        return True
    if _is_followed_by(draft, others) or _is_followed_to(draft, others):
        return True
    return tells or (bool(others) and draft.get("person") not in draft.scene.those_named())


def _comes_elsewhere(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "He returns to Z. He came to Y in 2017 as T": it is at Y, which the sentence names, that he began as T."""
    if draft.type is not FactType.JOINED or not draft.get("title"):
        return False
    if has_words(draft.get("org").partition(" ")[0], draft.scene.text):
        return False
    return any(
        o.type is FactType.JOINED
        and same_person(o, draft)
        and not same_org(o, draft)
        and not o.implied_org
        and o.get("title") == draft.get("title")
        for o in told
    )


def _only_tells(draft: Draft) -> bool:
    """Read "X's lawyer, Z, said she had left Y", "Z told X that he would leave", "X left Y the day Z arrived": it is not Z who goes, nor X."""
    scene = draft.scene
    named = [t for t in scene.tokens(Kind.PERSON) if scene.name(t) == draft.get("person")]
    tells = any(
        (t.head.lower_ == "to" and t.head.head.lower_ == "according")
        or (t.head.lemma_ in SAY and t.dep_ in {"nsubj", "dobj", "dative"} and not any(t.conjuncts))
        for t in (_top(t) for t in named)
    )
    comes = any(t.dep_ == "nsubj" and t.head.lemma_ in {"arrive", "come"} for t in named)
    joined = any(t.dep_ == "nsubjpass" and t.head.lemma_ == "join" for t in named)
    return tells or (comes if draft.type is FactType.LEFT else joined)


def _lets_it_be_known(draft: Draft) -> bool:
    """Read "X, who runs sales at Y, let it be known that Z was coming": it is not X who comes."""
    surname = re.escape(draft.get("person").rsplit(maxsplit=1)[-1])
    return bool(re.search(surname + _MAKES_KNOWN, draft.scene.text))


def _is_of_its_moves(told: Draft, draft: Draft) -> bool:
    """Whether a rule has told that somebody else comes to a place, or goes from it."""
    moves = told.type in {FactType.JOINED, FactType.LEFT} and told.rule != SEEN
    places = {plain(told.get(key)) for key in ("org", "from_org", "to_org")}
    return moves and not same_person(told, draft) and plain(draft.get("org")) in places


def _top(name: Token) -> Token:
    """What a name stands beside as a second one for it: the "lawyer" of "X's lawyer, Z"."""
    return name.head if name.dep_ == "appos" else name


def _hires_another(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X lured Z away from Y": it is Z who moves, unless another verb tells that X does."""
    scene, person = draft.scene, draft.get("person")
    his = [c for c in clauses(scene.doc) if not c.passive and person in people_of(scene, c.subjects)]  # fmt: skip
    if {c.lemma for c in his} & (JOIN | GO | LEAVE):
        return False
    gets = [c for c in his if c.lemma in HIRE | BRING]
    if any(o.type is draft.type and o.rule == "hires" and same_org(o, draft) and not same_person(o, draft) for o in told):  # fmt: skip
        return bool(gets)
    return any(set(people_of(scene, c.objects)) - {person} for c in gets)


def _stays_where_he_is(draft: Draft) -> bool:
    """Read "Z did not take X with him from Y to V", "Z blasts Y's X": X stays where she is."""
    return any(
        t.dep_ == "dobj"
        and (
            (t.head.lemma_ in _BRING and is_negated(t.head)) or t.head.lemma_ in _SPEAKS_OF | _MEETS
        )
        for t in draft.scene.tokens(Kind.PERSON)
        if draft.scene.name(t) == draft.get("person")
    )


def _joins_his_own(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X, who left to start Y, returns to Z as its chief": he comes to Z, and not to what he has founded."""
    ruled = [o for o in told if o.rule != SEEN and same_person(o, draft)]
    founds = any(o.type is FactType.FOUNDED and same_org(o, draft) for o in ruled)
    comes = any(o.type is FactType.JOINED and not same_org(o, draft) for o in ruled)
    return draft.type is FactType.JOINED and founds and comes


def _is_followed_by(draft: Draft, others: Sequence[Draft]) -> bool:
    """Read "X replaced Y after he left for Z": it is Y who goes."""
    heirs = (
        t for t in draft.scene.tokens(Kind.PERSON) if draft.scene.name(t) == draft.get("person")
    )
    verbs = (t.head for t in heirs if t.dep_ == "nsubj" and t.head.lemma_ in {"replace", "succeed"})
    gone = {p for v in verbs for c in v.children if c.dep_ == "dobj" for p in draft.scene.people(c)}
    return any(o.rule != SEEN and o.get("person") in gone for o in others)


def _is_followed_to(draft: Draft, others: Sequence[Draft]) -> bool:
    """Read "X will follow Z to Y": it is X who will come, and Z is there."""
    followed = (
        t
        for t in draft.scene.tokens(Kind.PERSON)
        if t.dep_ == "dobj"
        and t.head.lemma_ == "follow"
        and not any(c.lower_ == "from" for c in t.head.children)
    )  # who is followed "from V to Y" has moved as well
    names = {draft.scene.name(t) for t in followed}
    comes = any(o.rule != SEEN for o in others)
    return draft.type is FactType.JOINED and draft.get("person") in names and comes


def _only_has_a_post(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "its director is X, a professor at Y": who has both posts neither comes nor goes."""
    if _MOVES.search(draft.scene.text):
        return False
    return any(
        o.rule == "title_is" and o.status is Status.HELD and same_person(o, draft) for o in told
    )


def is_at_another(draft: Draft) -> bool:
    """Read "X, its chief scientist, is leaving": left is what "its" stands for, and nothing that the sentence does not name."""
    whose = org_of_owner(draft.scene, draft.get("person"))
    if whose is not None and plain(whose) != plain(draft.get("org")):
        return True  # "Y's X and V's Z are leaving"
    own = of_own_title(draft.scene, draft.get("person"))
    named = {plain(mention.text) for mention in draft.scene.at.values()}
    return own is not None and plain(draft.get("org")) not in named | {plain(own)}


def is_only_told(draft: Draft) -> bool:
    """Read "the co-founder and CEO told the podcaster X that ...": who is told something has not the posts of who tells it."""
    scene = draft.scene
    for name in (t for t in scene.tokens(Kind.PERSON) if scene.name(t) == draft.get("person")):
        told = name.head if name.dep_ == "appos" else name
        if told.dep_ in {"dobj", "dative"} and told.head.lemma_ in _INFORMS:
            tellers = (t for c in told.head.children if c.dep_ == "nsubj" for t in c.subtree)
            titles = [scene.at[t.i] for t in tellers if scene.is_title(t)]
            founds = draft.type is FactType.FOUNDED
            return any(t.founder if founds else t.text == draft.get("title") for t in titles)
    return False


def has_no_tie(draft: Draft) -> bool:
    """Read "Professor X praised Y" and "President X met Z of Y": nothing says that he is at Y."""
    scene, org = draft.scene, draft.get("org")
    if is_only_anothers(scene, org, draft.get("person")):
        return True
    named = [t for t in scene.doc if scene.is_org(t) and scene.at[t.i].text == org]
    acts = [t.head for t in named if t.dep_ == "dobj" and t.head.lemma_ in _SPEAKS_OF]
    return len(named) == len(acts) == 1 and any(
        c.dep_ == "nsubj" and scene.is_person(c) and scene.name(c) == draft.get("person")
        for c in acts[0].children
    )


def is_of_one(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a rule has told of another that he once had the post that the sentence names once: "X was CEO of Y"."""
    title = draft.get("title")
    if draft.status is not Status.FORMER or not title or draft.scene.text.count(title) != 1:
        return False
    return any(
        other.type is FactType.ROLE
        and other.rule == "copula"
        and not other.implied_org
        and same_org(other, draft)
        and not same_person(other, draft)
        and other.get("title") == title
        for other in told
    )
