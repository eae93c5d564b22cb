"""The words of who asks who told of something first: "who broke the story of", "which outlet first reported that"."""

import re

_NEWS = r"(?:the )?(?:first )?(?:news|story|scoop|exclusive|report)"
_TELL = r"(?:(?:report|tell|reveal|announce|disclose|publish|break|say|scoop|leak)(?:e?s|e?d)?|said|told|broke|wrote|written|write)"
_LEAD_IN = re.compile(
    # Verbs alone ask it where hardly anything is called so.
    r"(?=(?:whose|who|which|what|where|first|the first)\b|report|tell|told|say|said|break|broke|publish|wrote)"
    r"(?:whose "
    rf"{_NEWS} (?:was|is)(?: it)?"
    r"|(?:(?:who|which \w+|what \w+|where) )?(?:(?:was|were|is|has|had|did) )?(?:it )?(?:the )?(?:first )?(?:(?:one|outlet|paper) )?(?:to )?"
    rf"(?:{_TELL}(?: first)?(?: {_NEWS})?|(?:have|has|had|got|get|with) {_NEWS}))"
    r"(?: (?:that|of|about|on))? (?:the )?",
    re.IGNORECASE,
)


def first_told(words: str) -> str | None:
    """What it is asked of who told it first; None where the words do not begin so."""
    lead = _LEAD_IN.match(words)
    return words[lead.end() :] if lead else None
