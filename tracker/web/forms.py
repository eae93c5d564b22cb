"""What readers may put into an address, and editors into a form."""

from datetime import date
from typing import Any

from django import forms

from companies.models import Organization
from people.models import MoveKind, Person
from people.titles import SENIORITIES
from tracker.kernel.partial_dates import NotADate, PartialDate
from tracker.kernel.statuses import STEPS
from tracker.kernel.word_search import LONGEST
from tracker.timeline.moves import MoveFilter
from tracker.timeline.search_page import KINDS
from tracker.timeline.stream import ABOUT, NotAPlaceInTime, StreamPlace

#: A pasted article may have as many characters as extraction reads.
LONGEST_TEXT = 5_000_000


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


class MovesForm(forms.Form):
    """The filters of the list of moves, as its address carries them."""

    since = PartialDateField(label="From")
    until = PartialDateField(label="To")
    status = forms.MultipleChoiceField(
        choices=[(step.value, step.label) for step in STEPS], required=False
    )
    kind = forms.MultipleChoiceField(choices=MoveKind.choices, required=False)
    seniority = forms.MultipleChoiceField(choices=SENIORITIES, required=False)
    person = forms.SlugField(max_length=80, required=False)
    company = forms.SlugField(max_length=80, required=False)
    from_company = forms.SlugField(max_length=80, required=False)
    to_company = forms.SlugField(max_length=80, required=False)
    outlet = forms.SlugField(max_length=80, required=False)
    q = forms.CharField(max_length=100, required=False, strip=True)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("person"):
            values["person"] = Person.objects.slug_today(values["person"])
        for end in ("company", "from_company", "to_company"):
            if values.get(end):
                values[end] = Organization.objects.slug_today(values[end])
        since, until = values.get("since"), values.get("until")
        if since and until and until.surely_before(since):
            self.add_error("until", f"{until} lies before {since}: swap the two.")
        return values

    def wanted(self, *, known_on: date | None, until: date | None = None) -> MoveFilter:
        """The filter that a valid form asks for, in a list that ends with the day ``until``."""
        given = self.cleaned_data
        since: PartialDate | None = given["since"]
        last: PartialDate | None = given["until"]
        ends = [day for day in (last.latest if last else None, until) if day]
        return MoveFilter(
            person=given["person"],
            company=given["company"],
            from_company=given["from_company"],
            to_company=given["to_company"],
            kind=tuple(given["kind"]),
            seniority=tuple(given["seniority"]),
            status=tuple(given["status"]),
            since=since.earliest if since else None,
            until=min(ends, default=None),
            known_on=known_on,
            outlet=given["outlet"],
            q=given["q"],
        )


class SearchForm(forms.Form):
    """What is looked for, and which kind of finds alone is shown."""

    q = forms.CharField(max_length=LONGEST, required=False, strip=True)
    kind = forms.ChoiceField(choices=list(KINDS.items()), required=False)


class SinceForm(forms.Form):
    """From which mark on new moves are counted, and how many the page tells of already."""

    after = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    seen = forms.IntegerField(min_value=0, max_value=1000, required=False)
    person = forms.SlugField(max_length=80, required=False)
    company = forms.SlugField(max_length=80, required=False)


class IngestForm(forms.Form):
    """A text or an address that an editor hands in; exactly one of the two."""

    url = forms.URLField(max_length=2000, required=False, assume_scheme="https", label="Address")
    text = forms.CharField(
        max_length=LONGEST_TEXT, required=False, strip=True, widget=forms.Textarea, label="Text"
    )
    title = forms.CharField(max_length=500, required=False, label="Headline")
    published_on = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], label="Day it was published"
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


class StreamForm(forms.Form):
    """What a company's stream is narrowed to, and where its part begins."""

    about = forms.ChoiceField(choices=list(ABOUT.items()), required=False)
    status = forms.MultipleChoiceField(
        choices=[(step.value, step.label) for step in STEPS], required=False
    )
    before = forms.CharField(max_length=40, required=False)

    def clean_before(self) -> StreamPlace | None:
        text = self.cleaned_data["before"]
        if not text:
            return None
        try:
            return StreamPlace.parse(text)
        except NotAPlaceInTime as error:
            raise forms.ValidationError("The address names no place in the timeline.") from error
