"""The two clocks of a reading page: the day it is true on, and the day it was known on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone

#: Nothing that Reshuffle tells of happened before this day; a clock is not turned further back.
EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)


class ClocksForm(forms.Form):
    """``as_of`` and ``known_on`` as an address gives them; blank is today."""

    as_of = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    known_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def clean(self) -> dict[str, date | None]:
        days: dict[str, date | None] = super().clean() or {}
        for name, day in list(days.items()):
            if day is not None and not EARLIEST <= day <= LATEST:
                self.add_error(name, f"Give a day from {EARLIEST} to {LATEST}.")
        return days


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where both clocks of one page stand. ``known_on`` None: everything held today counts."""

    today: date
    as_of: date
    known_on: date | None = None
    refused: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def turned_back(self) -> bool:
        return self.as_of != self.today or self.known_on is not None

    @property
    def known(self) -> date:
        """The day to show for ``known_on``."""
        return self.known_on or self.today

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that turn another page's clocks to the same days."""
        return list(_pairs(self.as_of if self.as_of != self.today else None, self.known_on))

    @property
    def query(self) -> str:
        """``?as_of=…&known_on=…``, or nothing when both clocks show today: for links."""
        return _query(self.as_of if self.as_of != self.today else None, self.known_on)

    @property
    def home(self) -> str:
        """This page's own address with both clocks at today."""
        return f"?{urlencode(self.others)}" if self.others else "?"


def _pairs(as_of: date | None, known_on: date | None) -> tuple[tuple[str, str], ...]:
    days = (("as_of", as_of), ("known_on", known_on))
    return tuple((name, day.isoformat()) for name, day in days if day is not None)


@lru_cache(maxsize=256)
def _query(as_of: date | None, known_on: date | None) -> str:
    """Every link of a page asks for it."""
    pairs = _pairs(as_of, known_on)
    return f"?{urlencode(pairs)}" if pairs else ""


def clocks_of(request: HttpRequest, *, today: date | None = None) -> Clocks:
    """The clocks that the address sets. What is no day is refused with a sentence, and today holds."""
    now = today or timezone.now().date()
    form = ClocksForm(request.GET)
    others = _others(request.GET)
    if form.is_valid():
        days: Mapping[str, date | None] = form.cleaned_data
        return Clocks(
            today=now, as_of=days["as_of"] or now, known_on=days["known_on"], others=others
        )
    wrong = next(iter(form.errors))
    given = request.GET.get(wrong, "").replace("\0", "")[:40]
    refused = f"“{given}” is no day here. Give a whole day from {EARLIEST.year} to {LATEST.year}, such as 2025-04-12."
    return Clocks(today=now, as_of=now, refused=refused, others=others)


def _others(query: QueryDict) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, values in query.lists()
        for value in values
        if name not in {"as_of", "known_on", "page"} and value
    )
