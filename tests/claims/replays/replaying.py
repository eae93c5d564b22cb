"""Articles ingested one by one, in an order drawn from a seed, as a newsroom's are."""

import json
import random
from collections.abc import Iterable, Sequence

from tests.claims.replays.printed import Printed
from tests.factories import OrganizationFactory
from tracker.claims.ingest import Wishes, ingest_line
from tracker.kernel.slugs import slug_of


def on_record(companies: Iterable[str]) -> None:
    """Companies that the newsroom knew before the story began."""
    for name in companies:
        OrganizationFactory.create(slug=slug_of(name), name=name)


def ingested(articles: Sequence[Printed], *, seed: int) -> None:
    """Ingest every article, each read, recorded and settled before the next; 0 keeps their order."""
    order = list(articles)
    if seed:
        random.Random(seed).shuffle(order)
    for article in order:
        told = list(ingest_line(json.dumps(article.as_line()), Wishes()))
        assert [one.state for one in told] == ["new"], told
