"""What readers may put into an address, and editors into a form."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from companies.models import Organization
from people.models import MoveKind, Person
from people.titles import SENIORITIES
from tracker.kernel.partial_dates import NotADate, PartialDate
from tracker.kernel.statuses import STEPS
from tracker.kernel.typed import in_living_memory, seen
from tracker.news.documents.dates import check_published_on
from tracker.news.intake import LONGEST_TEXT
from tracker.news.models import Outlet
from tracker.timeline.companies import companies_meant
from tracker.timeline.move_orders import NEWEST, ORDERINGS, MoveOrder
from tracker.timeline.moves import AWAY, LINKED, MoveFilter
from tracker.timeline.search_page import KINDS
from tracker.timeline.stream import NotAPlaceInTime, StreamPlace
from tracker.timeline.unit_moves import parted
from tracker.web.addresses import without
from tracker.web.move_columns import COLUMNS, USUAL

#: Of a search as many characters are taken; those beyond what is looked for are named as left out.
LONGEST_SEARCH = 10_000
#: What is said of an address and of a day that are none.
NO_ADDRESS = (
    "Enter a valid URL, which begins with http:// or https://: https://outlet.example/news."
)
NO_DAY = "Enter a valid date, a whole day: 2025-11-12."
#: The choices of moves by their ends.
BY_ENDS = {AWAY: "Away from a known company", LINKED: "From a known company to another"}
#: The choice of those moves alone of which every day that the words allow lies in the period.
SURELY = "Surely within these days"


class PartialDateField(forms.CharField):
    """2025, 2025-06 or 2025-06-12; cleans to a PartialDate, or None when blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=23, required=False, **options)

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except NotADate as error:
            raise forms.ValidationError(
                f"“{text}” is not a date here. Give a year, a month or a day: "
                "2025, 2025-04 or 2025-04-12."
            ) from error


class ToldDateField(PartialDateField):
    """When something is said to have happened, or to happen: of a person's time."""

    def clean(self, value: Any) -> PartialDate | None:
        told = super().clean(value)
        if told is not None:
            in_living_memory(told)
        return told


class Several(forms.MultipleChoiceField):
    """Some of a list. Who names another is told what there is; what is on the list counts all the same."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, what: str, **options: Any) -> None:
        super().__init__(choices=choices, required=False, **options)
        self.names = [name for name, _ in choices]
        self.what = what

    def validate(self, value: list[str]) -> None:
        if wrong := [one for one in value if one not in self.names]:
            raise forms.ValidationError(none_such(wrong, self.what, self.names))


class OneOf(forms.ChoiceField):
    """One of a list. Who names another is told what there is."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, what: str, **options: Any) -> None:
        super().__init__(choices=choices, required=False, **options)
        self.names = [name for name, _ in choices]
        self.what = what

    def validate(self, value: str) -> None:
        if value and value not in self.names:
            raise forms.ValidationError(none_such([value], self.what, self.names))


def none_such(wrong: Iterable[str], what: str, names: Iterable[str]) -> str:
    """``“maybe” is no status here. There are: done, denied.``"""
    said = ", ".join(f"“{one[:40]}”" for one in wrong)
    return f"{said} is no {what} here. There are: {', '.join(names)}."


class RecordField(forms.SlugField):
    """The slug of a record, as the address of its page has it."""

    def __init__(self, what: str, example: str) -> None:
        super().__init__(
            max_length=80,
            required=False,
            error_messages=dict.fromkeys(
                ("invalid", "max_length"),
                f"That names no {what}. Give it as the address of its page does: {example}.",
            ),
        )


class MovesForm(forms.Form):
    """What the list of moves is narrowed to and how it is shown, as its address carries it.

    What is not understood is refused by name; the rest of the address counts all the same.
    """

    #: What the address may carry beside the fields: where a page begins, and the clocks.
    ALSO = ("before", "after", "as_of", "known_on")
    ENDS = ("company", "from_company", "to_company", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: What the address names at either end, by parameter; filled as the form is cleaned.
        self.companies: dict[str, Organization] = {}

    since = PartialDateField(label="First day")
    until = PartialDateField(label="Last day")
    surely = OneOf([("1", SURELY)], what="answer", label="Surely")
    status = Several([(step.value, step.label) for step in STEPS], what="status")
    kind = Several(MoveKind.choices, what="type of move", label="Type")
    seniority = Several(SENIORITIES, what="rank", label="Rank")
    person = RecordField("person", "yann-lecun")
    company = forms.CharField(max_length=200, required=False, strip=True)
    from_company = forms.CharField(max_length=200, required=False, strip=True, label="From")
    to_company = forms.CharField(max_length=200, required=False, strip=True, label="To")
    unit = forms.CharField(max_length=200, required=False, strip=True)
    outlet = RecordField("outlet", "the-information")
    ends = OneOf([*BY_ENDS.items()], what="pair of ends", label="Ends")
    q = forms.CharField(max_length=100, required=False, strip=True, label="Words")
    ordering = OneOf([(name, order.label) for name, order in ORDERINGS.items()], what="order")
    columns = Several(list(COLUMNS.items()), what="column")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        self._clean_record(values, "person", Person.objects.shown_today)
        self._clean_record(values, "outlet", Outlet.objects.shown_today)
        self._clean_ends(values)
        since, until = values.get("since"), values.get("until")
        if since and until and until.surely_before(since):
            self.add_error("until", f"{until} lies before {since}: swap the two.")
        for name, field in self.fields.items():
            if name in self.errors and isinstance(field, Several):
                values[name] = [one for one in self[name].data if one in field.names]
        if unknown := [name for name in self.data if name not in {*self.fields, *self.ALSO}]:
            known = [*self.fields, *self.ALSO]
            self.add_error(None, none_such(unknown, "filter", known))
        return values

    def _clean_record(
        self, values: dict[str, Any], name: str, shown_today: Callable[[str], str | None]
    ) -> None:
        """A record by its slug of today; one that is not shown here is refused like one that never was."""
        if not values.get(name):
            return
        today = shown_today(values[name])
        if today is None:
            self.add_error(name, f"No {name} called “{values[name]}” is known here.")
        else:
            values[name] = today

    def _clean_ends(self, values: dict[str, Any]) -> None:
        """Companies and units by slug or by name; what means none that is known here is refused."""
        asked = {end: values[end] for end in self.ENDS if values.get(end)}
        meant = companies_meant(asked.values())
        for end, text in asked.items():
            if text in meant:
                self.companies[end] = meant[text]
                values[end] = meant[text].slug
            else:
                what = "unit" if end == "unit" else "company"
                self.add_error(end, f"No {what} called “{text[:80]}” is known here.")
        self._part_units(values)

    def _part_units(self, values: dict[str, Any]) -> None:
        """A unit in the place of a company is that company and the unit, where no other unit is asked for."""
        if "unit" in self.errors:
            return
        self.companies = parted(self.companies)
        values.update({end: named.slug for end, named in self.companies.items()})

    @property
    def by_slug(self) -> dict[str, str]:
        """What the address names otherwise than by its slug of today, by parameter."""
        return {
            end: company.slug
            for end, company in self.companies.items()
            if self[end].data != company.slug
        }

    @property
    def refused(self) -> list[tuple[str, str]]:
        """What was refused: the filter by its label, and why."""
        return [
            (str(self[name].label) if name in self.fields else "Address", str(why))
            for name, errors in self.errors.items()
            for why in errors
        ]

    @property
    def order(self) -> MoveOrder:
        return ORDERINGS.get(self.cleaned_data.get("ordering") or "", NEWEST)

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that the table has, in its own order."""
        chosen = self.cleaned_data.get("columns") or USUAL
        return tuple(name for name in COLUMNS if name in chosen)

    def wanted(self, *, known_on: date | None, until: date | None = None) -> MoveFilter:
        """The filter that the form asks for, what was refused left out, in a list that ends with ``until``."""
        given = self.cleaned_data
        since: PartialDate | None = given.get("since")
        last: PartialDate | None = given.get("until")
        ends = [day for day in (last.latest if last else None, until) if day]
        return MoveFilter(
            person=given.get("person", ""),
            company=given.get("company", ""),
            from_company=given.get("from_company", ""),
            to_company=given.get("to_company", ""),
            unit=given.get("unit", ""),
            kind=tuple(given.get("kind", ())),
            seniority=tuple(given.get("seniority", ())),
            status=tuple(given.get("status", ())),
            outlet=given.get("outlet", ""),
            ends=given.get("ends", ""),
            q=given.get("q", ""),
            since=since.earliest if since else None,
            until=min(ends, default=None),
            surely=bool(given.get("surely")),
            known_on=known_on,
        )


def view_of(query: QueryDict) -> QueryDict:
    """What of the address of a list of moves makes a view: all that the page knows but where it begins."""
    known = {*MovesForm.base_fields, "as_of", "known_on"}
    return without(query, *(name for name in query if name not in known))


class SearchForm(forms.Form):
    """What is looked for, and which kind of finds alone is shown."""

    q = forms.CharField(max_length=LONGEST_SEARCH, required=False, strip=True)
    kind = forms.ChoiceField(choices=list(KINDS.items()), required=False)


class SinceForm(forms.Form):
    """From which mark on new moves are counted, and how many the page tells of already."""

    after = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    seen = forms.IntegerField(min_value=0, max_value=1000, required=False)
    person = forms.SlugField(max_length=80, required=False)
    company = forms.SlugField(max_length=80, required=False)


class IngestForm(forms.Form):
    """A text or an address that an editor hands in; exactly one of the two."""

    url = forms.URLField(
        max_length=2000,
        required=False,
        assume_scheme="https",
        label="Address",
        error_messages={"invalid": NO_ADDRESS},
    )
    text = forms.CharField(
        max_length=LONGEST_TEXT, required=False, strip=True, widget=forms.Textarea, label="Text"
    )
    title = forms.CharField(max_length=500, required=False, label="Headline")
    outlet = forms.CharField(max_length=200, required=False, label="Outlet", validators=[seen])
    published_on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        label="Day it was published",
        error_messages={"invalid": NO_DAY},
    )
    queue = forms.BooleanField(required=False, label="Hold its claims for review")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        given = [name for name in ("url", "text") if values.get(name)]
        if not given and not self.errors:
            raise forms.ValidationError("Paste a text or give an address.")
        if len(given) == 2:
            raise forms.ValidationError("Give a text or an address, not both.")
        return values

    def clean_published_on(self) -> date | None:
        day: date | None = self.cleaned_data["published_on"]
        try:
            check_published_on(day, timezone.now())
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        return day


class _Chosen(forms.MultipleChoiceField):
    """Some of a list; a choice that was left blank is none."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]


class TimelineForm(forms.Form):
    """What a timeline is narrowed to; ``abouts`` are the kinds of what it tells, with the words for them."""

    about = forms.ChoiceField(required=False)
    status = _Chosen(choices=[(step.value, step.label) for step in STEPS], required=False)

    def __init__(self, data: Mapping[str, Any], abouts: Mapping[str, str]) -> None:
        super().__init__(data)
        self.abouts = abouts
        self.fields["about"] = forms.ChoiceField(choices=list(abouts.items()), required=False)


class StreamForm(TimelineForm):
    """The same, and where its part begins."""

    before = forms.CharField(max_length=40, required=False)

    def clean_before(self) -> StreamPlace | None:
        text = self.cleaned_data["before"]
        if not text:
            return None
        try:
            return StreamPlace.parse(text)
        except NotAPlaceInTime as error:
            raise forms.ValidationError("The address names no place in the timeline.") from error
