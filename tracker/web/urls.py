"""The addresses of the pages."""

from django.urls import URLPattern, URLResolver, path, register_converter

from tracker.web.views import (
    articles,
    cards,
    companies,
    correct,
    corrections,
    embed,
    evidence,
    flows,
    front_pictures,
    ingest,
    latest,
    moves,
    org,
    outlets,
    permalinks,
    pictures,
    quality,
    records,
    review,
    review_lists,
    search,
    stories,
)


class PictureFormat:
    """How a picture is written."""

    regex = "svg|png"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureFormat, "picture")

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", latest.latest_moves, name="latest"),
    path("moves/", moves.moves, name="moves"),
    path("moves/new/", latest.new_moves, name="new-moves"),
    path("people/", records.people, name="people"),
    path("people/<slug:slug>/", records.person, name="person"),
    path("companies/", records.companies, name="companies"),
    path("companies/<slug:slug>/", companies.organization, name="company"),
    path("companies/<slug:slug>/units/<slug:unit>/", companies.organization, name="unit"),
    path("companies/<slug:slug>/chart/", org.chart, name="company-chart"),
    path("companies/<slug:slug>/units/<slug:unit>/chart/", org.chart, name="unit-chart"),
    path("embed/people/<slug:slug>/", embed.person, name="embed-person"),
    path("embed/companies/<slug:slug>/", embed.organization, name="embed-company"),
    path("embed/companies/<slug:slug>/units/<slug:unit>/", embed.organization, name="embed-unit"),
    path("embed/companies/<slug:slug>/chart/", embed.chart, name="embed-company-chart"),
    path(
        "embed/companies/<slug:slug>/units/<slug:unit>/chart/",
        embed.chart,
        name="embed-unit-chart",
    ),
    path("card.<picture:written>", cards.home, name="latest-card"),
    path("people/<slug:slug>/card.<picture:written>", cards.person, name="person-card"),
    path("companies/<slug:slug>/card.<picture:written>", cards.organization, name="company-card"),
    path(
        "companies/<slug:slug>/units/<slug:unit>/card.<picture:written>",
        cards.organization,
        name="unit-card",
    ),
    path("flows/card.<picture:written>", cards.flows, name="flows-card"),
    path("people/<slug:slug>/career.<picture:written>", pictures.career, name="career-picture"),
    path(
        "companies/<slug:slug>/chart.<picture:written>",
        pictures.chart,
        name="company-chart-picture",
    ),
    path(
        "companies/<slug:slug>/units/<slug:unit>/chart.<picture:written>",
        pictures.chart,
        name="unit-chart-picture",
    ),
    path(
        "companies/<slug:slug>/balance.<picture:written>",
        pictures.balance,
        name="balance-picture",
    ),
    path(
        "companies/<slug:slug>/events.<picture:written>",
        pictures.events,
        name="events-picture",
    ),
    path(
        "companies/<slug:slug>/lineage.<picture:written>",
        pictures.lineage,
        name="lineage-picture",
    ),
    path(
        "companies/<slug:slug>/units/<slug:unit>/events.<picture:written>",
        pictures.events,
        name="unit-events-picture",
    ),
    path(
        "companies/<slug:slug>/units/<slug:unit>/lineage.<picture:written>",
        pictures.lineage,
        name="unit-lineage-picture",
    ),
    path("flows/chart.<picture:written>", pictures.flows, name="flows-picture"),
    path("months.<picture:written>", front_pictures.months, name="months-picture"),
    path("races.<picture:written>", front_pictures.races, name="races-picture"),
    path("companies/<slug:slug>/people/", companies.people, name="company-people"),
    path(
        "companies/<slug:slug>/units/<slug:unit>/people/",
        companies.people,
        name="unit-people",
    ),
    path("flows/", flows.flows, name="flows"),
    path("evidence/<str:facts>/", evidence.evidence, name="evidence"),
    path("articles/<int:article_id>/", articles.article, name="article"),
    path("stories/<int:story_id>/", stories.story, name="story"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<slug:slug>/", outlets.outlet, name="outlet"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("corrections/", corrections.corrections_log, name="corrections"),
    path("permalinks/", permalinks.permalinks, name="permalinks"),
    path("permalinks/<slug:key>/", permalinks.permalink, name="permalink"),
    path("how-we-count/", latest.how_we_count, name="how-we-count"),
    path("how-good-is-this/", quality.how_good, name="how-good"),
    path("review/", review.queue, name="review"),
    path("review/undo/", review.take_back, name="review-undo"),
    path("review/decisions/", review_lists.decisions, name="review-decisions"),
    path("review/records/", review.records, name="review-records"),
    path("review/articles/<int:article_id>/", review_lists.article, name="review-article"),
    path("review/<int:claim_id>/", review.claim, name="review-claim"),
    path("review/<int:claim_id>/change/", review.change, name="review-change"),
    path("review/<int:claim_id>/hold/", review.hold, name="review-hold"),
    path("correct/<slug:kind>/<int:fact_id>/", correct.correct, name="correct"),
    path("ingest/", ingest.ingest, name="ingest"),
    path("ingest/<int:intake_id>/", ingest.reading, name="reading"),
]
