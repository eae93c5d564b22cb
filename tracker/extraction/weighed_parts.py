"""Names that an article leads one to take for those of a company's part, though it does not say so outright."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from spacy.tokens import Doc

from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.scorer.part_names import part_name, unknown

#: The least odds, as a logarithm, by which a name is taken for that of a part.
LEAST = 0.75


def parts_by_words(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make each mention of such a name one of a unit, where the article names a company as well."""
    sentences = [(doc.text, mentions) for doc, mentions in zip(docs, named, strict=True)]
    parts = set(_parts({name: part_name(name, sentences) for name in unknown(sentences)}))
    companies = [m for mentions in named for m in mentions if m.kind in COMPANIES]
    if all(m.paper or m.text in parts for m in companies):
        return
    for mention in companies:
        if mention.text in parts:
            mention.kind = Kind.UNIT


def _parts(weighed: Mapping[str, float]) -> Iterator[str]:
    """The likely ones of some names; those of several words that end alike are of one kind: "Ostra Labs" and "Kiln Labs"."""
    alike: dict[str, list[float]] = {}
    for name, likely in weighed.items():
        alike.setdefault(_ending(name), []).append(likely)
    return (name for name in weighed if fmean(alike[_ending(name)]) > LEAST)


def _ending(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if " " in name else name
