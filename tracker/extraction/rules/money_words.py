"""What the words around a sum say it is: a valuation, a sum of before, a licence fee, another currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.extraction.clauses import Clause
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import surface_subjects

_VALUATION = re.compile(
    r"valuation (?:of|above|over|near|around|at)|valu(?:ed|es|ing|e) (?:[\w'’]+ ){0,4}?(?:at|near|above)|(?<!round )(?<!financing )\bworth\b|valuation to",
    re.IGNORECASE,
)
_DEAL_WORTH = re.compile(
    r"\b(?:deal|transaction|takeover|acquisition|purchase|buyout|bid|offer)(?: that was| that is|, which is)? "
    r"(?:valued at|worth)(?: (?:about|around|roughly|some|nearly|almost|more than|over|up to|as much as|an estimated))? $",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:(?:up|down)|[mb]illion|bn|m) from (?:the |about |around |nearly )*$|\b(?:compared (?:with|to)|versus|against|instead of|rather than) (?:the |about |around |nearly )*$",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"\blicen[cs](?:e|es|ed|ing)\b", re.IGNORECASE)
_EARNED = re.compile(
    r"\b(?:earn(?:s|ed|ing|ings)?|sav(?:es?|ed|ing)|revenues?|sales of|turnover|profits?|loss(?:es)?|lost|income|takings|made|bill|shipped|forecasts?|debts?|in cash)\b[^,;.$]{0,40}$",
    re.IGNORECASE,
)
_EARNINGS = re.compile(
    r"(?: (?:U\.?S\.? )?dollars)? (?:in|of|worth of) (?:[\w-]+ ){0,2}(?:revenues?|sales|turnover|orders|bookings|profits?|income|earnings|takings)\b| of (?:that|it|which)\b"
)
_SPENT = re.compile(
    r"(?: dollars)? (?:in|of|on) (?:[\w-]+ )?(?:capital|capex|spending|expenditures?|investments?)\b"
)
_ELSEWHERE = re.compile(
    r"[€£¥₹₩] ?\d|\b(?:CHF|EUR|GBP|JPY|CNY|RMB|SEK|NOK|DKK|INR) ?\d|\b(?:C|A|HK|S|NT|NZ|R)\$ ?\d"
    r"|\b(?:million|billion|bn|m) (?:francs?|euros?|pounds?|yuan|yen|won|rupees|kron\w+|shekels|(?:Canadian|Australian|Hong Kong|Singapore) dollars)\b",
    re.IGNORECASE,
)

#: Less is nobody's pay, and no spending of a company that is told for its own sake.
LEAST_PAY, LEAST_SPENT = 50_000, 100_000
_FAILED = re.compile(
    r"\b(?:(?:fail(?:s|ed|ing)? to|unable to|could not|couldn['’]t) (?:raise|secure|close|attract)\b|(?:turned down|rejected|declined|refused) (?=[$€£]))"
)
#: What customers have paid: "took in 40 million euros in the first quarter".
_TAKEN_IN = re.compile(
    r"\b(?:took|takes|taking) in\b[^.;]*\b(?:quarter|sales|revenues?|year (?:before|earlier))\b"
)

#: What a company asks, pays or spends, and changes itself.
_PRICES = re.compile(
    r"\b(?:cut|cuts|cutting|rais|lower|increas|slash|reduc|trim)\w* (?:its|their|the) (?:\w+ )?"
    r"(?:prices?|fees?|rates?|costs?|spending|budgets?|wages?|bills?|tariffs?|rents?)\b",
    re.IGNORECASE,
)

#: What a single share is to cost.
_A_SHARE = re.compile(r" (?:in cash |apiece )?(?:an?|per|each) (?:\w+ )?share\b", re.IGNORECASE)
_WIPED = re.compile(r"\b(?:wip|eras|evaporat)\w+ [^,;.$]{0,30}$", re.IGNORECASE)
_OF_VALUE = re.compile(
    r"\W+(?:\w+ ){0,2}(?:of|in|off|from|to) [\w’' ]{0,20}\b(?:market|value)\b", re.IGNORECASE
)
#: Words of those who trade in shares, and of what their prices do.
_OF_SHARES = re.compile(
    r"\b(?:shares?|stocks?|stock market|investors?|shareholders?|traders?|trading|traded|Nasdaq|NYSE|capitali[sz]ation|market (?:value|cap)|wip(?:ed|ing)|worth"
    r"|f[ae]ll(?:en|s|ing)?|rose|ris(?:es?|en|ing)|gain\w*|jump\w*|soar\w*|surg\w+|climb\w*|rall\w+|leap\w*|leapt|slid\w*|slump\w*|plung\w+|plummet\w*|dropp?\w*"
    r"|tumbl\w+|s[aiu]nk\w*|los[est]\w*|declin\w+|slip\w*|dip\w*|crash\w*|div(?:ed|ing)|shed|add(?:ed|s|ing)|up(?! to\b)|down|higher|lower|off)\b",
    re.IGNORECASE,
)
_PRIZE = re.compile(r"\b(?:Award|Prize|Medal|prize money|award money|winnings)\b")
_FOR_A_THING = re.compile(
    r"\bfor (?:his|her|their) (?:\w+ )?(?:domain(?: name)?|house|home|painting|stake|book|car|silence|vote|land|collection|archive|patents?|likeness)\b"
)
_OWN_MONEY = re.compile(
    r"\bof (?:his|her|their) own\b(?! compan| firm)|\b(?:his|her|their) own (?:money|pocket|fortune|savings)\b"
)

_WRITTEN_OFF = re.compile(
    r"\b(?:writ(?:e|es|ing|ten)|wrote) (?:off|down) (?:about |some |nearly |almost )?$"
)

#: A share of the market that has come to so much, and goods sold for less.
_NO_PRICE = re.compile(
    r"\bshare\b(?! price)[^.;]{0,80}?\bto (?:about |around |some |nearly |roughly )?(?:[\w.-]+ ?(?:%|per ?cent)|(?:an?|one|two|three)[ -](?:half|third|quarter|fifth|tenth)s?\b)"
    r"|\bstock\b[^.;]{0,60}\b(?:at|for) [\w.-]+ ?(?:%|per ?cent) off\b"
)
_INVESTORS = words("backer investor fund financier shareholder angel")
#: What a company sells or earns, and no share of it.
_TRADE = words("revenue sale turnover profit income earnings")
#: What is traded too, and no company's: "Brent crude dropped 3%".
_GOODS = words(
    "crude oil gas gold silver copper lithium wheat coffee bitcoin ether dollar euro yen pound"
)


def is_valuation(text: str, figure: Figure) -> bool:
    """Whether a sum is what a company is said to be worth."""
    before = text[max(0, figure.start - 45) : figure.start]
    found = list(_VALUATION.finditer(before))
    if found and "$" not in before[found[-1].end() :]:
        return True
    return re.match(r"[- ](?:dollar )?valuation", text[figure.end :], re.IGNORECASE) is not None


def is_worth_of_deal(text: str, figure: Figure) -> bool:
    """Whether a sum is what is paid in "a deal valued at $2 billion"."""
    return _DEAL_WORTH.search(text[: figure.start]) is not None


def is_of_one_share(text: str, figure: Figure) -> bool:
    """Whether a sum is what a single share costs: "$28 a share"."""
    return _A_SHARE.match(text, figure.end) is not None


def is_no_price(text: str, figure: Figure) -> bool:
    """Whether a sum is what a company or one of its shares is worth, and not what is paid for it."""
    written_off = _WRITTEN_OFF.search(text, 0, figure.start) is not None
    return written_off or is_valuation(text, figure) or is_of_one_share(text, figure)


def earlier(scene: Scene, figure: Figure) -> bool:
    """Whether a sum is only what another one is compared with ("up from $60 billion")."""
    return _EARLIER.search(scene.text[: figure.start]) is not None


def is_earned(text: str, figure: Figure) -> bool:
    """Whether a sum is what a company takes in or loses."""
    if _EARNINGS.match(text, figure.end):
        return True
    return not _SPENT.match(text, figure.end) and _EARNED.search(text[: figure.start]) is not None


def is_licence(text: str) -> bool:
    """Whether money is paid for the use of something rather than for a company or to a person."""
    return _LICENCE.search(text) is not None


_FROM_INVESTORS = re.compile(
    r"\b(?:investors?|backers)\b[^.;]{0,60}\b(?:gave|gives?|given|handed|advanced)\b"
)


def is_no_pay(text: str) -> bool:
    """Whether money is paid for a thing or its use, or comes with a prize or from investors, and from no employer."""
    return is_licence(text) or any(
        told.search(text) for told in (_PRIZE, _FOR_A_THING, _FROM_INVESTORS)
    )


def is_ones_own(text: str) -> bool:
    """Whether somebody spends money of his own, and none of a company's."""
    return _OWN_MONEY.search(text) is not None


def put_together(clause: Clause, orgs: Sequence[str]) -> bool:
    """Whether several put money in together, so that it is no single one's spending: "Y and two smaller backers"."""
    others = (t for s in clause.subjects for t in s.conjuncts)
    invests = clause.verb.lemma_ != "spend" and any(t.lemma_.lower() in _INVESTORS for t in others)
    return len(set(orgs)) > 1 or invests


def is_investor(name: str) -> bool:
    """Whether a name is that of somebody who puts money into others, and spends none on itself."""
    return re.search(r"\b(?:Fund|Ventures|Capital|Partners)$", name) is not None


# Three rules ask of the same sentence.
@lru_cache(maxsize=64)
def in_another_currency(text: str) -> bool:
    """Whether a sum is told in a currency other than the US dollar."""
    return _ELSEWHERE.search(text) is not None


def is_of_market_value(text: str, figure: Figure) -> bool:
    """Whether a sum is what a company has come to be worth more or less: "wiped out $90 billion", "$90 billion of its market value"."""
    after = text[figure.end :]
    return _WIPED.search(text[: figure.start]) is not None or _OF_VALUE.match(after) is not None


def speaks_of_shares(text: str) -> bool:
    """Whether a figure can be what a share price has done."""
    return _OF_SHARES.search(text) is not None


def is_no_share_price(text: str, figure: Figure) -> bool:
    """Read "its share edged up to 14%" and "old stock will be sold at 30% off"."""
    return any(one.start() <= figure.start < one.end() for one in _NO_PRICE.finditer(text))


def raises_nothing(sentence: str) -> bool:
    """Whether somebody has tried in vain to raise money, or was paid by customers."""
    return bool(_FAILED.search(sentence) or _TAKEN_IN.search(sentence))


def is_of_trade(scene: Scene, figure: Figure) -> bool:
    """Read "revenue rose 10%", "crude fell 3%": what is sold or earned has grown or shrunk, and no share."""
    above = scene.token_at(figure.start).ancestors
    verb = next((t for t in above if t.pos_ in {"VERB", "AUX"}), None)
    told = surface_subjects(verb) if verb is not None else ()
    return any(t.lemma_.lower() in _TRADE | _GOODS for t in told)


def changes_prices(sentence: str) -> bool:
    """Read "cut its prices by 10%": no share has moved."""
    return bool(_PRICES.search(sentence))
