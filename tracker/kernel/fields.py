"""Model fields for the small values of this room."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from tracker.kernel.partial_dates import NotADate, PartialDate


def days_of(value: PartialDate) -> DateRange:
    """The half-open range that PostgreSQL keeps: the day after ``latest`` is its upper bound."""
    after = value.latest + timedelta(days=1) if value.latest else None
    return DateRange(value.earliest, after, "[)")


class PartialDateFormField(forms.CharField):
    """One line of text for a :class:`PartialDate`; left blank it is None, no day known."""

    HELP = "2025, 2025-06, 2025-06-12, or bounds: 2024-10-01/2024-12-31, ../2025-05-31"

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value


class PartialDateField(DateRangeField):
    """A :class:`PartialDate` in one ``daterange`` column.

    The precision follows from the range's shape, so a precision without a date cannot be stored.
    """

    description = "The range of days that the published words allow"

    def from_db_value(
        self, value: "DateRange | None", _expression: Any, _connection: Any
    ) -> PartialDate | None:
        return _partial_date(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        if isinstance(value, DateRange):
            return _partial_date(value)
        if isinstance(value, date):
            return PartialDate.on(value)
        try:
            return PartialDate.parse(str(value))
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str | date):
            value = self.to_python(value)
        if isinstance(value, PartialDate):
            return days_of(value)
        return super().get_prep_value(value)

    def value_to_string(self, obj: Any) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return PartialDateFormField(
            required=not self.blank,
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            help_text=self.help_text or PartialDateFormField.HELP,
        )


def _partial_date(value: "DateRange | None") -> PartialDate | None:
    if value is None or value.isempty or (value.lower is None and value.upper is None):
        return None
    latest = value.upper - timedelta(days=1) if value.upper else None
    return PartialDate(value.lower, latest)
