"""Money that companies spend, what they offer people, and how their shares take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, fractions, percents, whole
from tracker.extraction.rules import money_words
from tracker.extraction.rules.deals import committed_to
from tracker.extraction.rules.meant import means_another, orgs_meant
from tracker.extraction.rules.reactions import lasts_long
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.stakes import is_share
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb, surface_subjects
from tracker.extraction.tokens import Token

_SPENDING_NOUN = re.compile(
    r"\b(?:capital )?(?:expenditures?|spending|capex|capital spending|outlays?)\b", re.IGNORECASE
)
_PAY_NOUN = re.compile(
    r"\b(?:pay|compensation|salary|salaries|bonus(?:es)?|signing|packages?|offers?|remuneration|a year|wages|stock grants?|contract)\b",
    re.IGNORECASE,
)
_NO_PAY = re.compile(
    r"funding|valuation|revenue|round|raised|buyback|fine\b|acqui|licen[cs]|take-?over|\bbid\b|\bstake\b",
    re.IGNORECASE,
)
_BID = re.compile(
    r"\b(?:take-?over|buy-?out|acquisition|merger) (?:offer|bid|proposal|approach)\b|\b(?:unsolicited|hostile|non-?binding|indicative|all-cash)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(
    r"\b(?:turn(?:s|ed|ing)? down|declin(?:es?|ed|ing)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|spurn(?:s|ed|ing)?|walk(?:s|ed|ing)? away from) "
    r"(?:an? |the |its |his |their )?[^.;,]{0,60}\b(?:offer|package|bonus|pay|compensation|deal)"
    r"|\b(?:not|hardly|scarcely|n['’]t) enough to (?:tempt|lure|entice|persuade|sway|win|prise|pry|woo|coax)",
    re.IGNORECASE,
)
_SURELY_PAY = re.compile(r"compensation|salar|bonus|remuneration|pay package", re.IGNORECASE)
_OFFERS = words(
    "offer pay dangle promise give earn get receive lure grant award propose extend make turn accept"
)
#: Money so spoken of is not spent yet.
_SETS_ASIDE = words("earmark allocate budget pledge commit set_aside")
#: As much is offered to companies, and to people only by name.
_NO_ONES_PAY = 100_000_000
_SPENDS = words("spend invest put earmark commit pour allocate budget pledge set")
_REFUSES = words("decline reject refuse turn spurn")
_YEARS = re.compile(r"\b(?:over|for) (?:\w+|\d+) years\b|\ba year\b|\bto join\b|\bjob offer\b", re.I)  # fmt: skip
_REACHED = words("reach total hit amount come exceed top rise climb")
_BUYS = words("acquire buy purchase invest put inject") | {"take over", "put in"}
_FALL = r"f(?:e|a)ll|slid|slump|plung|plumm|drop|tumbl|sank|sink|lost|lose|declin|slip|dipp|crash|div(?:ed|ing)|shed|down"
_RISE = r"rose|ris(?:e|ing)|gain|jump|soar|surg|climb|rall|leap|leapt|added|up\b|advanc"
_MARKET = re.compile(
    rf"\b(?:shares?|stock|share price|market value|market capitali[sz]ation)\b(?! (?:exchange|market))[^.;]{{0,80}}?\b(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))\w*",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:shares?|stock)\b[^.;]{0,60}?(?:\b(?:clos|end|finish|trad|open|was|were|are|is)\w*\b[^.;]{0,25}?)?"
    r"(?:%|per ?cent)(?: points?)? (?:(?P<fall>lower|down|weaker|in the red|off)|(?P<rise>higher|up|stronger|firmer))\b",
    re.IGNORECASE,
)


def spending(scene: Scene) -> Iterator[Draft]:
    """Read "Y will spend $10 billion on chips", "expenditures exceeding $100 billion"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for clause in clauses(scene.doc):
        if (
            clause.lemma == "put in"
            or clause.verb.lemma_ not in _SPENDS
            or (clause.verb.lemma_ == "set" and clause.lemma != "set aside")
        ):
            continue
        amount = next(
            (
                f
                for f in scene.sums
                if f.value >= money_words.LEAST_SPENT
                and clause.verb.i in {a.i for a in scene.token_at(f.start).ancestors}
            ),
            None,
        )
        orgs = [o for s in clause.subjects for o in orgs_meant(scene, s)]
        people = [p for s in clause.subjects for p in scene.people(s)]
        shares = (t for t in clause.preps("on", "for") if is_share(t))
        if (
            any(scene.is_org(t) for share in shares for t in share.subtree)
            or (people and money_words.is_ones_own(scene.text))
            or money_words.put_together(clause, orgs)
        ):
            continue
        org = ", ".join(orgs[:1]) or (
            context_org(scene, clause.verb, people[0]) if people else None
        )
        if amount is None or not org or _tells(scene, clause, amount):
            continue
        things = list(clause.preps("on", "in", "into", "for"))
        if committed_to(scene, clause) is not None or _only_promises(scene, clause, amount):
            continue
        invested = any(scene.kind(t) in COMPANIES or means_another(scene, t, org) for t in things)
        if clause.verb.lemma_ != "spend" and (invested or money_words.is_investor(org)):
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        if judged.status is Status.DONE and clause.lemma in _SETS_ASIDE:
            judged = replace(judged, status=Status.ANNOUNCED)
        purpose = next(
            (
                scene.words(min(x.i for x in t.subtree), t.i)
                for t in things
                if scene.token_at(amount.start).i != t.i
            ),
            None,
        )
        yield draft(
            FactType.SPENDING,
            scene,
            "spends",
            judged,
            0.7,
            org=org,
            amount_usd=whole(amount.value),
            purpose=purpose,
        )
        return
    yield from _spending_noun(scene)


def _only_promises(scene: Scene, clause: Clause, amount: Figure) -> bool:
    """Read "committed to invest $2 billion in Z": the verb of its own tells for what."""
    verb = governing_verb(scene.token_at(amount.start))
    return verb.i != clause.verb.i and verb.lemma_ in {"invest", "put", "inject", "pour", "spend"}


def _tells(scene: Scene, clause: Clause, amount: Figure) -> bool:
    """An outlet that "puts the price at $700 million" spends nothing."""
    said = re.search(r"\bat (?:[a-z]+ ){0,3}$", scene.text[: amount.start])
    return clause.verb.lemma_ == "put" and said is not None


def _spending_noun(scene: Scene) -> Iterator[Draft]:
    for match in _SPENDING_NOUN.finditer(scene.text):
        near = [f for f in scene.sums if 0 <= f.start - match.end() <= 40]
        if not near:
            continue
        noun = scene.token_at(match.start())
        if scene.token_at(match.end() - 1).pos_ == "VERB":
            continue
        org = next((scene.at[c.i].text for c in noun.children if scene.is_org(c)), None)
        subject = next(
            (t for t in scene.doc[: noun.i] if t.dep_ in {"nsubj", "poss"} and scene.is_person(t)),
            None,
        )
        if org is None and subject is not None:
            org = context_org(scene, subject, scene.name(subject))
        org = org or context_org(scene, noun)
        if org is None:
            continue
        while noun.dep_ in {"amod", "compound"}:
            noun = noun.head
        spent = noun.dep_ == "nsubj" and noun.head.tag_ == "VBD" and noun.head.lemma_ in _REACHED
        state = Status.DONE if spent else Status.ANNOUNCED
        before = scene.text[: match.start()]
        word = re.search(r"\b(AI|data cent(?:er|re)s?|chips?|capital|infrastructure)\s*$", before)
        yield draft(
            FactType.SPENDING, scene, "spending_noun", Judgement(state), 0.65, org=org, amount_usd=whole(near[0].value),
            purpose=word.group(1) if word else None,
        )  # fmt: skip
        return


def compensation(scene: Scene) -> Iterator[Draft]:
    """Read "offered him $14 million a year" and "$100 million compensation packages"."""
    if is_hypothetical(scene):
        return
    for figure in scene.sums:
        verb = _pay_verb(scene, figure)
        clause = next(
            (c for c in clauses(scene.doc) if verb is not None and c.verb.i == verb.i), None
        )
        if verb is None or clause is None:
            continue
        judged = judge(scene, verb)
        org, person = _payer(scene, clause)
        turned_down = _TURNED_DOWN.search(scene.text)
        if (judged.status is None and not turned_down) or org is None:
            continue
        if turned_down and person is None and figure.value >= _NO_ONES_PAY:
            continue
        if turned_down:
            judged = replace(judged, status=Status.DENIED)
        if (
            judged.status is Status.ANNOUNCED
            and verb.lemma_ == "be"
            and verb.tag_ in {"VBZ", "VBP"}
        ):
            judged = replace(judged, status=Status.DONE)
        yield draft(
            FactType.COMPENSATION, scene, "pays", judged, 0.65, org=org, amount_usd=whole(figure.value), person=person
        )  # fmt: skip
        return


def _pay_verb(scene: Scene, figure: Figure) -> Token | None:
    """The verb that offers or pays a sum to somebody, if the words around it are of pay."""
    around = scene.text[max(0, figure.start - 35) : figure.end + 35]
    offered = re.search(
        r"\b(?:was|were|been|being|is) offered (?:about |up to |more than |nearly )?$|\boffer(?:s|ed)? [A-Z][\w-]+ (?:[A-Z][\w-]+ )?(?:more than |about |up to |nearly )?$",
        scene.text[: figure.start],
    )
    if (
        not (_PAY_NOUN.search(around) or offered)
        or _NO_PAY.search(around)
        or _BID.search(scene.text[: figure.start])
        or figure.value < money_words.LEAST_PAY
    ):
        return None
    verb = governing_verb(scene.token_at(figure.start))
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.lemma_ in _REFUSES and any(scene.kind(s) in COMPANIES for s in surface_subjects(verb)):
        return None  # a company that turns down an offer is no one's employee
    refused = _TURNED_DOWN.search(scene.text) and (
        verb.lemma_ == "be" or _refuses_work(scene, verb)
    )
    if _SURELY_PAY.search(around) or refused or (verb.lemma_ in _OFFERS and verb.lemma_ != "pay"):
        return verb
    return None


def _refuses_work(scene: Scene, verb: Token) -> bool:
    """Read "X declined an offer worth $150 million over four years": work is paid by the year."""
    person = any(scene.people(s) for s in surface_subjects(verb))
    return person and verb.lemma_ in _REFUSES and _YEARS.search(scene.text) is not None


def _payer(scene: Scene, clause: Clause) -> tuple[str | None, str | None]:
    """Who pays, and whom."""
    orgs = [o for s in clause.subjects for o in scene.orgs(s)]
    subjects = [p for s in clause.subjects for p in scene.people(s)]
    owners = [c for s in clause.subjects for c in s.children if c.dep_ == "poss"]
    first = next(iter([*subjects, *(p for c in owners for p in scene.people(c))]), None)
    if clause.verb.lemma_ in {"earn", "get", "receive", "accept"}:
        return (context_org(scene, clause.verb, first), first) if first else (None, None)
    if clause.verb.lemma_ in _REFUSES:
        by = (o for t in clause.preps("from", "by", "of") for o in scene.orgs(t))
        return next(by, None), first
    paid = [p for t in [*clause.objects, *clause.preps("to")] for p in scene.people(t)]
    if clause.verb.lemma_ == "be":  # "X's package at Y is worth ..."
        at = [o for t in clause.preps("at") for o in scene.orgs(t)]
        at += [
            o
            for s in clause.subjects
            for c in s.children
            if c.dep_ == "prep"
            for t in c.children
            for o in scene.orgs(t)
        ]
        at += [o for c in owners for o in scene.orgs(c)]
        named = [scene.name(t) for t in scene.tokens(Kind.PERSON)]
        first = first or (named[0] if len(named) == 1 else None)
        orgs, paid = orgs or at, paid or ([first] if first else [])
    return orgs[0] if orgs else context_org(scene, clause.verb, first), paid[0] if paid else None


def lured_for(scene: Scene) -> Iterator[Draft]:
    """Read "Lured X away for about $14 million": what the hire is said to be paid."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in {"lure", "hire", "poach", "recruit", "woo", "sign", "entice"}:
            continue
        people = [p for o in clause.objects for p in scene.people(o)]
        orgs = [o for s in clause.subjects for o in scene.orgs(s)]
        figure = next(
            (
                f
                for f in scene.sums
                if re.search(r"\b(?:for|with)\b[^.;]{0,60}$", scene.text[: f.start])
                and scene.token_at(f.start).i > clause.verb.i
            ),
            None,
        )
        judged = judge(scene, clause.verb)
        if (
            people
            and orgs
            and figure is not None
            and judged.status is not None
            and figure.value < 2e9
        ):
            yield draft(
                FactType.COMPENSATION, scene, "lured_for", judged, 0.65, org=orgs[0], person=people[0],
                amount_usd=whole(figure.value),
            )  # fmt: skip


def market_reaction(scene: Scene) -> Iterator[Draft]:
    """Read "Its shares fell 3.4%", "erasing $240 billion in market value"."""
    if is_hypothetical(scene):
        return
    match = _CLOSED.search(scene.text) or _MARKET.search(scene.text)
    if match is None or lasts_long(scene.text):
        return
    told = sorted([*percents(scene.text), *fractions(scene.text)], key=lambda p: p.start)
    told = [p for p in told if not money_words.is_no_share_price(scene.text, p)]
    percent = next(
        (
            p
            for p in told
            if 0 <= p.start - match.end() < 40
            or (match.re is _CLOSED and match.start() < p.start < match.end())
        ),
        None,
    )
    lost = next(
        (
            f
            for f in scene.sums
            if re.search(r"market|value|worth", scene.text[f.end : f.end + 60], re.IGNORECASE)
            and f.start > match.start()
        ),
        None,
    )
    if percent is None and lost is None:
        return
    noun = scene.token_at(match.start())
    near = sorted(noun.subtree, key=lambda t: abs(t.i - noun.i))
    org = next((scene.at[t.i].text for t in near if scene.is_org(t)), None)
    if org is None:
        org = next((o for c in noun.children if c.dep_ == "poss" for o in _owners(scene, c)), None)
    of = [t for p in noun.children if p.lower_ in {"in", "of"} for t in p.children]
    if org is None and of:  # "shares in the chip designer"
        org = next((o for t in of for o in orgs_meant(scene, t)), None)
        if org is None:
            return
    org = org or context_org(scene, noun) or scene.discourse.focus()
    if org is None:
        return
    sign = -1 if match.group("fall") else 1
    yield draft(
        FactType.MARKET_REACTION, scene, "shares_move", Judgement(Status.DONE), 0.75, org=org,
        percent=whole(sign * percent.value) if percent else None, amount_usd=whole(sign * lost.value) if lost else None,
    )  # fmt: skip


def _owners(scene: Scene, token: Token) -> list[str]:
    """Whose shares they are; "the target" is the company that an earlier sentence says is bought."""
    if token.lemma_.lower() == "target":
        for before in (scene, *reversed(scene.article[: scene.number])):
            bought = [
                c
                for v in clauses(before.doc)
                if v.lemma in _BUYS
                for c in [*v.objects, *v.preps("into")]
            ]
            names = [before.at[t.i].text for t in bought if before.is_org(t)]
            if names:
                return names[:1]
    return orgs_meant(scene, token)


def licences(scene: Scene) -> Iterator[Draft]:
    """Read "Y will pay $2 billion for a licence to the technology": money for the use of something."""
    if is_hypothetical(scene) or not money_words.is_licence(scene.text):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in {"pay", "spend", "hand", "fork"} or clause.passive:
            continue
        amount = next(
            (
                f
                for f in scene.sums
                if clause.verb.i in {a.i for a in scene.token_at(f.start).ancestors}
            ),
            None,
        )
        org = next((o for s in clause.subjects for o in orgs_meant(scene, s)), None)
        judged = judge(scene, clause.verb)
        if amount is None or org is None or judged.status is None:
            continue
        yield draft(
            FactType.SPENDING, scene, "licence", judged, 0.75, org=org, amount_usd=whole(amount.value),
            purpose="licence",
        )  # fmt: skip
        return


RULES = (spending, licences, compensation, lured_for, market_reaction)
