"""Parameters: what an address may carry. Anything else is refused, never ignored."""

from datetime import date
from typing import Any, ClassVar

from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from companies.models import Organization
from people.models import Person
from tracker.kernel.partial_dates import NotADate, PartialDate
from tracker.news.models import Outlet
from tracker.timeline.near import organizations_near, outlets_near, people_near
from tracker.timeline.wording import Ref

#: Days outside this span are refused: nothing that Reshuffle tells of lies there.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
BIGGEST_ID = 2**63 - 1
PAGE_SIZE, BIGGEST_PAGE = 50, 500

type Wanted = dict[str, Any]


class Params(serializers.Serializer[None]):
    """Declares the parameters of one address. ``since`` and ``until``, where given, are in order, and slugs name records."""

    def validate(self, attrs: Wanted) -> Wanted:
        attrs = attrs | self._records(attrs)
        since, until = attrs.get("since"), attrs.get("until")
        if since and until and since > until:
            raise serializers.ValidationError({"since": f"{since} lies after until, {until}."})
        return attrs

    def _records(self, attrs: Wanted) -> Wanted:
        """The slugs of today of the records that are named; what names none is refused."""
        found: Wanted = {}
        unknown: dict[str, str] = {}
        for name, field in self.fields.items():
            if isinstance(field, RecordSlug) and (slug := attrs.get(name)):
                found[name] = field.today(slug)
                if found[name] is None:
                    unknown[name] = field.unknown(slug, attrs.get("known_on"))
        if unknown:
            raise serializers.ValidationError(unknown)
        return found


def checked(kind: type[Params], query: QueryDict) -> Wanted:
    """The parameters of a request, every declared name in it (None when it was not given).

    Raises ValidationError for a name that is not declared, one given twice, and a bad value.
    """
    params = kind(data=query)
    known = params.fields
    errors: dict[str, list[str]] = {}
    for name, values in query.lists():
        if name not in known:
            these = ", ".join(sorted(known)) or "none"
            errors[_shown(name)] = [f"No such parameter here. Known: {these}."]
        elif len(values) > 1 and not isinstance(known[name], serializers.MultipleChoiceField):
            errors[name] = ["Given more than once."]
    if errors:
        raise serializers.ValidationError(errors)
    params.is_valid(raise_exception=True)
    given: Wanted = params.validated_data
    return dict.fromkeys(known) | given


def _shown(name: str) -> str:
    """A name as it came, cut where it is absurdly long."""
    return name if len(name) <= 80 else name[:80] + "…"


class Day(serializers.DateField):
    """A whole day, ``2025-06-12``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = "Give a whole day such as 2025-06-12."

    def to_internal_value(self, value: Any) -> date:
        if len(value) != len("2025-06-12"):
            self.fail("invalid", format="YYYY-MM-DD")
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError(f"Give a day from {EARLIEST} to {LATEST}.")
        return day


_PREFIX = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "examples": ["2025-06"]}


class _Bound(serializers.Field[date, str, str, Any]):
    """A year, month or day, read as one of its days."""

    last = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: str) -> date:
        if "/" in data:
            raise serializers.ValidationError("Give one date, not a range.")
        try:
            when = PartialDate.parse(data[:40])
        except NotADate as error:
            raise serializers.ValidationError(str(error)) from error
        day = when.latest if self.last else when.earliest
        assert day is not None  # noqa: S101 - a prefix has both bounds
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError(f"Give a date from {EARLIEST} to {LATEST}.")
        return day


@extend_schema_field(_PREFIX)
class Since(_Bound):
    """The first day that counts: ``2025`` and ``2025-01`` mean 1 January."""


@extend_schema_field(_PREFIX)
class Until(_Bound):
    """The last day that counts: ``2025`` and ``2025-12`` mean 31 December."""

    last = True


class Slug(serializers.SlugField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=80, **kwargs)


class RecordSlug(Slug):
    """A record that may be shown; one that was merged into another means that one.

    A slug that names none is refused: a list that came back empty would not tell a slip of the pen from nothing known.
    """

    what: ClassVar[str]
    search: ClassVar[str] = "/api/v1/search/"

    def today(self, slug: str) -> str | None:
        """The slug of the record today; None where there is none that may be shown."""
        raise NotImplementedError

    def near(self, slug: str, *, known_on: date | None) -> list[Ref]:
        """What may be meant by a slug that names nothing."""
        raise NotImplementedError

    def unknown(self, slug: str, known_on: date | None) -> str:
        near = [f"{one.slug} ({one.name})" for one in self.near(slug, known_on=known_on)]
        meant = f" Perhaps meant: {', '.join(near)}." if near else ""
        return f"“{slug}” is no {self.what} here.{meant} Slugs are found by name with q in {self.search}."


class PersonSlug(RecordSlug):
    """A person."""

    what = "person"

    def today(self, slug: str) -> str | None:
        return Person.objects.shown_today(slug)

    def near(self, slug: str, *, known_on: date | None) -> list[Ref]:
        return people_near(slug, known_on=known_on)


class OrganizationSlug(RecordSlug):
    """A company or unit."""

    what = "company or unit"

    def today(self, slug: str) -> str | None:
        return Organization.objects.shown_today(slug)

    def near(self, slug: str, *, known_on: date | None) -> list[Ref]:
        return organizations_near(slug, known_on=known_on)


class OutletSlug(RecordSlug):
    """Who publishes."""

    what = "outlet"
    search = "/api/v1/outlets/"

    def today(self, slug: str) -> str | None:
        return Outlet.objects.shown_today(slug)

    def near(self, slug: str, *, known_on: date | None) -> list[Ref]:
        return outlets_near(slug, known_on=known_on)


class Id(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(min_value=1, max_value=BIGGEST_ID, **kwargs)


class Words(serializers.CharField):
    """Words to look for."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=200, **kwargs)


class Kinds(serializers.MultipleChoiceField):
    """One or more of a list; the parameter may be repeated."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(choices=choices, allow_empty=False, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        return dictionary.getlist(self.field_name) if self.field_name in dictionary else empty

    def to_internal_value(self, data: Any) -> Any:
        return tuple(sorted(super().to_internal_value(data)))


class Paged(Params):
    """A list's own parameters."""

    cursor = serializers.CharField(
        required=False,
        max_length=1000,
        help_text="Where a page begins; taken from `next` or `previous`, never made up.",
    )
    page_size = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=BIGGEST_PAGE,
        default=PAGE_SIZE,
        help_text=f"Records on a page, at most {BIGGEST_PAGE}.",
    )


class Known(Params):
    known_on = Day(help_text="Tell it as one could know it from what was published by this day.")


class Clocks(Known):
    as_of = Day(help_text="Only what held, or may have held, on this day; `holds` says which.")
