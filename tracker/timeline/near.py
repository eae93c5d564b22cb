"""What a mistyped slug may mean: records that may be shown and are called by its words, or nearly so.

Nothing here tells a slug that was taken down from one that never was: only what is shown is compared with its words.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest

from companies.models import Organization
from tracker.kernel.word_search import Asked
from tracker.news.models import Outlet
from tracker.timeline.found_records import found_records
from tracker.timeline.name_lookup import ORGANIZATIONS, PEOPLE, Kind, nearest
from tracker.timeline.refs import ref_org
from tracker.timeline.search import room_for
from tracker.timeline.structure_rows import BELOW
from tracker.timeline.wording import Ref

#: As many records as a slug may mean.
MOST = 3
#: As alike is the name of an outlet or unit to a slug, or its slug, that may mean it: of 1.
ALIKE = 0.4


def people_near(slug: str, *, known_on: date | None = None) -> list[Ref]:
    """The people whom a slug may mean, the best first; at most three queries, whatever is on record.

    With ``known_on`` only those whom something published by then names.
    """
    ids = _ids(PEOPLE, slug, known_on)
    found = found_records(people=ids, known_on=known_on).people
    return [Ref("person", found[pk].name, found[pk].slug) for pk in ids if pk in found][:MOST]


def organizations_near(slug: str, *, within: str = "", known_on: date | None = None) -> list[Ref]:
    """Likewise the companies and units; at most eight queries.

    Those below the company of the slug ``within`` lead; where nothing is near, that company is, or one called nearly so.
    """
    ids = [*_below(within, slug, known_on), *_ids(ORGANIZATIONS, slug, known_on)]
    found = found_records(organizations=ids, known_on=known_on).organizations
    near = [ref_org(found[pk].body) for pk in dict.fromkeys(ids) if pk in found]
    if not near and within:
        return organizations_near(within, known_on=known_on)[:1]
    return near[:MOST]


def outlets_near(slug: str, *, known_on: date | None = None) -> list[Ref]:  # noqa: ARG001
    """Likewise the outlets, of which it does not matter when they were first known of; one query."""
    named = _alike(Outlet.objects.visible(), slug).values_list("name", "slug")[:MOST]
    return [Ref("outlet", name, slug) for name, slug in named]


def _below(company: str, slug: str, known_on: date | None) -> list[int]:
    """What is or was below a company and is called nearly so, the most alike first; two queries, none without one."""
    seen = Organization.objects.visible()
    top = seen.filter(slug=company).values_list("pk", flat=True).first() if company else None
    if top is None:
        return []
    units = seen.filter(pk__in=RawSQL(BELOW, [top])).exclude(pk=top)  # noqa: S611 - ours
    return list(_alike(units, slug).values_list("pk", flat=True)[: room_for(MOST, known_on)])


def _alike(rows: QuerySet[Any], slug: str) -> QuerySet[Any]:
    likeness = Greatest(TrigramSimilarity("slug", slug), TrigramSimilarity("name", _words(slug)))
    alike: QuerySet[Any] = rows.annotate(likeness=likeness).filter(likeness__gte=ALIKE)
    return alike.order_by("-likeness", "slug")


def _words(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ")


def _ids(kind: Kind, slug: str, known_on: date | None) -> list[int]:
    asked = Asked.of(_words(slug))
    return list(nearest(kind, asked, room_for(MOST, known_on))) if asked else []
