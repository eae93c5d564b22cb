"""Names as addresses write them: percent-encoded signs written out, accents joined to their letters.

``Zo%C3%AB``, ``Zoe%CC%88`` and ``Zo%EB`` are read as ``Zoë``, with the way back to where that stood.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
#: As many times as a text may have been encoded.
_DEEPEST = 3
_AS_THEY_ARE = " '"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read. ``starts`` says of each sign, and of the end, where it stands as written."""

    text: str
    starts: tuple[int, ...]

    def span(self, found: re.Match[str]) -> tuple[int, int]:
        """Where a match stands in the text as written."""
        return self.starts[found.start()], self.starts[found.end()]


def reading_of(text: str) -> Reading | None:
    """The text as it is read; None where it is read as it is written."""
    if "%" not in text and unicodedata.is_normalized("NFC", text):
        return None
    reading = Reading(text, tuple(range(len(text) + 1)))
    for _ in range(_DEEPEST):
        further = _written_out(reading)
        if further.text == reading.text:
            break
        reading = further
    reading = _joined(reading)
    return reading if reading.text != text else None


def read(text: str) -> str:
    """The text as it is read, without the way back."""
    reading = reading_of(text)
    return text if reading is None else reading.text


def blocked(text: str, patterns: Iterable[re.Pattern[str]], block: str) -> str:
    """The text with ``block`` for each sign, as written, of what the patterns find in it as read."""
    for pattern in patterns:
        text = pattern.sub(lambda found: block * len(found.group()), text)
        reading = reading_of(text)
        found = () if reading is None else pattern.finditer(reading.text)
        for one in found:
            assert reading is not None  # noqa: S101 - else nothing was found
            start, end = reading.span(one)
            text = text[:start] + block * (end - start) + text[end:]
    return text


def encodings(name: str) -> set[str]:
    """How addresses write a name that is not plain ASCII: encoded, in whatever capitals."""
    found = set()
    for spelled in (name, name.lower(), name.upper(), name.title()):
        if not spelled.isascii():
            composed = unicodedata.normalize("NFC", spelled)
            apart = unicodedata.normalize("NFD", spelled)
            found |= {quote(composed, safe=_AS_THEY_ARE), quote(apart, safe=_AS_THEY_ARE)}
            older = quote(composed, safe=_AS_THEY_ARE, encoding="latin-1", errors="ignore")
            found.add(older)
    return found


def _written_out(reading: Reading) -> Reading:
    signs: list[str] = []
    starts: list[int] = []
    at = 0
    for run in _RUN.finditer(reading.text):
        signs += reading.text[at : run.start()]
        starts += reading.starts[at : run.start()]
        at = run.end()
        place = run.start()
        for sign in bytes.fromhex(run.group().replace("%", "")).decode(errors="surrogateescape"):
            # What is no UTF-8 is taken for the older Latin-1.
            alone = "\udc80" <= sign <= "\udcff"
            signs.append(chr(ord(sign) - 0xDC00) if alone else sign)
            starts.append(reading.starts[place])
            place += 3 if alone else 3 * len(sign.encode())
    signs += reading.text[at:]
    starts += reading.starts[at:]
    return Reading("".join(signs), tuple(starts))


def _joined(reading: Reading) -> Reading:
    """Accents that stand by themselves, as one sign with the letter before them."""
    signs: list[str] = []
    starts: list[int] = []
    for sign, start in zip(reading.text, reading.starts, strict=False):
        joined = (
            unicodedata.normalize("NFC", signs[-1] + sign)
            if signs and unicodedata.combining(sign)
            else ""
        )
        if len(joined) == 1:
            signs[-1] = joined
        else:
            signs.append(sign)
            starts.append(start)
    return Reading("".join(signs), (*starts, reading.starts[-1]))
