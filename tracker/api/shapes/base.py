"""What every shape is made of: explicit fields, and how dates, names and sources are written."""

from collections.abc import Callable
from datetime import UTC, date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from companies.models import Organization
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate, Precision


class Shape(serializers.Serializer[Any]):
    """A shape that is only ever written. Values are read by ``source``; there are no defaults.

    It does less per value than a serializer that may also be filled in: lists are long.
    """

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = {}
        for name, read, show in self._plan:
            value = read(instance)
            shown[name] = None if value is None else show(value)
        return shown

    @cached_property
    def _plan(self) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]]:
        plan: list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = []
        for name, field in self.fields.items():
            if isinstance(field, serializers.SerializerMethodField):
                plan.append((name, getattr(self, field.method_name or ""), _same))
            else:
                read = _same if field.source == "*" else attrgetter(field.source or name)
                plan.append((name, read, _show(field)))
        return plan


def _same(value: Any) -> Any:
    return value


def _show(field: serializers.Field[Any, Any, Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, serializers.ListSerializer):
        child: Any = field.child
        one = child.to_representation
        return lambda values: [one(value) for value in values]
    if isinstance(field, serializers.IntegerField | serializers.BooleanField):
        return _same
    return field.to_representation


class Text(serializers.CharField):
    """Words; none at all is null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return str(value) or None


class FreeText(Text):
    """Words of our own or of others; names that are withheld are left out of them."""

    def to_representation(self, value: Any) -> Any:
        return withheld().text(str(value)) or None


class Choice(serializers.ChoiceField):
    """One word of a list; with ``allow_null``, none at all is null."""

    def to_representation(self, value: Any) -> Any:
        return value or None


class Day(serializers.DateField):
    """A whole day, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: date) -> str:
        return value.isoformat()


@extend_schema_field(
    {
        "type": "string",
        "description": "As finely as published: 2025, 2025-06, 2025-06-12, or bounds such as "
        "2024-10-01/2024-12-31 and ../2025-05-31.",
        "examples": ["2025-06"],
    }
)
class WhenField(serializers.Field[PartialDate, Any, str, Any]):
    """A partial date as ISO text."""

    def to_representation(self, value: PartialDate) -> str:
        return str(value)


def when(**kwargs: Any) -> WhenField:
    return WhenField(allow_null=True, **kwargs)


class PrecisionOf(serializers.ChoiceField):
    """How finely the partial date at ``source`` is known; null when there is none."""

    def __init__(self, source: str) -> None:
        choices = [precision.value for precision in Precision]
        super().__init__(choices=choices, source=source, allow_null=True)

    def to_representation(self, value: Any) -> str:
        when: PartialDate = value
        return when.precision.value


@extend_schema_field({"type": "number"})
class Number(serializers.Field[Decimal, Any, float, Any]):
    """A number, whole where it is whole."""

    def to_representation(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


def replies() -> serializers.ListField:
    """What those concerned say of a record."""
    return serializers.ListField(
        child=serializers.CharField(), help_text="What those concerned say of it, in their words."
    )


class PersonRef(Shape):
    """Names a person; the record is at people/{slug}/."""

    slug = serializers.CharField()
    name = serializers.CharField()


class OrgRef(Shape):
    """Names a company or unit; one that may not be shown is null."""

    slug = serializers.CharField()
    name = serializers.CharField(source="*")

    def to_representation(self, instance: Organization) -> Any:
        if instance.hidden:
            return None
        name = instance.name or withheld().text(instance.description)
        return {"slug": instance.slug, "name": name}


class CorrectedShape(Shape):
    """When a fact was last corrected, and where the log tells how."""

    on = serializers.DateField(source="corrected", help_text="The day, in UTC.")
    url = serializers.CharField(source="*", help_text="Its corrections in the public log.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Of a fact as told, ``Sourced``."""
        log = reverse("web:corrections")
        return {
            "on": instance.corrected.astimezone(UTC).date().isoformat(),
            "url": f"{log}?fact={instance.kind}-{instance.fact.pk}",
        }


class FirstShape(Shape):
    """Who published it first, and when; `outlet` is a slug of outlets/."""

    outlet = Text()
    published = Day()


class EvidenceShape(Shape):
    """What a claim rests on. Kind quote: a sentence of the article, its offsets in code points.
    Kind summary: our own words about the address. Kind note: an editor's. Kind reply: the words of
    those concerned, beside the claims.
    """

    kind = serializers.ChoiceField(choices=["quote", "summary", "note", "reply"])
    quote = serializers.CharField(source="text")
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    outlet = Text(source="outlet_slug", help_text="A slug of outlets/.")
    published = Day()
    url = Text()


def first_of(outlet: str, published: date | None, shown: Any) -> dict[str, Any] | None:
    """``first``, naming only outlets that may be shown; None when neither is known."""
    slug = outlet if outlet in shown else None
    if slug is None and published is None:
        return None
    return {"outlet": slug, "published": published.isoformat() if published else None}
