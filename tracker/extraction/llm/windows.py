"""A long text in pieces that overlap, each short enough for a model to read with care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.extraction.sentences import Segment

WINDOW = 12_000
OVERLAP = 1_000


def windows(
    sentences: Sequence[Segment], *, size: int = WINDOW, overlap: int = OVERLAP
) -> Iterator[Sequence[Segment]]:
    """``sentences`` in runs of at most ``size`` characters.

    Each begins with the last sentences of the one before, up to ``overlap`` characters, so that
    whoever is "she" in the next sentence is still named. Runs that cannot state a fact are left out.
    """
    first = 0
    while first < len(sentences):
        last, length = first, 0
        while last < len(sentences) and (
            last == first or length + len(sentences[last].text) <= size
        ):
            length += len(sentences[last].text) + 1
            last += 1
        run = sentences[first:last]
        if any(sentence.candidate for sentence in run):
            yield run
        if last == len(sentences):
            return
        first = max(first + 1, last - _tail(run, overlap))


def _tail(run: Sequence[Segment], overlap: int) -> int:
    """How many sentences at the end of ``run`` have ``overlap`` characters together."""
    count = length = 0
    for sentence in reversed(run):
        length += len(sentence.text) + 1
        if length > overlap:
            break
        count += 1
    return count


def joined(run: Iterable[Segment]) -> str:
    """The sentences as one text, a blank line between paragraphs."""
    pieces: list[str] = []
    paragraph: int | None = None
    for sentence in run:
        if paragraph is not None:
            pieces.append(" " if sentence.paragraph == paragraph else "\n\n")
        pieces.append(sentence.text)
        paragraph = sentence.paragraph
    return "".join(pieces)
