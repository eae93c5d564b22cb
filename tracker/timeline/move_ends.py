"""Moves by the name of the company at one end: a few companies have very many, which are never put in order."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fetch_modes import FETCH_RAISE
from django.db.models.functions import Lower

from companies.models import Organization
from tracker.timeline.move_orders import Place, Reading

#: Of a list that is no longer the whole is put in order at less cost.
MANY = 5_000


@dataclass(frozen=True, slots=True)
class ByCompany:
    """The ``rows`` of which it is known at which company their end is, read in the order of its name."""

    rows: QuerySet[Any]
    reading: Reading

    @property
    def worth_it(self) -> bool:
        """Whether the list is long; one query that reads no more than MANY of its rows."""
        return bool(self.rows.select_related(None).order_by().values_list("pk")[MANY : MANY + 1])

    def first(self, most: int, place: Place | None) -> list[Any]:
        """The first rows beyond ``place``; three queries, four with a place.

        First the rest of the company at which the place is, then the companies that come after it: of each
        its first rows, by its index, for no more companies than there are rows wanted.
        """
        found = self._rest(most, place) if place is not None else []
        if len(found) < most:
            ids = self._ids(most - len(found), place)
            by_id = self.rows.fetch_mode(FETCH_RAISE).in_bulk(ids)
            found += [by_id[pk] for pk in ids]
        return found

    @property
    def _end(self) -> str:
        return self.reading.order.sort.columns[0]

    def _rest(self, most: int, place: Place) -> list[Any]:
        here = self.rows.filter(self.reading.within(place), **{self._end: place.values[0]})
        newest = here.order_by(self._end, *self.reading.newest())
        return list(newest.fetch_mode(FETCH_RAISE)[:most])

    def _ids(self, most: int, place: Place | None) -> list[int]:
        of_it = self.rows.filter(**{self._end: OuterRef("pk")}).select_related(None)
        first = of_it.order_by(*self.reading.newest()).values("pk")
        name = Lower("name")
        falls = self.reading.falls
        companies = Organization.objects.all()
        if place is not None:
            companies = companies.filter(self.reading.past(place, name, "pk"))
        lists = (
            companies.alias(one=Subquery(first[:1]))
            .filter(Q(one__isnull=False))
            .order_by(name.desc() if falls else name.asc(), "-pk" if falls else "pk")
            .values_list(ArraySubquery(first[:most]), flat=True)
        )
        return [pk for ids in lists[:most] for pk in ids][:most]
