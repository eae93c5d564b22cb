"""The root, the schema, the docs page, the catalogue of problems, and everything that is nowhere."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.exceptions import NotFound

from tracker.api.problems import MEDIA_TYPE, PROBLEMS, problem_response
from tracker.api.reference import groups_of

#: Swagger UI's stylesheet draws its arrows from data: addresses; nothing else is let in.
TRY_CSP: dict[str, Any] = {**settings.SECURE_CSP, "img-src": [CSP.SELF, "data:"]}


@cache
def api_schema() -> dict[str, Any]:
    """The OpenAPI description of everything under /api/v1/; made once."""
    schema: dict[str, Any] = SchemaGenerator(  # type: ignore[no-untyped-call]
        urlconf=settings.SPECTACULAR_SETTINGS["SERVE_URLCONF"]
    ).get_schema(request=None, public=True)
    return schema


@cache
def _written(kind: str) -> bytes:
    renderer = OpenApiYamlRenderer() if kind == "yaml" else OpenApiJsonRenderer()
    return bytes(renderer.render(api_schema(), renderer_context={}))


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 description, in JSON, or in YAML with ``format=yaml``."""
    kind = "yaml" if request.GET.get("format") == "yaml" else "json"
    media_type = "application/yaml" if kind == "yaml" else "application/json"
    return HttpResponse(_written(kind), content_type=f"{media_type}; charset=utf-8")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page."""
    context = {
        "schema_url": reverse("api:schema"),
        "groups": groups_of(api_schema()),
        "section": "api",
    }
    return render(request, "api/docs.html", context)


@require_safe
@csp_override(TRY_CSP)
def try_it(request: HttpRequest) -> HttpResponse:
    """Every address, to be tried in the browser."""
    return render(request, "api/try.html", {"schema_url": reverse("api:schema")})


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The addresses of the lists."""
    lists = (path for path in api_schema()["paths"] if "{" not in path)
    addresses = {
        path.removeprefix("/api/v1/").strip("/"): request.build_absolute_uri(path)
        for path in sorted(lists)
    }
    addresses["schema"] = request.build_absolute_uri(reverse("api:schema"))
    addresses["docs"] = request.build_absolute_uri(reverse("api:docs"))
    return JsonResponse(addresses, json_dumps_params={"indent": 1})


@require_safe
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """What a kind of problem means."""
    if name not in PROBLEMS:
        return nowhere(request)
    title, meaning = PROBLEMS[name]
    return JsonResponse({"type": request.path, "title": title, "meaning": meaning})


def nowhere(request: HttpRequest, **_parts: object) -> HttpResponse:
    """404 for an address that is no part of the API."""
    answer = problem_response(NotFound(), {"request": request})
    assert answer is not None  # noqa: S101 - it is one for every APIException
    return JsonResponse(answer.data, status=answer.status_code, content_type=MEDIA_TYPE)
