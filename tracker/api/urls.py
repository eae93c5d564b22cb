"""The addresses of the API."""

from typing import Any

from django.urls import URLPattern, include, path, re_path, register_converter

from tracker.api.base import ApiView
from tracker.api.views import charts, export, facts, news, records, site

app_name = "api"


class EventId:
    """``event-12`` or ``stake-7``: events come from two tables."""

    regex = r"(?:event|stake)-[0-9]{1,19}"

    def to_python(self, value: str) -> tuple[str, int]:
        kind, _, number = value.partition("-")
        return kind, int(number)

    def to_url(self, value: str) -> str:
        return value


register_converter(EventId, "event")
_KEYS = {"slug": "<slug:slug>", "id": "<int:id>", "event": "<event:id>"}


def _records(name: str, view: type[ApiView], key: str) -> list[URLPattern]:
    lists: Any = view.as_view({"get": "list"})
    one: Any = view.as_view({"get": "retrieve"})
    return [
        path(f"{name}/", lists, name=name),
        path(f"{name}/{_KEYS[key]}/", one, name=f"{name}-one"),
    ]


def _list(view: Any) -> Any:
    return view.as_view({"get": "list"})


def _one(view: Any) -> Any:
    return view.as_view({"get": "retrieve"})


versioned = [
    *_records("people", records.People, "slug"),
    path("people/<slug:slug>/timeline/", _list(records.PersonTimeline), name="people-timeline"),
    *_records("companies", records.Companies, "slug"),
    path(
        "companies/<slug:slug>/timeline/", _list(records.CompanyTimeline), name="companies-timeline"
    ),
    path(
        "companies/<slug:slug>/org-chart/",
        _one(charts.OrgChart),
        name="companies-org-chart",
    ),
    path("companies/<slug:slug>/org-diff/", _one(charts.OrgDiff), name="companies-org-diff"),
    *_records("units", records.Units, "slug"),
    *_records("positions", facts.Positions, "id"),
    *_records("moves", facts.Moves, "id"),
    *_records("reporting-lines", facts.ReportingLines, "id"),
    *_records("events", facts.Events, "event"),
    *_records("statements", facts.Statements, "id"),
    *_records("articles", news.Articles, "id"),
    *_records("stories", news.Stories, "id"),
    *_records("outlets", news.Outlets, "slug"),
    *_records("claims", news.Claims, "id"),
    *_records("sources", news.Sources, "id"),
    path("flows/", _one(charts.Flows), name="flows"),
    path("search/", _list(records.Search), name="search"),
]

urlpatterns = [
    path("", site.root, name="root"),
    path("schema/", site.schema, name="schema"),
    path("docs/", site.docs, name="docs"),
    path("docs/try/", site.try_it, name="try"),
    path("problems/<slug:name>/", site.problem, name="problem"),
    path("v1/", site.root, name="root-v1"),
    path("v1/moves.csv", _list(export.MovesTable), name="moves-csv"),
    path("v1/", include(versioned)),
    re_path(r"^.*/$", site.nowhere),
]
