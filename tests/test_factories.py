"""The factories themselves: what every other test leans on."""

from typing import Any

import pytest
from factory.django import DjangoModelFactory

from tests import factories
from tracker.claims.models import EvidenceKind

FACTORIES = [
    made
    for name, made in vars(factories).items()
    if name.endswith("Factory") and issubclass(made, DjangoModelFactory) and made._meta.model
]


@pytest.mark.django_db
@pytest.mark.parametrize("made", FACTORIES, ids=lambda made: made.__name__)
def test_each_factory_makes_rows_that_the_database_and_the_forms_accept(
    made: type[DjangoModelFactory[Any]],
) -> None:
    first, second = made.create_batch(2)
    first.full_clean()
    assert first.pk != second.pk
    assert str(first)


@pytest.mark.django_db
def test_a_claim_quotes_its_article_unless_it_is_asked_to_be_a_summary_or_a_note() -> None:
    quote = factories.ClaimFactory.create()
    assert quote.article is not None
    assert quote.evidence == quote.article.text[quote.start : quote.end]
    summary = factories.ClaimFactory.create(summary=True)
    assert (summary.evidence_kind, summary.article) == (EvidenceKind.SUMMARY, None)
    note = factories.ClaimFactory.create(note=True)
    assert (note.evidence_kind, note.outlet) == (EvidenceKind.NOTE, None)
