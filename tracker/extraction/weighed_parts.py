"""Names that an article leads one to take for those of a company's part, though it does not say so outright."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.scorer.part_names import part_name, unknown

#: The least odds, as a logarithm, by which a name is taken for that of a part.
LEAST = 0.25


def parts_by_words(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make each mention of such a name one of a unit, where the article names a company as well."""
    sentences = [(doc.text, mentions) for doc, mentions in zip(docs, named, strict=True)]
    parts = {name for name in unknown(sentences) if part_name(name, sentences) > LEAST}
    companies = [m for mentions in named for m in mentions if m.kind in COMPANIES]
    if all(m.paper or m.text in parts for m in companies):
        return
    for mention in companies:
        if mention.text in parts:
            mention.kind = Kind.UNIT
