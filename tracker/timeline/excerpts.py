"""How much of somebody else's text is shown: the evidence, and at most one sentence on either side."""

import re
from dataclasses import dataclass

#: A sentence ends at its stop, with the closing quotation mark or bracket, before a space; and with its line.
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n")
#: As much text as is looked at on either side.
REACH = 600


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text: the evidence in the middle, what stands before and after it."""

    before: str
    evidence: str
    after: str
    #: The piece begins or ends inside a sentence, or text is left out.
    cut_before: bool = False
    cut_after: bool = False


def sentence_before(text: str) -> str:
    """The last sentence of ``text``, which ends where the evidence begins; never more than one.

    Short forms such as "Mr." end a sentence here: what is shown is then shorter, never longer.
    """
    line = text.rpartition("\n")[2]
    ends = [match.end() for match in _END.finditer(line)]
    trailing = line.rstrip()
    starts = [end for end in ends if end < len(trailing)]
    return line[starts[-1] :].lstrip() if starts else (line.lstrip() if len(line) < REACH else "")


def sentence_after(text: str) -> str:
    """The first sentence of ``text``, which begins where the evidence ends; never more than one."""
    line = text.partition("\n")[0]
    if len(line.strip()) < 2:
        return line.strip()
    # The evidence may stop short of its own full stop: that stop is not a sentence.
    lead = len(line) - len(line.lstrip(" .!?…\"'”’)]"))
    found = _END.search(line + " ", lead)
    if found is None:
        return line.rstrip() if len(line) < REACH else ""
    return line[: found.end()].rstrip()


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The evidence ``text[start:end]`` with at most one sentence on either side."""
    head, tail = text[max(0, start - REACH) : start], text[end : end + REACH]
    before, after = sentence_before(head), sentence_after(tail)
    return Excerpt(
        before=before,
        evidence=text[start:end],
        after=after,
        cut_before=len(before.strip()) < len(text[:start].strip()),
        cut_after=len(after.strip()) < len(text[end:].strip()),
    )
