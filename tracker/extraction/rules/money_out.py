"""Money that companies spend, what they offer people, and how their shares take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES
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
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_SPENDING_NOUN = re.compile(
    r"\b(?:capital )?(?:expenditures?|spending|capex|capital spending|outlays?)\b", re.IGNORECASE
)
#: Money so spoken of is not spent yet.
_SETS_ASIDE = words("earmark allocate budget pledge commit set_aside")
_SPENDS = words("spend invest put earmark commit pour allocate budget pledge set")
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
_PAY = words("bonus salary wage")


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
        if amount is None or not org or _tells(scene, clause, amount) or _is_pay(scene, amount):
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
    said = re.search(r"\bat (?:[a-z]+ ){0,3}$", scene.text[: amount.start]) is not None
    sums = {scene.token_at(f.start).i for f in scene.sums}
    told = any(t.i in sums for thing in clause.preps("at") for t in thing.subtree)
    return clause.verb.lemma_ == "put" and (said or told)


def _is_pay(scene: Scene, amount: Figure) -> bool:
    """Whether a sum is that of what people are paid: "signing bonuses of $100 million"."""
    return any(t.lemma_.lower() in _PAY for t in scene.token_at(amount.start).ancestors)


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


RULES = (spending, licences, market_reaction)
