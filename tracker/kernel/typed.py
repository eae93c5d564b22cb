"""What somebody may type into a form, whichever room the form belongs to."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tracker.kernel.partial_dates import PartialDate

#: The tracker's people held no post before this day, and nobody tells more than ten years ahead.
EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 10
_LINES = str.maketrans("", "", "\r\n\t")


def seen(text: str) -> None:
    """Refuse signs that nobody sees: control characters, marks that turn the direction of writing.

    Line breaks and tabs pass: a field of one line takes none of them anyway.
    """
    if not text.translate(_LINES).isprintable():
        raise ValidationError(
            "There are signs in it that cannot be seen: type it anew instead of pasting it.",
            code="unseen",
        )


def in_living_memory(told: PartialDate) -> None:
    """Refuse a day that no report of a post can mean: before 1900, or more than ten years ahead."""
    last = date(timezone.now().year + YEARS_AHEAD, 12, 31)
    if any(day and not EARLIEST <= day <= last for day in (told.earliest, told.latest)):
        raise ValidationError(
            f"“{told}” cannot be meant: give a date between {EARLIEST.year} and {last.year}.",
            code="beyond",
        )


class TypedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A row whose words are all of signs that can be seen."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in tuple(cleaned.items()):
            if isinstance(value, str):
                try:
                    seen(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned
