"""A title as somebody looks for it: "ceo" finds who is told to be chief executive, and the reverse."""

from dataclasses import dataclass
from functools import cached_property

from tracker.kernel.title_forms import other_forms
from tracker.kernel.word_search import Asked, Piece, words_of


@dataclass(frozen=True)
class AskedTitle:
    """What is asked, each word of it also in the other forms of a title."""

    asked: Asked

    @cached_property
    def _forms(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """For each word that is asked, what may stand in its place."""
        return other_forms(tuple(word[0] for word in self.asked.words))

    @property
    def by_word(self) -> list[str]:
        """For each word the query for titles that have it, or another form of it, as PostgreSQL writes it."""
        return [
            " | ".join(
                [
                    *(f"'{one}':*" for one in word),
                    *("(" + " & ".join(f"'{part}'" for part in form) + ")" for form in forms),
                ]
            )
            for word, forms in zip(self.asked.words, self._forms, strict=True)
        ]

    @property
    def query(self) -> str:
        """The query for titles that have all of the words."""
        return f"{self.asked.beginnings} | ({' & '.join(f'({one})' for one in self.by_word)})"

    def fits(self, title: str) -> bool:
        """Whether each word, or another form of it, stands in the title."""
        return self.asked.in_text(title) or all(self._there(title))

    def pieces(self, title: str) -> tuple[Piece, ...]:
        """The title cut up, what fits what was asked marked in it."""
        there = [one for one in self._there(title) if one]
        if len(there) < len(self.asked.words):
            return self.asked.pieces(title)
        return Asked(" ".join(dict.fromkeys(word for words in there for word in words))).pieces(
            title
        )

    def _there(self, title: str) -> list[tuple[str, ...]]:
        """For each word that is asked the words of the title that fit it; none where none do."""
        known = words_of(title)

        def fits(form: tuple[str, ...]) -> bool:
            return all(part in known for part in form)

        found: list[tuple[str, ...]] = []
        for word, forms in zip(self.asked.words, self._forms, strict=True):
            begun = [one for one in word if any(other.startswith(one) for other in known)]
            found.append(tuple(begun[:1]) or next(filter(fits, forms), ()))
        return found
