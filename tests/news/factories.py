"""The least valid intake row; outlets, sources and articles come from ``tests.factories``."""

import factory
from factory.django import DjangoModelFactory

from tests.factories import digest
from tracker.news.models import Intake


class IntakeFactory(DjangoModelFactory[Intake]):
    """An address that is due to be fetched."""

    class Meta:
        model = Intake

    kind = Intake.Kind.URL
    url = factory.Sequence(lambda n: f"https://outlet.example/handed-in/{n}")
    key = factory.LazyAttribute(lambda row: digest(f"url\n{row.url}\n"))
