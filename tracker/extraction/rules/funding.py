"""Money that companies raise, and what they are said to be worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.meant import org_about, org_meant, orgs_meant
from tracker.extraction.rules.money_words import in_another_currency, is_valuation
from tracker.extraction.rules.shared import context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_RAISE = {
    *words(
        "raise secure close land collect attract bag receive get take have obtain gather nab snag net pocket grab score assemble amass"
    ),
    *("pull in", "bring in", "take in", "haul in", "rake in", "pick up"),
}
#: What is raised and is no money: "raised its forecast to $7 billion".
_NO_MONEY = words(
    "forecast guidance estimate price target stake outlook fee bid offer question spending budget ceiling salary pay prediction "
    "projection expectation concern doubt bar objection expenditure capex plan programme limit"
)
#: What may be worth a sum and is no company.
_DEALS = words(
    "deal transaction takeover acquisition purchase buyout bid offer contract agreement order project stake share stock option award package "
    "grant holding portfolio asset property"
)
SMALLEST_ROUND = 100_000
_SURE = {"raise", "collect", "gather", "assemble", "amass"}
#: What a share costs on a stock market is told of no round.
_AT_MARKET = re.compile(r"\bstock (?:market|exchange) (?:once |still |had |has )?valu", re.I)
_CONCLUDES = words("announce complete finish finalise finalize conclude")
#: What a young company is called, and no old one that somebody left for it.
_STARTUPS = words("startup start-up newcomer upstart")
_FOUNDERS = words("entrepreneur founder cofounder co-founder duo pair trio")
_TELL = words("report disclose reveal declare unveil announce")
_IN_FUNDING = re.compile(
    r"\$[\d.,]+ (?:million|billion) (?:in|of) (?:\w+ )?(?:funding|financing)\b", re.I
)
_BEGIN = words("start begin debut launch open emerge")
_BACKED = re.compile(r"\bin the bank\b|\$[\d.,]+ (?:million|billion) from\b", re.I)
_SEEK = words("seek raise secure close land attract")
_TAKINGS = re.compile(
    r"\b(?:fees?|fines?|tax(?:es)?|damages|royalties|tolls|revenues?|sales|debts?|data)\b", re.I
)
_CAPITAL = words("capital money funding fund financing cash round investment")
_MONEY_WORDS = re.compile(
    r"\b(?:round|funding|financing|seed|series [a-h]\b|venture capital|investors?|valuation|valued|backers|fundrais\w+|equity|capital)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\bled by\b|\bled the (?:round|financing|investment|deal)|\bleading the round", re.IGNORECASE
)


def funding(scene: Scene) -> Iterator[Draft]:
    """Read "Y has raised $230 million at a valuation of $1 billion", "investors put in $80 million"."""
    for clause in clauses(scene.doc):
        elsewhere = _elsewhere(scene, clause)
        if elsewhere is not None:
            yield from elsewhere(scene, clause)
            continue
        made = _round(scene, clause) or _only_worth(scene, clause)
        if made is not None:
            yield made
            return
    yield from _valued(scene)


def _elsewhere(scene: Scene, clause: Clause) -> Callable[[Scene, Clause], Iterator[Draft]] | None:
    """How to read a round whose sum is not in dollars."""
    if not in_another_currency(scene.text) or _sums(scene, clause)[0] is not None:
        return None
    if clause.lemma == "lead" and not scene.sums:
        return _led_elsewhere
    announced = clause.lemma in _CONCLUDES | _RAISE and _is_round(clause)
    return _raised_elsewhere if clause.lemma in _SURE or announced else None


def _round(scene: Scene, clause: Clause) -> Draft | None:
    amount, valuation = _sums(scene, clause)
    if amount is None or amount.value < SMALLEST_ROUND:
        return None
    org = _financed(scene, clause)
    judged = judge(scene, clause.verb)
    if org is None or judged.status is None:
        return None
    if clause.lemma == "seek" and judged.status in FIRM:
        judged = replace(judged, status=Status.RUMOURED)
    present = clause.verb.tag_ in {"VBZ", "VBP"} and judged.status is Status.ANNOUNCED
    if present and _comes_out(scene, clause):
        judged = replace(judged, status=Status.DONE)
    return draft(
        FactType.FUNDING, scene, "raises", judged, 0.82, org=org, amount_usd=whole(amount.value),
        valuation_usd=whole(valuation.value) if valuation else None, lead=lead_of(scene),
    )  # fmt: skip


def _only_worth(scene: Scene, clause: Clause) -> Draft | None:
    """Read "Y denied that it was seeking fresh capital at a valuation of $100 billion": a round of which only the worth is told."""
    amount, valuation = _sums(scene, clause)
    money = any(o.lemma_.lower() in _CAPITAL for o in clause.objects)
    if amount is not None or valuation is None or not money or clause.lemma not in _SEEK:
        return None
    org, judged = _company(scene, clause), judge(scene, clause.verb)
    told = judged.status is Status.DENIED or clause.lemma != "seek"
    if org is None or not told or judged.status in {None, Status.RUMOURED}:
        return None  # mere talk of a worth is no round
    return draft(
        FactType.FUNDING, scene, "raises", judged, 0.75, org=org, valuation_usd=whole(valuation.value), lead=lead_of(scene)
    )  # fmt: skip


def _financed(scene: Scene, clause: Clause) -> str | None:
    """Who gets the money that the clause tells of; nobody if it tells of no round."""
    if clause.lemma in _RAISE | {"seek"} or _takes_in(scene, clause) or _comes_out(scene, clause):
        if any(o.lemma_.lower() in _NO_MONEY or scene.is_person(o) for o in clause.objects):
            return None
        told = clause.lemma in _SURE or _MONEY_WORDS.search(scene.text) or _backed(scene, clause)
        told = told and not (clause.lemma != "raise" and _TAKINGS.search(scene.text))
        return _company(scene, clause) if told else None
    if clause.lemma in {"invest", "put in", "put", "inject", "pour"}:
        own = {org for s in clause.subjects for org in scene.orgs(s)}
        org = None if _one_company(scene, clause) else _receiver(scene, clause)
        return org if org not in own else None
    told = clause.lemma in _CONCLUDES and _is_round(clause)
    told = told or (clause.lemma in _TELL and _IN_FUNDING.search(scene.text) is not None)
    return _company(scene, clause) if told else None


def _takes_in(scene: Scene, clause: Clause) -> bool:
    """Read "pulled in $5 million", whose "in" the parse may take for a preposition."""
    sums = {scene.token_at(f.start).i for f in scene.sums}
    inside = any(t.i in sums for i in clause.preps("in") for t in (i, *i.children))
    return f"{clause.lemma} in" in _RAISE and inside


def _comes_out(scene: Scene, clause: Clause) -> bool:
    """Read "Y emerges from stealth with $30 million in funding", "Y begins with $20 million from Z"."""
    verb = clause.verb.lemma_
    if verb in {"emerge", "come", "exit", "launch"} and "stealth" in scene.text:
        return True
    debut = verb == "make" and any(o.lemma_ == "debut" for o in clause.objects)
    sums = {scene.token_at(f.start).i for f in scene.sums}
    within = (t for w in clause.preps("with") for t in w.subtree)
    return (debut or verb in _BEGIN) and any(t.i in sums for t in within)


def _backed(scene: Scene, clause: Clause) -> bool:
    return clause.lemma not in _RAISE and _BACKED.search(scene.text) is not None


def _is_round(clause: Clause) -> bool:
    return any(_names_a_round(o) or o.lemma_.lower() == "fundraise" for o in clause.objects)


def _led_elsewhere(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y has led a round of €600 million for Z"."""
    org = _led_into(scene, clause) or (_valued_here(scene) if _is_round(clause) else None)
    judged = judge(scene, clause.verb)
    if org is not None and judged.status is not None:
        yield draft(
            FactType.FUNDING, scene, "raised_elsewhere", judged, 0.65, org=org, lead=lead_of(scene)
        )


def _led_into(scene: Scene, clause: Clause) -> str | None:
    """Z in "Y leads a $30 million round in Z"."""
    if not any(_names_a_round(o) for o in clause.objects):
        return None
    into = (name for t in clause.preps("in", "for", "into") for name in scene.orgs(t))
    return next(into, None) or _valued_here(scene)


def _names_a_round(token: Token) -> bool:
    """The word "round", or the "B" of "Series B"."""
    series = any(c.lower_ == "series" for c in token.lefts)
    return series or token.lemma_.lower() in {"round", "financing", "investment"}


def _raised_elsewhere(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """A round whose sum is told in another currency only."""
    org = _company(scene, clause)
    judged = judge(scene, clause.verb)
    if (
        org is not None
        and judged.status is not None
        and _MONEY_WORDS.search(scene.text)
        and not scene.sums
    ):
        yield draft(
            FactType.FUNDING, scene, "raised_elsewhere", judged, 0.65, org=org, lead=lead_of(scene)
        )


def _sums(scene: Scene, clause: Clause) -> tuple[Figure | None, Figure | None]:
    amount: Figure | None = None
    valuation: Figure | None = None
    for figure in scene.sums:
        if is_valuation(scene.text, figure):
            valuation = valuation or figure
        elif amount is None and _under(scene, figure, clause.verb):
            amount = figure
    return amount, valuation


def _under(scene: Scene, figure: Figure, verb: Token) -> bool:
    token = scene.token_at(figure.start)
    for _ in range(8):
        if token.i == verb.i:
            return True
        if token.pos_ in {"VERB", "AUX"} and token.dep_ in {"relcl", "ccomp", "advcl"}:
            return False
        token = token.head
    return False


def _company(scene: Scene, clause: Clause) -> str | None:
    founded = list(scene.discourse.founded.values())
    for subject in clause.subjects:
        meant = org_meant(scene, subject)
        if subject.lemma_.lower() in _STARTUPS and subject.i not in scene.at and founded:
            return meant if meant in founded else founded[-1]
        if meant is not None:
            return meant
        if subject.lemma_.lower() in _FOUNDERS and founded:
            return founded[-1]
        place = place_at(scene, subject)
        if place is not None:
            return place.unit if place.implied and place.unit else place.org
        for person in scene.people(subject):
            return scene.discourse.founded.get(person)
        if subject.lemma_ in {"round", "funding", "deal"}:
            return context_org(scene, subject)
    return None


def _receiver(scene: Scene, clause: Clause) -> str | None:
    for token in clause.preps("in", "into"):
        mention = scene.at.get(token.i)
        if mention is not None and mention.kind in COMPANIES:
            return mention.text
        for org in orgs_meant(scene, token):
            return org
        if token.tag_ == "NNS" and token.i not in scene.at:
            return None  # "put $4 billion into start-ups"
    investors = any(
        s.lemma_.lower() in {"investor", "backer", "shareholder", "fund", "financier"}
        for s in clause.subjects
    )
    return (_valued_here(scene) or org_about(scene, clause.verb)) if investors else None


def _valued_here(scene: Scene) -> str | None:
    """Z in "a round that values Z at $3 billion"."""
    return next(
        (
            org
            for clause in clauses(scene.doc)
            if clause.verb.lemma_ == "value"
            for t in clause.objects
            for org in orgs_meant(scene, t)
        ),
        None,
    )


def _one_company(scene: Scene, clause: Clause) -> bool:
    """Whether a single company puts money into another: it buys a part of it."""
    several = any(scene.is_org(other) for s in clause.subjects for other in s.conjuncts)
    return (
        any(scene.kind(s) in COMPANIES for s in clause.subjects)
        and not several
        and not _MONEY_WORDS.search(scene.text)
    )


def lead_of(scene: Scene) -> str | None:
    """Z in "a round led by Z", "Z led the round"."""
    match = _LEAD.search(scene.text)
    if match is None:
        return _leads(scene)
    token = scene.token_at(match.start())
    if match.group().lower().startswith("led by"):
        named = [t for t in scene.doc[token.i + 1 :] if scene.is_org(t) or scene.is_person(t)]
        if len(named) > 1 and scene.is_person(named[0]) and scene.doc[named[0].i + 1].tag_ == "POS":
            named = named[1:]  # "led by X's fund, Y"
            token = scene.doc[named[0].i - 1]
        return scene.at[named[0].i].text if named and named[0].i - token.i < 6 else None
    named = [t for t in scene.doc[: token.i] if scene.is_org(t) or scene.kind(t) is Kind.UNIT]
    return scene.at[named[-1].i].text if named else None


def _leads(scene: Scene) -> str | None:
    """Y in "Y will lead a round in Z"."""
    for clause in clauses(scene.doc):
        if clause.lemma == "lead" and not clause.passive and _led_into(scene, clause):
            return next((name for s in clause.subjects for name in investors_at(scene, s)), None)
    return None


def investors_at(scene: Scene, token: Token) -> list[str]:
    """Who puts in money at a word: a company's arm by its own name ("Y Ventures")."""
    if scene.kind(token) is Kind.UNIT:
        return [scene.at[token.i].text]
    return scene.orgs(token) or scene.people(token)


def _valued(scene: Scene) -> Iterator[Draft]:
    """Read "Once valued at $3 billion, Y ...": a worth without a round."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ != "value" or _values_something_else(clause.verb):
            continue
        if _AT_MARKET.search(scene.text):
            continue
        figures = [
            f
            for f in scene.sums
            if scene.token_at(f.start).i > clause.verb.i and is_valuation(scene.text, f)
        ]
        if not figures:
            continue
        orgs = [o for t in clause.objects for o in orgs_meant(scene, t)]
        if any(t.text.lower() == "it" for t in clause.objects) and re.search(
            r"\bled\b", scene.text
        ):
            orgs = [scene.discourse.subject_org] if scene.discourse.subject_org else orgs
        if clause.passive and not orgs:
            orgs = [o for t in clause.subjects for o in orgs_meant(scene, t)]
        org = orgs[0] if orgs else context_org(scene, clause.verb)
        judged = judge(scene, clause.verb)
        if org is None or judged.status is None:
            continue
        told = (
            judge(scene, governing_verb(clause.verb.head)) if _of_a_round(clause.verb) else judged
        )
        if judged.status is Status.ANNOUNCED and (clause.passive or told.status is Status.DONE):
            judged = replace(judged, status=Status.DONE)
        worth = whole(figures[0].value)
        yield draft(FactType.FUNDING, scene, "valued", judged, 0.7, org=org, valuation_usd=worth)
        return


def _of_a_round(verb: Token) -> bool:
    """Read "with a round that values it at $2 billion": told as whatever the round is told with."""
    return verb.dep_ == "relcl" and _names_a_round(verb.head)


def _values_something_else(verb: Token) -> bool:
    """Read "a deal valued at $2 billion", "stock options valued at $120 million": no company's worth."""
    return verb.dep_ == "acl" and verb.head.lemma_.lower() in _DEALS


def rounds(scene: Scene) -> Iterator[Draft]:
    """Read "A $40 million series A round for Y", "Y's $40 million round"."""
    for match in re.finditer(
        r"\b(?:funding round|seed round|series [a-h](?: round)?|financing round)\b",
        scene.text,
        re.IGNORECASE,
    ):
        near = [f for f in scene.sums if 0 <= match.start() - f.end <= 25]
        if not near:
            continue
        noun = scene.token_at(match.start())
        verb = governing_verb(noun)
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ in _RAISE:
            continue
        judged = judge(scene, verb)
        org = context_org(scene, noun)
        if (
            judged.status is None
            or org is None
            or verb.lemma_ not in {"announce", "lead", "follow", "complete", "finalise", "finalize"}
        ):
            continue
        if verb.lemma_ == "lead":
            continue
        state = Status.DONE if verb.lemma_ == "announce" and verb.tag_ != "VB" else judged.status
        yield draft(
            FactType.FUNDING, scene, "round", replace(judged, status=state), 0.7, org=org,
            amount_usd=whole(near[-1].value), lead=lead_of(scene),
        )  # fmt: skip
        return


RULES = (funding, rounds)
