"""Whether a sentence says that shares, or what a company is worth, go down or up."""

from __future__ import annotations

import re

_FALL = re.compile(
    r"\b(?:f(?:e|a)ll|slid|slump|plung|plumm|drop|tumbl|sank|sink|los[te]|declin|slip|dipp|crash|div(?:ed|ing)|shed|down"
    r"|wip(?:e|ing)|eras|lower|knock|cut|off\b|red\b|worse|slumped|retreat|shave|cost)",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\b(?:rose|ris(?:e|ing)|gain|jump|soar|surg|climb|rall|leap|added|adding|adds|up\b|advanc|higher|spik|boost|rocket|skyrocket|popp|increas|record high)",
    re.IGNORECASE,
)


def falls(sentence: str) -> bool:
    """Whether a word of ``sentence`` tells of a fall."""
    return _FALL.search(sentence) is not None


def rises(sentence: str) -> bool:
    """Whether a word of ``sentence`` tells of a rise."""
    return _RISE.search(sentence) is not None
