"""Quoted words that only welcome, thank or praise: no view on technology or strategy."""

from __future__ import annotations

import re

from tracker.extraction.lexicon import words
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.scene import Scene

#: How those begin who are glad, proud or sorry that something happens or somebody comes.
_FEELS = re.compile(
    r"(?:(?:and|but) )?(?:(?:I|we) (?:am|are|feel|was|were|could not be|couldn[’']t be)|I[’']m|we[’']re|it (?:is|has been|was)|it[’']s) "
    r"(?:(?:so|very|truly|absolutely|deeply|incredibly|extremely|really|all|both|also|more|a|an|the|my|our|great|true|distinct) )*"
    r"(?:thrilled|delighted|excited|honou?red|proud|pleased|grateful|sorry|sad|glad|happy|humbled|privileged|lucky|fortunate|thankful|privilege|honou?r|pleasure|joy)"
    r"(?= (?:to (?:welcome|have|join|lead|be|see|announce|lose|work|take|bring|add|name|appoint|serve|return|congratulate|build on|continue)\b|for (?:his|her|their|the)\b|that \w+ (?:is|has|will)\b|of my \w+))",
    re.IGNORECASE,
)
#: What is said only of somebody, or to him.
_WISHES = re.compile(
    r"(?:I|we)(?: (?:all|both|also|want to|would like to|wanted to))*(?: am|[’']m| are|[’']re)? (?:(?:sincerely|really|very much) )?"
    r"(?:thank|congratulate|welcome|wish (?:him|her|them|\w+ (?:well|all))|miss (?:him|her|them)|look(?:ing)? forward to (?:work|welcom|hav|see|the contribution)\w*)\b"
    r"|welcome (?:aboard|to the team)|with \w+ (?:and \w+ )?on board\b|(?:[^,;]+ )?in (?:good|better|great|capable|safe) hands\b|(?:he|she|they) will be (?:missed|sorely|greatly|deeply)",
    re.IGNORECASE,
)
#: What somebody has who is praised: "Her deep experience will be invaluable".
_GIFTS = words(
    "experience expertise leadership knowledge vision insight skill talent passion record background energy dedication commitment judgment "
    "judgement understanding perspective contribution service appointment promotion arrival work addition guidance"
)
#: Who says so of another does not praise him.
_FAULT = re.compile(
    r"\b(?:wrong|mistaken|mistakes?|under-?estimat\w+|over-?estimat\w+|misunderst\w+|disagree\w*|hype|dangerous|naive|too)\b|n[’']t\b|\bnot\b",
    re.IGNORECASE,
)
_FORMS = re.compile(r"(?:With|Dr\.?|Mr\.?|Ms\.?|Mrs\.?|Professor|Sir|Both|As) ")
#: What a person is said to be whom somebody praises: "exactly the right leader".
_THE_ONE = re.compile(
    r"\b(?:right|ideal|perfect|best|obvious|natural|exactly the|exceptional|outstanding|accomplished|remarkable|extraordinary|proven|strong|great|fantastic|trusted)\b"
    r"(?: \w+)? (?:leader|person|choice|partner|executive|fit|candidate|addition|individual|man|woman|colleague|track record|operator|scholar|team|group)\b",
    re.IGNORECASE,
)


def is_praise(scene: Scene, quote: re.Match[str], speaker: str) -> bool:
    """Whether a quotation only says how glad somebody is, or how good another who comes, goes or rises here is."""
    said = quote[1].strip()
    if _FEELS.match(said) or _WISHES.match(said):
        return True
    if _FAULT.search(said):
        return False
    start = quote.start(1)
    form = _FORMS.match(quote[1])
    first = scene.token_at(start + (form.end() if form else 0))
    if first.lower_ in SINGULAR_PEOPLE:
        whom = [p for p in scene.people(first) if p != speaker]
        owned = first.dep_ == "poss" and first.head.lemma_.lower() in _GIFTS
        return owned or bool(whom and _THE_ONE.search(said))
    called = scene.words(first.i, first.i).split()[:1]
    return any(set(called) & set(person.split()) for person in _who_move(scene) - {speaker})


def _who_move(scene: Scene) -> set[str]:
    """Those of whom the article has told a change."""
    thread = scene.discourse
    given = [thread.post_given.person] if thread.post_given is not None else []
    return {*thread.gone_to, *thread.left, *thread.given_up, *thread.came_from, *given}
