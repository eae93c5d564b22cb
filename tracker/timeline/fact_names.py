"""The names by which an address asks for the evidence of facts."""

from typing import NamedTuple, Self

from tracker.claims.models import Aspect

#: The kinds of fact that can be named.
NAMED = ("position", "line", "event", "stake", "founding", "statement", "move")
#: As many facts as are asked for at once.
MOST = 12
#: What readers call a kind, where that is another word.
_CALLED = {"line": "reporting line"}


class NotAFactError(ValueError):
    """The text names no facts."""


class FactName(NamedTuple):
    """A fact as an address names it, or one end of it: ``event-7``, ``position-7-end``.

    Of a move the start is what tells of the arrival alone, and the end what was told of the departure by itself.
    """

    kind: str
    pk: int
    aspect: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises NotAFactError."""
        kind, _, rest = text.partition("-")
        number, _, aspect = rest.partition("-")
        if kind not in NAMED or not (number.isascii() and number.isdigit()):
            raise NotAFactError(text[:40])
        if aspect not in ("", Aspect.START, Aspect.END) or len(number) > 18:
            raise NotAFactError(text[:40])
        return cls(kind, int(number), aspect)

    @property
    def words(self) -> str:
        """What a citation calls it: ``reporting line 7``."""
        return f"{_CALLED.get(self.kind, self.kind)} {self.pk}"

    def __str__(self) -> str:
        return "-".join(part for part in (self.kind, str(self.pk), self.aspect) if part)


def names_of_facts(text: str) -> tuple[FactName, ...]:
    """Those that are named in ``text``, parted by commas; raises NotAFactError for none and for too many."""
    names = tuple(dict.fromkeys(FactName.parse(one) for one in text.split(",")))
    if len(names) > MOST:
        raise NotAFactError(f"{len(names)} facts")
    return names
