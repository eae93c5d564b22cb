"""How the API describes itself: one rule for parameters, pages and problems of every address."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from tracker.api.problems import MEDIA_TYPE

PROBLEM = "Problem"
_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A problem as RFC 9457 writes it.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "examples": ["/api/problems/bad-parameter/"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "What is wrong with each parameter.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_LIST_PROBLEMS = {"400": "A parameter is not accepted."}
_RECORD_PROBLEMS = {**_LIST_PROBLEMS, "404": "No such record, or none that may be shown."}


class Schema(AutoSchema):
    """Reads a view's own declarations: its parameters, its shape, its problems."""

    @property
    def _api(self) -> Any:
        return self.view

    def get_override_parameters(self) -> list[Any]:
        params = self._api.params_of(self._api.action)
        return [params] if params().fields else []

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        return super().get_serializer_name(serializer, direction).removesuffix("Shape")

    def get_tags(self) -> list[str]:
        return [str(self._api.tag)]

    def get_operation_id(self) -> str:
        return str(self._api.operation(self._api.action))

    def get_description(self) -> str:  # type: ignore[override]
        return str(self._api.explained(self._api.action))

    def get_summary(self) -> str:
        return self.get_description().partition(":")[0].partition(";")[0].rstrip(".")

    def get_auth(self) -> list[dict[str, list[str]]]:
        return []

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        return self._api.shape_of(self._api.action)

    def _is_list_view(self, serializer: Any = None) -> bool:  # noqa: ARG002
        return bool(self._api.action == "list")

    def _get_paginator(self) -> "PageSchema":
        return PageSchema()

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        problems = _RECORD_PROBLEMS if "{" in self.path else _LIST_PROBLEMS
        if self._api.withdraws:
            problems = (
                {**problems, "410": "The record was withdrawn."} if "{" in self.path else problems
            )
        problems = {
            **problems,
            "406": "No such format.",
            "429": "Too many requests; `Retry-After` says when to go on.",
        }
        for code, description in problems.items():
            bodies[code] = {
                "description": description,
                "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}},
            }
        if self._api.moves_on and "{" in self.path:
            bodies["301"] = {"description": "The record was merged into the one at `Location`."}
        bodies["304"] = {"description": "Nothing has changed since the ETag in If-None-Match."}
        return dict(sorted(bodies.items()))


class PageSchema:
    """A page of a list: its records and the addresses of its neighbours."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return page_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[Any]:  # noqa: ARG002
        return []


def page_schema(records: dict[str, Any]) -> dict[str, Any]:
    neighbour = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {"next": neighbour, "previous": neighbour, "results": records},
    }


def finish(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Put the shape of problems among the components; leave out what only a generator needs."""
    _without(result, "x-spec-enum-id")
    result["components"]["schemas"][PROBLEM] = _PROBLEM_SCHEMA
    result["components"]["schemas"] = dict(sorted(result["components"]["schemas"].items()))
    return result


def _without(part: Any, key: str) -> None:
    if isinstance(part, dict):
        part.pop(key, None)
        for inner in part.values():
            _without(inner, key)
    elif isinstance(part, list):
        for inner in part:
            _without(inner, key)
