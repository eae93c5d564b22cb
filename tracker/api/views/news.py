"""outlets/, sources/, articles/, stories/, claims/."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fetch_modes import FETCH_RAISE
from django.utils import timezone

from companies.models import Organization
from tracker.accounts.roles import Role
from tracker.accounts.standing import is_at_least
from tracker.api.base import Records, first_or_missing
from tracker.api.paging import Key, Order
from tracker.api.params import Day as DayParam
from tracker.api.params import (
    Id,
    Kinds,
    Known,
    OrganizationSlug,
    OutletSlug,
    Paged,
    PersonSlug,
    Since,
    Until,
    Wanted,
    Words,
)
from tracker.api.shapes.news import (
    ArticleShape,
    ArticleWithClaims,
    ClaimShape,
    OutletShape,
    SourceShape,
    StoryShape,
)
from tracker.claims.models import Claim, ClaimType
from tracker.claims.withholding import withheld, withhold_article
from tracker.kernel.statuses import Status
from tracker.news.models import Article, Outlet, Source, Story
from tracker.timeline.claims import readable_claims, tellable
from tracker.timeline.outlet_records import NOTHING, records_of
from tracker.timeline.replies import with_replies

_NEWEST = (Key("id", int, descending=True),)


class OutletsParams(Paged):
    q = Words(help_text="Occurs in the name.")
    kind = Kinds(Outlet.Kind.choices)
    known_on = DayParam(help_text="Records as one could know them on this day.")


class Outlets(Records):
    """Who publishes: newspapers, wires, newsrooms, people's own posts; by slug."""

    tag = "outlets"
    shape = OutletShape
    list_params = OutletsParams
    one_params = Known

    def rows(self, wanted: Wanted) -> QuerySet[Outlet]:
        found = Outlet.objects.visible().prefetch_related("domains")
        if wanted["kind"]:
            found = found.filter(kind__in=wanted["kind"])
        return found.filter(name__icontains=wanted["q"]) if wanted["q"] else found

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("outlets.slug", (Key("slug", str),))

    def one(self, wanted: Wanted, key: str | int) -> Outlet:  # noqa: ARG002
        outlet: Outlet = first_or_missing(
            Outlet.objects.visible().prefetch_related("domains").filter(slug=key)
        )
        return outlet

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:
        day = wanted["known_on"] or timezone.now().date()
        records = records_of([outlet.slug for outlet in rows], day=day)
        for outlet in rows:
            outlet.record = records.get(outlet.slug, NOTHING)
        return rows


class SourcesParams(Paged):
    outlet = OutletSlug()


class Sources(Records):
    """The feeds and pages that are polled, latest first."""

    tag = "sources"
    shape = SourceShape
    list_params = SourcesParams

    def rows(self, wanted: Wanted) -> QuerySet[Source]:
        found = Source.objects.filter(outlet__hidden=False).select_related("outlet")
        return found.filter(outlet__slug=wanted["outlet"]) if wanted["outlet"] else found

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("sources", _NEWEST)

    def one(self, wanted: Wanted, key: str | int) -> Source:
        source: Source = first_or_missing(self.rows({**wanted, "outlet": None}).filter(pk=key))
        return source


class ArticlesParams(Paged):
    outlet = OutletSlug()
    story = Id()
    language = Words(help_text="ISO 639, such as en.")
    since = Since(help_text="Published on or after this day.")
    until = Until(help_text="Published on or before this day.")
    q = Words(help_text="Words in the title.")


def _articles() -> QuerySet[Article]:
    found = Article.objects.visible().select_related("outlet", "copy_of")
    return found.defer("text", "copy_of__text")


class Articles(Records):
    """Published texts, latest stored first: where they stand and what they say, never the text."""

    tag = "articles"
    shape = ArticleShape
    one_shape = ArticleWithClaims
    list_params = ArticlesParams

    def rows(self, wanted: Wanted) -> QuerySet[Article]:
        found = _articles()
        if wanted["outlet"]:
            found = found.filter(outlet__slug=wanted["outlet"])
        if wanted["story"]:
            found = found.filter(story=wanted["story"])
        if wanted["language"]:
            found = found.filter(language=wanted["language"])
        if wanted["since"]:
            found = found.filter(published_on__gte=wanted["since"])
        if wanted["until"]:
            found = found.filter(published_on__lte=wanted["until"])
        if withheld().names(wanted["q"] or ""):
            return found.none()
        for word in (wanted["q"] or "").split()[:8]:
            found = found.filter(title__icontains=word)
        return found

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("articles", _NEWEST)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        names = withheld()
        shown = [withhold_article(article, names) for article in rows]
        return with_replies("article", shown)

    def one(self, wanted: Wanted, key: str | int) -> Any:  # noqa: ARG002
        found = _articles().filter(pk=key)
        editor = is_at_least(self.request.user, Role.EDITOR)
        article: Any = first_or_missing(found.defer(None) if editor else found)
        claims = readable_claims().filter(article=article).order_by("start", "pk")
        article.read_claims = tellable(claims.fetch_mode(FETCH_RAISE))
        article.shown_text = article.text if editor else ""
        return article


class StoriesParams(Paged):
    outlet = OutletSlug(help_text="One of its articles is by this outlet.")


class Stories(Records):
    """Articles that are copies or rewrites of one report, latest story first."""

    tag = "stories"
    shape = StoryShape
    list_params = StoriesParams

    def rows(self, wanted: Wanted) -> QuerySet[Story]:
        shown = Article.objects.visible().filter(story=OuterRef("pk"))
        if wanted["outlet"]:
            shown = shown.filter(outlet__slug=wanted["outlet"])
        return _stories().filter(Exists(shown.order_by()))

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("stories", _NEWEST)

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        names = withheld()
        for article in (one for story in rows for one in story.shown_articles):
            withhold_article(article, names)
        return rows

    def one(self, wanted: Wanted, key: str | int) -> Story:
        merged = Story.objects.filter(pk=key, merged_into__isnull=False).values("merged_into")
        meant = Q(pk=key) | Q(pk__in=merged)
        story: Story = first_or_missing(self.rows({**wanted, "outlet": None}).filter(meant))
        return story


def _stories() -> QuerySet[Story]:
    articles = Article.objects.visible().with_outlet().defer("text")
    return Story.objects.prefetch_related(
        Prefetch("articles", articles.in_order(), to_attr="shown_articles")
    )


class ClaimsParams(Paged):
    person = PersonSlug()
    company = OrganizationSlug(help_text="A company or unit that the claim speaks of.")
    type = Kinds(ClaimType.choices)
    status = Kinds(Status.choices)
    outlet = OutletSlug()
    article = Id()
    position = Id(help_text="The position that rests on it.")
    since = Since(help_text="Published on or after this day.")
    until = Until(help_text="Published on or before this day.")
    known_on = DayParam(help_text="Only what had been published by this day.")


class Claims(Records):
    """What outlets said, each with its sentence; latest recorded first."""

    tag = "claims"
    shape = ClaimShape
    list_params = ClaimsParams
    one_params = Known

    def rows(self, wanted: Wanted) -> QuerySet[Claim]:
        found = readable_claims()
        conditions = {
            "person__slug": wanted["person"],
            "type__in": wanted["type"],
            "status__in": wanted["status"],
            "outlet__slug": wanted["outlet"],
            "article": wanted["article"],
            "published_on__gte": wanted["since"],
            "published_on__lte": wanted["until"],
        }
        found = found.filter(**{name: value for name, value in conditions.items() if value})
        if wanted["position"]:
            through = Claim.positions.through._default_manager
            held = through.filter(position_id=wanted["position"])
            found = found.filter(pk__in=held.values("claim_id"))
        if wanted["company"]:
            found = found.filter(_about(wanted["company"]))
        return _known(found, wanted)

    def order(self, wanted: Wanted) -> Order:  # noqa: ARG002
        return Order("claims", _NEWEST)

    def one(self, wanted: Wanted, key: str | int) -> Claim:
        claim: Claim = first_or_missing(_known(readable_claims(), wanted).filter(pk=key))
        return claim

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        return tellable(rows)


def _known(found: QuerySet[Claim], wanted: Wanted) -> QuerySet[Claim]:
    return found.filter(published_on__lte=wanted["known_on"]) if wanted["known_on"] else found


def _about(company: str) -> Q:
    """Claims of the company, as employer, unit or other end. By its id: the planner then knows how
    many there are.
    """
    found = Organization.objects.visible().filter(slug=company).values_list("pk", flat=True)
    pk = found.first() or 0
    return Q(organization=pk) | Q(unit=pk) | Q(other=pk)
