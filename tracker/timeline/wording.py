"""What Reshuffle says, in sentences. Only what is done is told in the plain indicative.

A sentence is a :data:`Phrase`: plain words, and :class:`Ref`\\ s that name records, so that a page
can link the records while a feed prints the words. Nothing here asks the database.
"""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ref:
    """A record named in a sentence: a person, company, unit or outlet. Without a slug it has no page."""

    kind: str
    name: str
    slug: str = ""
    company: str = ""


type Phrase = tuple[str | Ref, ...]


def plain(words: Phrase) -> str:
    """The sentence without its links."""
    return "".join(word.name if isinstance(word, Ref) else word for word in words)


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of one verb that the statuses need."""

    done: str
    base: str
    going: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was told: who, the verb and the rest."""

    subject: Phrase
    verb: Verb
    rest: Phrase

    def told(self, status: str, outlet: str, *, overdue: bool = False) -> Phrase:
        """The sentence that ``status`` allows, with ``outlet`` as the one who says so.

        ``overdue``: what was announced should have happened by the day that the reader looks at,
        and nobody has said that it did.
        """
        who, verb, rest = self.subject, self.verb, self.rest
        match status:
            case "rumoured":
                source = f", according to {outlet}" if outlet else ", it is said"
                return (*who, f" may {verb.base}", *rest, source)
            case "reported":
                lead = f"{_reporting(outlet)} reports that " if outlet else "It is reported that "
                return (lead, *who, f" is {verb.going}", *rest)
            case "announced" if overdue:
                return ("It was announced that ", *who, f" would {verb.base}", *rest)
            case "announced":
                return (*who, f" will {verb.base}", *rest)
            case "denied":
                lead = (
                    f"{_reporting(outlet)} reports a denial that "
                    if outlet
                    else "It is denied that "
                )
                return (lead, *who, f" is {verb.going}", *rest)
            case "reversed":
                return (*who, f" was to {verb.base}", *rest)
            case _:
                return (*who, f" {verb.done}", *rest)


def _reporting(outlet: str) -> str:
    """The outlet before its verb: "CNBC, as cited by The Gazette," when it tells what another published."""
    return f"{outlet}," if ", as cited by " in outlet else outlet


JOIN = Verb("joined", "join", "joining")
LEAVE = Verb("left", "leave", "leaving")
BECOME = Verb("became", "become", "becoming")
TAKE = Verb("took", "take", "taking")
FOUND = Verb("founded", "found", "founding")
RETURN = Verb("returned to", "return to", "returning to")
REPORT = Verb("answered to", "answer to", "answering to")
CREATE = Verb("created", "create", "creating")
RENAME = Verb("renamed", "rename", "renaming")
MERGE = Verb("merged", "merge", "merging")
DISSOLVE = Verb("dissolved", "dissolve", "dissolving")
CUT = Verb("cut", "cut", "cutting")
RAISE = Verb("raised", "raise", "raising")
SPEND = Verb("spent", "spend", "spending")
OFFER = Verb("offered", "offer", "offering")
FALL = Verb("fell", "fall", "falling")
RISE = Verb("rose", "rise", "rising")
BUY = Verb("bought", "buy", "buying")


def move_deed(
    *,
    kind: str,
    person: Ref,
    origin: Ref | None,
    destination: Ref | None,
    unit: Ref | None = None,
    title: str = "",
    former_title: str = "",
) -> Deed:
    """What a move says: who went from where to where, as what."""
    who: Phrase = (person,)
    place = destination or origin or Ref("company", "an organization not named")
    there = _within(place, unit)
    came: Phrase = (" from ", origin) if origin is not None and origin != destination else ()
    as_title: Phrase = (f" as {title}",) if title else ()
    match kind:
        case "departure":
            goes: Phrase = (" for ", destination) if destination is not None and origin else ()
            was: Phrase = (f", {former_title},",) if former_title else ()
            return Deed(
                (person, *was),
                LEAVE,
                (*_within(origin or place, unit), *goes),
            )
        case "promotion" if title:
            return Deed(who, BECOME, (" ", *post_at(title, place, unit)))
        case "promotion" | "reassignment":
            rest: Phrase = (" a new post at ", *_place(place, unit, ", "), *as_title)
            return Deed(who, TAKE, rest)
        case "founding":
            after: Phrase = (" after ", origin) if origin is not None and came else ()
            return Deed(who, FOUND, (" ", place, *after))
        case "return":
            return Deed(
                who,
                RETURN,
                (*there, *came, *as_title),
            )
        case "board_seat" if destination is None:
            return Deed(who, LEAVE, (" the board of ", place))
        case "board_seat":
            return Deed(who, JOIN, (" the board of ", place))
        case "hire" if title and not came:
            return Deed(who, BECOME, (" ", *post_at(title, place, unit)))
        case _:
            return Deed(
                who,
                JOIN,
                (*there, *came, *as_title),
            )


def post_at(title: str, place: Ref, unit: Ref | None) -> Phrase:
    """``chief scientist at FAIR, Meta``: what the title names itself is not named once more."""
    inner = None if unit is None or unit.slug == place.slug else unit
    if inner is not None and _says(title, inner):
        told = _says(inner.name, place) or _says(title, place)
        more: Phrase = () if told else (" at ", place)
        return (*_linked(title, inner), *more)
    if _says(title, place):
        return (*_linked(title, place), *((" at ", inner) if inner is not None else ()))
    return (f"{title} at ", *_place(place, inner, ", "))


def _place(place: Ref, unit: Ref | None, between: str) -> Phrase:
    """``FAIR, Meta``, and ``Meta Labs`` alone, which names its company itself."""
    if unit is None or unit.slug == place.slug:
        return (place,)
    return (unit,) if _says(unit.name, place) else (unit, between, place)


def _says(words: str, record: Ref) -> bool:
    return _named_in(words, record) is not None


def _named_in(words: str, record: Ref) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(record.name)}(?!\w)", words, re.IGNORECASE)


def _linked(words: str, record: Ref) -> Phrase:
    """The words, in which the name of the record leads to it."""
    found = _named_in(words, record)
    if found is None:
        return (words,)
    return tuple(filter(None, (words[: found.start()], record, words[found.end() :])))


def _within(place: Ref, unit: Ref | None) -> Phrase:
    """The place after a verb: ``Meta``, or ``FAIR at Meta`` where the unit is known."""
    return (" ", *_place(place, unit, " at "))


def founding_deed(*, person: Ref, organization: Ref) -> Deed:
    return Deed((person,), FOUND, (" ", organization))


def line_deed(*, person: Ref, manager: Ref, organization: Ref, kind: str) -> Deed:
    """Who answers to whom, where."""
    how = {"dotted": ", by a dotted line", "interim": ", for an interim"}.get(kind, "")
    return Deed(
        (person,),
        REPORT,
        (" ", manager, " at ", organization, how) if how else (" ", manager, " at ", organization),
    )


def line_holds(deed: Deed) -> Phrase:
    """The sentence for a reporting line that may still hold."""
    return (*deed.subject, " answers to", *deed.rest)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What an event of an organization is made of; what was not published is None or empty."""

    kind: str
    organization: Ref
    unit: Ref | None = None
    into: Ref | None = None
    lead: Ref | None = None
    beneficiary: str = ""
    count: int | None = None
    percent: Decimal | None = None
    amount_usd: Decimal | None = None
    valuation_usd: Decimal | None = None
    purpose: str = ""


def event_deed(event: EventFacts) -> Deed:
    """What an event says; sums and counts only where they were published."""
    who: Phrase = (event.organization,)
    unit: str | Ref = event.unit or "a unit"
    into: str | Ref = event.into or "another unit"
    match event.kind:
        case "unit_created":
            return Deed(who, CREATE, (" ", unit))
        case "unit_renamed":
            return Deed(who, RENAME, (" ", unit, " as ", into))
        case "unit_merged":
            return Deed(who, MERGE, (" ", unit, " into ", into))
        case "unit_dissolved":
            return Deed(who, DISSOLVE, (" ", unit))
        case "layoff":
            return Deed(who, CUT, _cut(event))
        case "funding":
            return Deed(who, RAISE, _raised(event))
        case "spending":
            purpose = f" on {event.purpose}" if event.purpose else ""
            amount = f" {money(event.amount_usd)}" if event.amount_usd is not None else " money"
            return Deed(who, SPEND, (amount + purpose,))
        case "compensation":
            offered = f" {money(event.amount_usd)}" if event.amount_usd is not None else " pay"
            to = f" to {event.beneficiary}" if event.beneficiary else ""
            return Deed(who, OFFER, (offered + to,))
        case _:
            return _market(event)


def _cut(event: EventFacts) -> Phrase:
    where: Phrase = (" in ", event.unit) if event.unit else ()
    if event.count is not None and event.percent is not None:
        return (f" {event.count:,} jobs, {share(event.percent)} of the total", *where)
    if event.count is not None:
        return (f" {event.count:,} jobs", *where)
    if event.percent is not None:
        return (f" {share(event.percent)} of jobs", *where)
    return (" jobs", *where)


def _raised(event: EventFacts) -> Phrase:
    amount = f" {money(event.amount_usd)}" if event.amount_usd is not None else " money"
    value = (
        f" at a value of {money(event.valuation_usd)}" if event.valuation_usd is not None else ""
    )
    lead: Phrase = (" in a round led by ", event.lead) if event.lead else ()
    return (amount + value, *lead)


def _market(event: EventFacts) -> Deed:
    change = event.percent if event.percent is not None else event.amount_usd
    verb = RISE if change is not None and change > 0 else FALL
    by = ""
    if event.percent is not None:
        by = f" by {share(abs(event.percent))}"
        if event.amount_usd is not None:
            word = "gain" if verb is RISE else "loss"
            by += f", a {word} of {money(abs(event.amount_usd))} in market value"
    elif event.amount_usd is not None:
        by = f" by {money(abs(event.amount_usd))}"
    what = "The share price of " if event.percent is not None else "The market value of "
    return Deed((what, event.organization), verb, (by,) if by else ())


def stake_deed(
    *, acquirer: Ref, target: Ref, percent: Decimal | None, amount_usd: Decimal | None
) -> Deed:
    """Who took, or bid for, how much of whom."""
    price = f" for {money(amount_usd)}" if amount_usd is not None else ""
    if percent is not None and percent == 100:
        rest: Phrase = (" ", target, price) if price else (" ", target)
        return Deed((acquirer,), BUY, rest)
    size = f" a stake of {share(percent)} in " if percent is not None else " a stake in "
    rest = (size, target, price) if price else (size, target)
    return Deed((acquirer,), TAKE, rest)


def money(amount: Decimal) -> str:
    """US dollars as a newspaper writes them: ``$14.3 billion``, ``$250,000``."""
    sign = "−" if amount < 0 else ""
    size = abs(amount)
    for step, word in ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")):
        if size >= step:
            return f"{sign}${_short(size / step)}{word}"
    return f"{sign}${size:,.0f}"


def share(percent: Decimal) -> str:
    """``49%``, ``1.5%``."""
    return f"{_short(percent)}%"


def _short(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.001')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
