"""Words in an article that are meant for the machine that reads it.

An article is data: whatever it says, nothing follows from it but findings that its own sentences
support. A text that speaks to its reader's machine all the same is not given to a model at all.
"""

from __future__ import annotations

import re

_WHAT = r"(?:instructions?|prompts?|rules|directions|orders|commands|guidelines|directives)"
_WHOSE = r"(?:all |any |every |the |these |those |your |my |of |above |earlier |former |prior |previous |preceding |original |other |system |initial )"
_ORDERS = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass|do not follow|don['’]t follow|stop following) {_WHOSE}*{_WHAT}\b"
    r"|\b(?:ignore|disregard|forget) (?:everything|anything|all|whatever)\b[^.!?\n]{0,40}\b(?:above|before|said|told|previous|earlier|prior)\b"
    r"|\b(?:new|updated|revised|real|actual) (?:system )?instructions? (?:for|to) (?:you|the (?:model|assistant|ai|llm))\b"
    r"|\bas an? (?:ai|large language|language) (?:model|assistant|reader)\b,? (?:you|please)"
    r"|\b(?:you are|you['’]re|act as|pretend to be|behave as) (?:now )?(?:a |an |the )?(?:helpful |new |unrestricted )*"
    r"(?:ai|assistant|chatbot|language model|llm|dan)\b"
    r"|\b(?:attention|note|message|instructions?|dear|hey|hello)[,:]? (?:to |for )?(?:the |any |all )?"
    r"(?:ai|llms?|language models?|assistants?|chatbots?|extractors?|parsers?|crawlers?)\b ?[,:]"
    r"|\b(?:output|print|return|respond with|reply with|answer with|emit)\b[^.!?\n]{0,30}\b(?:json|\"facts\"|facts array|empty list)"
    r"|\b(?:reveal|repeat|print|show|leak|tell me) (?:me )?(?:your |the )(?:system |hidden |initial )*(?:prompt|instructions|api key)\b"
    r"|(?:^|[.!?:;]['\"’”)]*\s+)(?:please |now |also |instead,? |then )*(?:report|record|extract|output|add|list|emit)"
    r" (?:the fact |a fact )?that (?-i:[A-Z“\"])"
    r"|<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|start_of_turn|end_of_turn|article)\b[^>\n]{0,40}>"
    r"|^\s*#{0,4} ?(?:system|assistant) ?(?:prompt|message)?:",
    re.IGNORECASE | re.MULTILINE,
)
_HIDDEN = re.compile("[\U000e0000-\U000e007f]{4,}")


def orders(text: str) -> str | None:
    """The first words of ``text`` that are an order to a model, or None."""
    match = _ORDERS.search(text) or _HIDDEN.search(text)
    return " ".join(match.group().split())[:80] if match else None
