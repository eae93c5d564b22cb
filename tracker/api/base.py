"""What every address of the API does: checks its parameters, answers with a shape, an ETag, a page."""

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NoReturn

from django.db.models import QuerySet
from django.db.models.fetch_modes import FETCH_RAISE
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from tracker.api.paging import Cursor, Order, Page, address_with, merged_page
from tracker.api.params import Paged, Params, Wanted, checked
from tracker.api.problems import problem_response
from tracker.api.schema import Schema
from tracker.api.shapes.base import Shape
from tracker.api.throttles import AnonymousThrottle


class Negotiation(DefaultContentNegotiation):
    """The format comes from Accept alone; ``format`` is a parameter like any other."""

    def select_renderer(
        self,
        request: Request,
        renderers: Any,
        format_suffix: str | None = None,  # noqa: ARG002
    ) -> tuple[BaseRenderer, str]:
        accepted = self.get_accept_list(request)
        for renderer in renderers:
            for kind in accepted:
                if _accepts(kind, str(renderer.media_type)):
                    return renderer, str(renderer.media_type)
        found: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, None)
        return found


def _accepts(accepted: str, media_type: str) -> bool:
    """Whether one part of Accept allows the media type; an exact match spares the full reading."""
    return accepted.partition(";")[0].strip() in {"*/*", media_type}


class ApiView(ViewSet):
    """A read-only address. ``tag`` and the docstrings of its methods describe it in the schema."""

    renderer_classes = (JSONRenderer,)
    authentication_classes = (SessionAuthentication,)
    permission_classes = (AllowAny,)
    throttle_classes = (AnonymousThrottle,)
    content_negotiation_class = Negotiation
    metadata_class = None
    http_method_names = ["get", "head"]
    schema = Schema()

    tag: ClassVar[str] = ""
    #: The record may have been withdrawn: 410 instead of 404.
    withdraws: ClassVar[bool] = False
    #: The record may have been merged into another: 301 to that one's address.
    moves_on: ClassVar[bool] = False

    # ── what the schema asks ─────────────────────────────────────────────────────────────────

    @classmethod
    def params_of(cls, action: str) -> type[Params]:
        """The parameters that an action takes."""
        raise NotImplementedError

    @classmethod
    def shape_of(cls, action: str) -> Any:
        """The shape that an action answers with."""
        raise NotImplementedError

    @classmethod
    def operation(cls, action: str) -> str:
        return f"{cls.tag.replace('-', '_')}_{action}"

    @classmethod
    def explained(cls, action: str) -> str:
        """What the schema says of an action: the list's own words, or which record it is one of."""
        text = " ".join((cls.__doc__ or "").split())
        return text if action == "list" else f"One of {cls.tag}/."

    # ── what every answer does ───────────────────────────────────────────────────────────────

    def get_exception_handler(self) -> Callable[..., Response | None]:
        return problem_response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(done, Response) and done.status_code == 200:
            # What is taken down must not live on in a cache; what an editor sees is not for others.
            patch_cache_control(done, no_cache=True)
            if request.user.is_authenticated:
                patch_cache_control(done, private=True)
            done.add_post_render_callback(lambda rendered: _unless_known(request, rendered))
        return done

    def wanted(self, params: type[Params]) -> Wanted:
        return checked(params, self.request.query_params)

    def missing(self) -> NoReturn:
        raise NotFound


def _unless_known(request: Request, response: HttpResponse) -> HttpResponse:
    """304 when the client holds the same answer already."""
    digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    response.headers["ETag"] = f'W/"{digest}"'
    answer: HttpResponse = (
        get_conditional_response(request, etag=response.headers["ETag"], response=response)
        or response
    )
    return answer


class Records(ApiView):
    """A list in cursor pages, and one record of it."""

    shape: ClassVar[type[Shape]]
    one_shape: ClassVar[type[Shape] | None] = None
    list_params: ClassVar[type[Paged]] = Paged
    one_params: ClassVar[type[Params]] = Params

    @classmethod
    def params_of(cls, action: str) -> type[Params]:
        return cls.list_params if action == "list" else cls.one_params

    @classmethod
    def shape_of(cls, action: str) -> Any:
        return cls.shape(many=True) if action == "list" else (cls.one_shape or cls.shape)()

    @abstractmethod
    def rows(self, wanted: Wanted) -> QuerySet[Any]:
        """The records that may be shown and meet the parameters, in no order yet."""

    def parts(self, wanted: Wanted) -> Sequence[QuerySet[Any]]:
        """The list as several, where each of them has an index and their union has none."""
        return [self.rows(wanted)]

    @abstractmethod
    def order(self, wanted: Wanted) -> Order:
        """The order of the list."""

    def one(self, wanted: Wanted, key: str | int) -> Any:
        """The row of one record, or 404."""
        raise NotImplementedError

    def dressed(self, rows: Sequence[Any], wanted: Wanted) -> Sequence[Any]:  # noqa: ARG002
        """What the shape is written from: the rows with what belongs to them."""
        return rows

    def list(self, request: Request) -> Response:
        wanted = self.wanted(self.list_params)
        order = self.order(wanted)
        cursor = cursor_of(wanted, order.name, order.types)
        parts = [rows.fetch_mode(FETCH_RAISE) for rows in self.parts(wanted)]
        page = merged_page(parts, order, cursor=cursor, size=wanted["page_size"])
        return paged(request, page, order.name, self.shape(), self.dressed(page.rows, wanted))

    def retrieve(self, request: Request, **address: str | int) -> Response:  # noqa: ARG002
        wanted = self.wanted(self.one_params)
        (key,) = address.values()
        row = self.one(wanted, key)
        shape = (self.one_shape or self.shape)()
        return Response(shape.to_representation(self.dressed([row], wanted)[0]))


def cursor_of(wanted: Wanted, order: str, types: Sequence[type]) -> Cursor | None:
    return Cursor.read(wanted["cursor"], order, types) if wanted["cursor"] else None


def paged(request: Request, page: Page, order: str, shape: Shape, rows: Sequence[Any]) -> Response:
    return Response(
        {
            "next": address_with(request, page.next, order),
            "previous": address_with(request, page.previous, order),
            "results": [shape.to_representation(row) for row in rows],
        }
    )


def first_or_missing(rows: QuerySet[Any]) -> Any:
    """The only row, or 404."""
    row = rows.fetch_mode(FETCH_RAISE).first() if rows.ordered else _only(rows)
    if row is None:
        raise NotFound
    return row


def _only(rows: QuerySet[Any]) -> Any:
    return next(iter(rows.fetch_mode(FETCH_RAISE)[:1]), None)
