"""What bands are made of: the words for their kinds and ranks, and how dark each is drawn.

Ink tells the parts apart, so that they stay apart in grey: hue says which way a band leads. Dots, dashes and hatches
say how firmly something is told, and are left to that.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from people.models import MoveKind
from people.titles import Seniority
from tracker.timeline.between import CROSSING, Band, Bands, Part, Split
from tracker.web.templatetags.reshuffle import counted

#: What bands may be split by, as addresses and readers name it.
SPLITS: tuple[tuple[Split, str], ...] = (("kind", "Type of move"), ("rank", "Rank"))
_KNOWN = "known move,known moves"
#: The words for one and for several of each kind and rank.
_WORDS: dict[Split, dict[str, tuple[str, str]]] = {
    "kind": {kind.value: (kind.label.lower(), f"{kind.label.lower()}s") for kind in MoveKind},
    "rank": {
        rank.name.lower(): (rank.label.lower(), f"{rank.label.lower()}s") for rank in Seniority
    }
    | {"staff": ("staff", "staff"), "unknown": ("of unknown rank", "of unknown rank")},
}
_LABELS: dict[Split, dict[str, str]] = {
    "kind": {kind.value: kind.label for kind in MoveKind},
    "rank": {rank.name.lower(): rank.label for rank in Seniority} | {"unknown": "Rank unknown"},
}
#: The darkest of the ranks is the highest; of one that is not known there is hardly anything to see.
_TONES: dict[Split, dict[str, str]] = {
    "kind": dict(
        zip((kind.value for kind in CROSSING), ("0.25", "0.5", "0.12", "0.75", "1"), strict=True)
    ),
    "rank": dict(
        zip(
            (rank.name.lower() for rank in reversed(Seniority)),
            ("1", "0.82", "0.66", "0.5", "0.36", "0.24", "0.1"),
            strict=True,
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Tone:
    """One kind or rank in a key: its word, and how dark it is."""

    word: str
    opacity: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar that is 100 long."""

    x: str
    width: str
    opacity: str


def tone(split: Split, name: str) -> str:
    return _TONES[split].get(name, "1")


def label(split: Split, name: str) -> str:
    """``Hire``; ``Rank unknown``."""
    return _LABELS[split][name]


def worded(split: Split, part: Part) -> str:
    """``4 hires``."""
    return counted(part.moves, ",".join(_WORDS[split][part.name]))


def listed(band: Band, split: Split) -> str:
    """All parts of a band: ``4 hires, 1 return``."""
    return ", ".join(worded(split, part) for part in band.parts(split))


def described(band: Band, split: Split | None = None) -> str:
    """A band in words: ``5 known moves, 4 of them hires, 3 of them staff``, its largest kind and rank; all its parts where it
    is split.
    """
    moves = counted(band.moves, _KNOWN)
    if split is not None:
        return f"{moves}: {listed(band, split)}"
    if band.moves == 1:
        return f"{moves}: {', '.join(_WORDS[by][band.parts(by)[0].name][0] for by, _ in SPLITS)}"
    return f"{moves}, {', '.join(_largest(band, by) for by, _ in SPLITS)}"


def _largest(band: Band, split: Split) -> str:
    part = max(band.parts(split), key=lambda part: part.moves)
    one, many = _WORDS[split][part.name]
    if part.moves == 1:
        return f"1 of them {one if one == many else f'a {one}'}"
    return f"{'all' if part.moves == band.moves else f'{part.moves:,}'} of them {many}"


def is_split(bands: Bands, band: Band) -> bool:
    """Whether a band lies in stripes where bands do: each, or those alone that touch the company picked."""
    return bands.picked is None or bool(bands.touches(band))


def key_of(bands: Bands, split: Split | None, view: str) -> tuple[Tone, ...]:
    """The key of bands that are split: each kind or rank that is drawn, in the order in which they lie."""
    if split is None:
        return ()
    drawn = (band for band in bands.bands if view == "matrix" or is_split(bands, band))
    there = {part.name for band in drawn for part in band.parts(split)}
    return tuple(Tone(label(split, name), tone(split, name)) for name in order_of(split, there))


def order_of(split: Split, names: Collection[str]) -> list[str]:
    """Kinds or ranks in the order in which they lie in a band."""
    return [name for name in {**_TONES[split], **_LABELS[split]} if name in names]


def key_said(bands: Bands, split: Split, view: str) -> str:
    """How the parts lie, beside their key."""
    word = dict(SPLITS)[split].lower()
    if view == "matrix":
        return f"The bar of a cell splits its moves by {word}, in this order from the left."
    if bands.picked is not None:
        return (
            f"Bands into and out of {bands.picked.name} are split by {word}, in this order from the"
            " top; the others are not."
        )
    return f"Bands are split by {word}, in this order from the top."


def bar_of(parts: Sequence[Part], split: Split, *, only: str = "") -> tuple[Piece, ...]:
    """The parts of a band as a bar, side by side; or ``only`` one of them."""
    whole = sum(part.moves for part in parts)
    pieces, begun = [], 0.0
    for part in parts:
        if not only or part.name == only:
            width = part.moves * 100 / whole
            drawn = f"{max(width - 0.6, 0.4):.1f}"
            pieces.append(Piece(f"{begun:.1f}", drawn, tone(split, part.name)))
            begun += width
    return tuple(pieces)
