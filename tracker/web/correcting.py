"""The form in which an editor corrects a fact: prefilled with what stands, changed fields are pinned."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from companies.models import Organization, Stake
from people.models import Person, Position
from people.models.positions import LineKind
from tracker.claims.entering.fields import (
    Fact,
    Field,
    Shape,
    Value,
    Values,
    fields_of,
    records_called,
    text_of,
    texts_of,
    values_of,
)
from tracker.claims.entering.sayings import Source
from tracker.claims.settling.reading_claims import LIMITS
from tracker.kernel.statuses import STEPS, Status
from tracker.kernel.typed import EARLIEST, seen
from tracker.web.forms import NO_ADDRESS, NO_DAY, ToldDateField

_RECORDS = {Shape.PERSON: Person, Shape.ORGANIZATION: Organization}
_WAS = "was-"


class RecordField(forms.CharField):
    """A record that may be shown, by its name or slug; None when blank."""

    def __init__(self, model: type[Any], **options: Any) -> None:
        self.model = model
        super().__init__(max_length=200, strip=True, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = records_called(self.model, text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"Nothing on record is called “{text}”.")
        slugs = ", ".join(one.slug for one in found)
        raise forms.ValidationError(f"Several are called so: write one of {slugs}.")


class EntryForm(forms.Form):
    """What an editor says of ``fact``, and where they have it from."""

    note = forms.CharField(
        max_length=1000,
        required=False,
        strip=True,
        validators=[seen],
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Note",
        help_text="How you know. Shown beside the fact, and kept in its history with your name.",
    )
    address = forms.URLField(
        max_length=2000,
        required=False,
        assume_scheme="https",
        label="Address",
        error_messages={"invalid": NO_ADDRESS},
        help_text="Of the page that says so.",
    )
    published_on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
        label="Day it was published",
        error_messages={"invalid": NO_DAY},
        help_text="Without it the entry takes no part in what was known on a day.",
    )

    def __init__(self, fact: Fact, data: QueryDict | None = None) -> None:
        self.fact = fact
        self.stands: Values = values_of(fact)
        self.texts = texts_of(fact)
        super().__init__(data, initial=self.texts)
        for field in fields_of(fact):
            self.fields[field.name] = _field(field, self.stands[field.name])

    def said(self) -> list[Any]:
        """The fields of the fact."""
        return [self[field.name] for field in fields_of(self.fact)]

    def sources(self) -> list[Any]:
        return [self[name] for name in ("note", "address", "published_on")]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("note") and not given.get("address") and "address" not in self.errors:
            self.add_error("note", "Give an address or a note: every entry says where it is from.")
        published = given.get("published_on")
        if published and not given.get("address"):
            self.add_error("address", "Say what was published on that day.")
        tomorrow = timezone.now().date() + timedelta(days=1)  # that begins elsewhere by now
        if published and not EARLIEST <= published <= tomorrow:
            self.add_error("published_on", f"No page is from then: give a day from {EARLIEST} on.")
        start, end = given.get("start"), given.get("end")
        if start and end and end.surely_before(start):
            self.add_error("end", f"{end} lies before the start, {start}.")
        if isinstance(self.fact, Position) and not self.errors:
            for record, status in (("origin", "start_status"), ("destination", "end_status")):
                if given.get(record) and not given.get(status):
                    self.add_error(status, "Say how this is told: a company is named for it.")
        return given

    def clean_unit(self) -> Organization | None:
        unit: Organization | None = self.cleaned_data["unit"]
        company = getattr(self.fact, "organization", None)
        if unit is not None and unit.company != company and unit != self.stands["unit"]:
            raise forms.ValidationError(f"{unit} is no unit of {company}.")
        return unit

    def clean_manager(self) -> Person:
        manager: Person = self.cleaned_data["manager"]
        if manager == getattr(self.fact, "person", None):
            raise forms.ValidationError("Nobody reports to themselves.")
        return manager

    def clean_percent(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["percent"]
        if isinstance(self.fact, Stake) and percent is not None and not 0 < percent <= 100:
            raise forms.ValidationError("A stake is more than 0 and at most 100 percent.")
        return percent

    def clean_target(self) -> Organization:
        target: Organization = self.cleaned_data["target"]
        if target == getattr(self.fact, "acquirer", None):
            raise forms.ValidationError("A stake is in another company.")
        return target

    def changed(self) -> Values:
        """The fields that the editor changed: those are pinned."""
        given = self.cleaned_data
        return {
            name: None if given[name] in ("", None) else given[name]
            for name in self.texts
            if text_of(given[name]) != self.texts[name]
        }

    def source(self) -> Source:
        given = self.cleaned_data
        return Source(given["note"], given["address"], given["published_on"])


def _field(field: Field, stands: Value) -> forms.Field:
    options: dict[str, Any] = {"label": field.label, "required": field.needed}
    match field.shape:
        case Shape.STATUS:
            steps = [(step.value, step.label) for step in STEPS]
            blank = [] if stands else [("", "Nothing said")]
            return forms.ChoiceField(choices=[*blank, *steps], **options)
        case Shape.LINE:
            return forms.ChoiceField(choices=LineKind.choices, **options)
        case Shape.DAY | Shape.LAST_DAY:
            return ToldDateField(label=field.label, help_text=_DAYS)
        case Shape.NUMBER:
            low, high = LIMITS[field.name]
            places = 0 if field.name == "count" else 3
            return forms.DecimalField(
                max_digits=20, decimal_places=places, min_value=low, max_value=high, **options
            )
        case Shape.PERSON | Shape.ORGANIZATION:
            return RecordField(_RECORDS[field.shape], **options)
        case Shape.LONG:
            area = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(
                max_length=1000, strip=True, widget=area, validators=[seen], **options
            )
        case _:
            return forms.CharField(max_length=200, strip=True, validators=[seen], **options)


_DAYS = "2025, 2025-06 or 2025-06-12; blank: not known"


@dataclass(frozen=True, slots=True)
class Given:
    """What was sent, brought up to date with what changed since the form was made."""

    values: QueryDict
    meanwhile: tuple[str, ...] = ()


def up_to_date(fact: Fact, sent: QueryDict) -> Given:
    """What the editor typed stays; a field they left alone takes what stands there now."""
    values, lines = sent.copy(), []
    for field in fields_of(fact):
        now = text_of(field.of(fact))
        was = sent.get(_WAS + field.name, now)
        if was == now:
            continue
        values[_WAS + field.name] = now
        line = f"{field.label}: it was “{_shown(was)}” and is “{_shown(now)}” now."
        if sent.get(field.name, was) in (was, now):
            values[field.name] = now
            lines.append(line)
        else:
            lines.append(
                f"{line} You typed “{_shown(str(sent.get(field.name)))}”, which stands in the form."
            )
    return Given(values, tuple(lines))


def stood(fact: Fact, sent: Mapping[str, str]) -> dict[str, str]:
    """What stood in each field when the form was made."""
    return {name: sent.get(_WAS + name, now) for name, now in texts_of(fact).items()}


def _shown(text: str) -> str:
    return Status(text).label if text in Status.values else text or "nothing"


def mark_of(form: EntryForm, *, deny: bool) -> str:
    """A mark of what is typed in the form: storing asks for what was looked at, and nothing else."""
    typed = [str(form[name].value() or "").strip() for name in sorted(form.fields)]
    return hashlib.sha256("\0".join([*typed, str(deny)]).encode()).hexdigest()[:20]
