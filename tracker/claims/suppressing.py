"""Names that were erased and must not come back: known by their salted hashes alone.

Every text that comes in is looked through before it is read. Where a whole name that was erased
stands in it, its signs are replaced by blocks, in the stored text too, and so is the surname beside it.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.claims.models import Suppression, Takedown
from tracker.claims.percent import read, reading_of
from tracker.claims.withholding import BLOCK, spellings, surnames
from tracker.kernel.plain_names import plain
from tracker.news.models import Article, ArticleOriginal, Intake

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")
#: Names of more words are not looked for.
_LONGEST = 5
WITHHELD_ADDRESS = "#withheld"


def suppress(*, names: Iterable[str], takedown: Takedown) -> None:
    """Remember the hashes of these names, so that no text brings them back."""
    salt = Suppression.objects.values_list("salt", flat=True).first() or secrets.token_hex(16)
    known = {plain(name) for name in spellings(names)}
    whole = {name for name in known if " " in name}
    parts = {plain(name) for name in surnames(names)}
    Suppression.objects.bulk_create(
        [
            Suppression(takedown=takedown, key=_key(salt, name), salt=salt, whole=name in whole)
            for name in sorted(known | parts)
            if name
        ],
        ignore_conflicts=True,
    )


def _key(salt: str, name: str) -> str:
    return hashlib.blake2b(name.encode(), key=bytes.fromhex(salt), digest_size=32).hexdigest()


class Erased:
    """The names that were erased, as hashes; loaded once for each text."""

    def __init__(self) -> None:
        rows = list(Suppression.objects.values_list("salt", "key", "takedown_id", "whole"))
        self._salts = sorted({salt for salt, *_ in rows})
        self._whole = {key: takedown for _, key, takedown, whole in rows if whole}
        self._parts: dict[int, set[str]] = {}
        for _, key, takedown, whole in rows:
            if not whole:
                self._parts.setdefault(takedown, set()).add(key)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def is_name(self, name: str) -> bool:
        """Whether this is, as a whole, a name that was erased; a middle name or initial aside."""
        words = plain(name).split()
        asked = {" ".join(words)} | ({f"{words[0]} {words[-1]}"} if len(words) > 2 else set())
        return any(self._of(one) is not None for one in asked)

    def _of(self, name: str) -> int | None:
        found = (self._whole.get(_key(salt, name)) for salt in self._salts)
        return next((takedown for takedown in found if takedown is not None), None)

    def masked(self, *texts: str) -> list[str]:
        """The texts with blocks for the signs of erased names; a surname only beside a whole name."""
        if not self:
            return list(texts)
        spans = [list(self._read_spans(text)) for text in texts]
        meant = {takedown for found in spans for _, _, takedown in found}
        if not meant:
            return list(texts)
        parts = set().union(*(self._parts.get(takedown, set()) for takedown in meant))
        return [
            _block(text, [(start, end) for start, end, _ in found] + list(self._alone(text, parts)))
            for text, found in zip(texts, spans, strict=True)
        ]

    def _read_spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where names stand in a text, in the addresses that it holds too."""
        reading = reading_of(text)
        if reading is None:
            yield from self._spans(text)
            return
        for start, end, takedown in self._spans(reading.text):
            yield reading.starts[start], reading.starts[end], takedown

    def _spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        words = [(m.start(), m.end(), plain(m.group())) for m in _WORD.finditer(text)]
        for first in range(len(words)):
            for last in range(first + 1, min(first + _LONGEST, len(words))):
                run = words[first : last + 1]
                name = " ".join(word for _, _, word in run if word)
                takedown = self._of(name)
                if takedown is None and len(run) == 3 and len(run[1][2]) == 1:
                    takedown = self._of(f"{run[0][2]} {run[2][2]}")
                if takedown is not None:
                    yield run[0][0], _end(text, run[-1][1]), takedown

    def _alone(self, text: str, parts: set[str]) -> Iterator[tuple[int, int]]:
        reading = reading_of(text)
        read = text if reading is None else reading.text
        for m in _WORD.finditer(read):
            word = plain(m.group())
            if any(_key(salt, word) in parts for salt in self._salts):
                start, end = m.start(), _end(read, m.end())
                yield (
                    (start, end)
                    if reading is None
                    else (
                        reading.starts[start],
                        reading.starts[end],
                    )
                )


def _end(text: str, end: int) -> int:
    """A full stop after a name is the sentence's, not the name's."""
    return end - 1 if text[end - 1] == "." else end


def _block(text: str, spans: Iterable[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in spans:
        signs[start:end] = BLOCK * (end - start)
    return "".join(signs)


def keep_out(article: Article, *, handed_in: Intake | None = None) -> None:
    """Take erased names out of an article just stored, and out of what it was handed in with.

    Its archived original goes too, for nobody can take a name out of that. Done before it is read.
    """
    erased = Erased()
    if not erased:
        return
    rows: list[Article | Intake] = [article, *Intake.objects.filter(article=article)]
    if handed_in is not None and handed_in not in rows:
        rows.append(handed_in)
    before = [text for row in rows for text in (row.text, row.title, _as_words(row.url))]
    after = erased.masked(*before)
    if after == before:
        return
    for place, row in enumerate(rows):
        text, title, words = after[3 * place : 3 * place + 3]
        row.text, row.title = text, title
        if words != before[3 * place + 2]:
            row.url = without_path(row.url)
        row.save(update_fields=["text", "title", "url"])
    history: Any = article.events  # type: ignore[attr-defined]
    history.update(title=article.title, url=article.url)
    ArticleOriginal.objects.filter(article=article).delete()


def _as_words(url: str) -> str:
    return re.sub(r"[/\-_.+]+", " ", read(url))


def without_path(url: str) -> str:
    """The front page of an address whose path is a name, marked as such."""
    host = re.match(r"https?://[^/?#]+", url)
    return f"{host.group()}/{WITHHELD_ADDRESS}" if host else WITHHELD_ADDRESS
