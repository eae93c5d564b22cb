"""People, companies and units as the API tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from companies.models import UNIT_KINDS, Kind, Organization, SuccessionKind
from people.models import Person
from tracker.api.shapes.base import (
    Choice,
    FreeText,
    OrgRef,
    PrecisionOf,
    Shape,
    Text,
    replies,
    when,
)


class PersonShape(Shape):
    """A person in public professional life."""

    slug = serializers.CharField()
    name = serializers.CharField()
    other_names = serializers.SerializerMethodField()
    wikidata = Text()
    orcid = Text()
    checked = serializers.SerializerMethodField()
    replies = replies()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_other_names(self, person: Person) -> list[str]:
        return sorted(name.name for name in person.names.all())

    @extend_schema_field(serializers.BooleanField(help_text="An editor has looked at the record."))
    def get_checked(self, person: Person) -> bool:
        return not person.stub


class DatedName(Shape):
    """A name in use from `since` up to, not counting, `until`; an alias is a name beside it."""

    name = serializers.CharField()
    alias = serializers.BooleanField()
    since = when()
    until = when()


class DatedKind(Shape):
    """What it was from `since` up to, not counting, `until`."""

    kind = serializers.ChoiceField(choices=Kind.choices)
    since = when()
    until = when()


class DatedParent(Shape):
    """What it was part of from `since` up to, not counting, `until`."""

    parent = OrgRef()
    since = when()
    until = when()


class SuccessionShape(Shape):
    """`earlier` was renamed to, merged into, split into or acquired by `later`."""

    kind = serializers.ChoiceField(choices=SuccessionKind.choices)
    earlier = OrgRef()
    later = OrgRef()
    date = when(source="happened")


class OrganizationShape(Shape):
    """The fields that companies and units share."""

    slug = serializers.CharField()
    name = Text(help_text="Today's name; null while it has none.")
    description = FreeText()
    names = serializers.SerializerMethodField()
    country = Text(help_text="ISO 3166-1, two letters.")
    founded = when()
    founded_precision = PrecisionOf("founded")
    website = Text()
    wikidata = Text()
    kinds = serializers.SerializerMethodField()
    parents = serializers.SerializerMethodField()
    successions = SuccessionShape(many=True, source="shown_successions")
    checked = serializers.SerializerMethodField()
    replies = replies()

    @extend_schema_field(DatedName(many=True))
    def get_names(self, organization: Organization) -> list[Any]:
        shape = DatedName()
        return [shape.to_representation(one) for one in organization.names.all()]

    @extend_schema_field(DatedKind(many=True))
    def get_kinds(self, organization: Organization) -> list[Any]:
        shape = DatedKind()
        return [shape.to_representation(one) for one in organization.kinds.all()]

    @extend_schema_field(DatedParent(many=True))
    def get_parents(self, organization: Organization) -> list[Any]:
        shape = DatedParent()
        return [
            shape.to_representation(one)
            for one in organization.parents.all()
            if not one.parent.hidden
        ]

    @extend_schema_field(serializers.BooleanField(help_text="An editor has looked at the record."))
    def get_checked(self, organization: Organization) -> bool:
        return not organization.stub


class TopRef(Shape):
    """The company on top of a unit's parents."""

    slug = serializers.CharField()
    name = serializers.CharField()


class CompanyShape(OrganizationShape):
    """A company, university, fund, foundation or agency, or a lab that stands on its own."""

    kind = serializers.ChoiceField(choices=Kind.choices)


class UnitShape(OrganizationShape):
    """A lab, division or team of a company; `parent` is what it is part of today."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in UNIT_KINDS])
    parent = OrgRef(allow_null=True)
    company = TopRef(source="top", allow_null=True)


class FoundShape(Shape):
    """A record that a search found, best first."""

    type = Choice(choices=["person", "company", "unit"], source="kind")
    slug = serializers.CharField()
    name = serializers.CharField()
