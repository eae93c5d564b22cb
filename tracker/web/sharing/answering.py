"""A picture as an answer: its headers, its PNG, and what is said where there is none."""

import hashlib
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Literal

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from tracker.web.sharing.look import THEMES, Theme
from tracker.web.sharing.paint import png_of

type Written = Literal["svg", "png"]

#: A picture asks for nothing and runs nothing, whoever opens it.
POLICY: dict[str, list[str] | str] = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": "",
}
#: Pixels of a PNG for each unit of a chart.
SCALE = 2
#: For so many seconds a PNG is kept, under the sum of what it was drawn from: nothing that has been taken
#: down, corrected or added since can be found under it.
KEPT = 120
#: No larger PNG is kept, in bytes.
LARGEST_KEPT = 1_000_000
#: So many are drawn at once in one process; who comes then waits for so many seconds.
_AT_ONCE, _PATIENCE = 2, 4
_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_pens = BoundedSemaphore(_AT_ONCE)


class Refused(Exception):
    """No picture can be given; ``status`` and words say why and how to mend it."""

    def __init__(self, words: str, status: int = 404) -> None:
        super().__init__(words)
        self.status = status


def picture(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view that gives a picture; what it refuses is told in plain words."""

    @csp_override(POLICY)
    @require_safe
    def answer(request: HttpRequest, *args: str, **parts: str) -> HttpResponse:
        try:
            made = view(request, *args, **parts)
        except Refused as refused:
            made = HttpResponse(
                f"{refused}\n", status=refused.status, content_type="text/plain; charset=utf-8"
            )
            if refused.status == 503:
                made["Retry-After"] = str(_PATIENCE)
        return made

    return answer


def theme_of(request: HttpRequest) -> Theme:
    """The theme that the address asks for; light when it names none. Raises Refused."""
    given = request.GET.get("theme", "") or THEMES[0]
    for theme in THEMES:
        if theme == given:
            return theme
    raise Refused("The theme is light or dark: theme=light or theme=dark.", 400)


def answer_of(
    request: HttpRequest, svg: bytes, written: Written, name: str, *, scale: int = SCALE
) -> HttpResponse:
    """The picture as SVG or PNG under a file's name; 304 to whom has it already. Raises Refused."""
    digest = hashlib.sha256(svg).hexdigest()
    etag = f'"{digest[:32]}-{written}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None and isinstance(known, HttpResponse):
        return known
    body = svg if written == "svg" else _png(svg, digest, scale)
    return HttpResponse(
        body,
        content_type=_TYPES[written],
        headers={
            "Content-Disposition": f'inline; filename="{name}.{written}"',
            "Cache-Control": "no-cache",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "ETag": etag,
        },
    )


def _png(svg: bytes, digest: str, scale: int) -> bytes:
    key = f"picture:{digest}:{scale}"
    found: bytes | None = cache.get(key)
    if found is not None:
        return found
    if not _pens.acquire(timeout=_PATIENCE):
        raise Refused("Too many pictures are being drawn. Ask again in a few seconds.", 503)
    try:
        made = png_of(svg, scale=scale)
    finally:
        _pens.release()
    if len(made) <= LARGEST_KEPT:
        cache.set(key, made, KEPT)
    return made
