"""Who tells what a sentence tells: an outlet, or people who go unnamed."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import OUTLETS, PAPERS
from tracker.extraction.scene import Scene

_PAPER_NAMES = "|".join(sorted((re.escape(p) for p in PAPERS), key=len, reverse=True))
#: What stands behind the people who have told a reporter.
INFORMED = r"(?:familiar|close|briefed|with (?:direct )?knowledge|in the know)\b"
_SOURCES = (
    r"(?:people|persons?|sources?|insiders|officials|employees|professors|investors|friends|executives|staff)"
    rf"(?: (?:{INFORMED}|who (?:know|have seen|were|are|asked|spoke)\b))?"
)
#: What an outlet does, and what is done to one. Who tells an outlet of himself is believed: "X is leaving, she told Reuters".
_TELLS = r"(?: News)?(?:['’]s \w+)? (?:first |has |had )?(?:reports?|reported|says?|said|wrote|writes|learn(?:ed|t)|claims?|saw|revealed|scooped|hears?|heard|understands?|understood)"
_BY_WORD_OF = r"(?:according to|reported by|first reported by|citing|reports?|says|seen by|per) "
_CREDITED = re.compile(
    rf"(?:(?P<a>\b(?:{_PAPER_NAMES})\b){_TELLS})|(?:{_BY_WORD_OF}(?P<b>\b(?:{_PAPER_NAMES})\b))"
    # what is put before the news itself, or behind it in a headline: "Reuters: X is leaving", "X to leave -Reuters"
    rf"|^(?P<c>{_PAPER_NAMES}): |[-–—] ?(?P<d>{_PAPER_NAMES})$",
    re.IGNORECASE,
)
_OUTLET_BEFORE = re.compile(rf"{_TELLS}\b", re.IGNORECASE)
_OUTLET_BEHIND = re.compile(rf"\b{_BY_WORD_OF}(?:(?:the|an?) (?:[\w-]+ ){{0,3}})?$", re.IGNORECASE)
#: What reporters do as well as outlets.
_REPORTED = re.compile(
    r" (?:first |has )?reported(?:[.,;]| (?:on|this|last|earlier|late|today|yesterday)\b)"
)
#: In small letters, as it is looked for.
_UNNAMED = re.compile(
    rf"\baccording to (?:\w+ ){{0,4}}{_SOURCES}\b|\baccording to (?:an?|the) (?:internal |leaked )?(?:report|person|message|memo|filing)\b"
    rf"|\b(?:(?:(?:two|three|four|several|some|a) )?(?:people|persons?|sources?|insiders)"
    rf"|(?:two|three|four|five|six|several|some|many|a dozen|former|current|other) (?:[\w-]+ )?(?:employees|staff(?:ers)?|executives|officials|researchers|engineers|colleagues|investors)|an? (?:former |current )?employee)"
    rf"\b[^.,;]{{0,60}}\b(?:said|say|says|told|tells?|claim|believe)\b"
    rf"|^(?:(?:two|three|four|several) )?(?:sources?|reports?|insiders): |[-–—] ?(?:sources?|reports?)$|\bper (?:an? |two |three |several )?(?:(?:former |current |ex-)?(?:employees?|staff(?:ers?)?|executives?|officials?)|sources?|people|person|insiders?|reports?)\b"
    r"|\bsaid (?:two |three |several )?(?:people|a person|sources)\b|\breportedly\b|\bis said to\b|\bare said to\b|\bit is understood\b"
    r"|\bpress reports\b|\breports (?:say|said|put)\b|\bunconfirmed\b",
)
#: What a company has told all, or somebody of himself: "according to an internal memo", "according to a message she posted".
MESSAGE = re.compile(
    r"\baccording to an internal (?:note|memo)|\bin an internal (?:note|memo)"
    r"|\baccording to an? (?:internal )?(?:note|memo|message|e-?mail|post|letter) (?:that )?(?:he|she|they)\b",
    re.IGNORECASE,
)


def credit(scene: Scene) -> tuple[bool, str | None]:
    """Whether the sentence rests on another outlet or on unnamed sources, and on which outlet."""
    credited, via = _credit_in(scene.text)
    if via is None:
        via = next((m.text for m in scene.at.values() if _is_credited(scene.text, m)), None)
    return credited or via is not None, via


def _is_credited(sentence: str, mention: Mention) -> bool:
    """Whether a sentence tells what a name that no list knows as an outlet's has told: "X is leaving, the Plinth reported"."""
    if mention.known and not mention.paper:
        return False
    if mention.kind is Kind.PERSON:
        return sentence[: mention.start].endswith(", ") and bool(
            _REPORTED.match(sentence, mention.end)
        )
    return (mention.paper or mention.text.split()[-1].lower() in OUTLETS) and bool(
        _OUTLET_BEFORE.match(sentence, mention.end)
        or _OUTLET_BEHIND.search(sentence[: mention.start])
    )


# Each rule asks anew, mostly of the sentence that the one before it has asked of.
@lru_cache(maxsize=64)
def _credit_in(sentence: str) -> tuple[bool, str | None]:
    plain = sentence.lower()
    # Most sentences name no paper, and to see that takes a twentieth of the time that the pattern takes.
    match = _CREDITED.search(sentence) if any(paper in plain for paper in PAPERS) else None
    if match:
        return True, next(filter(None, match.groups()))
    return bool(_UNNAMED.search(plain)), None
