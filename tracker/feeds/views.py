"""Feeds of moves, of everybody, of one person, of one company or unit; and of corrections."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from companies.models import Organization
from people.models import Person
from tracker.feeds.content import Entry, Feed, of_correction, of_move
from tracker.feeds.written import TYPES, written
from tracker.timeline.corrections.log import corrections as corrections_log
from tracker.timeline.newest import newest_moves
from tracker.timeline.refs import PARENTS, ref_org

#: How long it is remembered since when a feed has been as it is.
REMEMBERED = 30 * 24 * 60 * 60
#: As many corrections as their feed holds, and those made at the same moment as the last.
CORRECTIONS = 50


@require_safe
def moves(request: HttpRequest, written: str) -> HttpResponse:
    """Everybody's moves."""
    return _of_moves(request, written, "moves", "everybody", reverse("web:moves"))


@require_safe
def person(request: HttpRequest, slug: str, written: str) -> HttpResponse:
    """One person's moves; the feed of a merged record is that of the one it was merged into."""
    who = Person.objects.visible().filter(slug=slug).first()
    if who is None:
        return _moved_on(
            "person", Person.objects.visible(), Person.objects.slug_today(slug), written
        )
    return _of_moves(request, written, who.name, who.name, who.get_absolute_url(), person=who)


@require_safe
def company(request: HttpRequest, slug: str, written: str) -> HttpResponse:
    """The moves into, out of and within one company or unit; a merged one's likewise."""
    seen = Organization.objects.visible().select_related(PARENTS)
    where = seen.filter(slug=slug).first()
    if where is None:
        return _moved_on("company", seen, Organization.objects.slug_today(slug), written)
    name = ref_org(where).name
    return _of_moves(request, written, name, name, where.get_absolute_url(), company=where)


@require_safe
def corrections(request: HttpRequest, written: str) -> HttpResponse:
    """What was corrected: the newest part of the public log."""
    found = corrections_log(size=CORRECTIONS)
    return _answer(
        request,
        written,
        title="Reshuffle: corrections",
        description="What reads differently than it once did, newest first.",
        page=reverse("web:corrections"),
        entry=of_correction,
        told=found.found,
    )


def _moved_on(name: str, seen: QuerySet[Any], slug: str, how: str) -> HttpResponse:
    """To the feed of the record that this one was merged into, for good; 404 if it was not."""
    winner: Person | Organization = get_object_or_404(seen, slug=slug)
    return HttpResponsePermanentRedirect(reverse(f"feeds:{name}", args=[winner.slug, how]))


def _of_moves(
    request: HttpRequest,
    how: str,
    title: str,
    subject: str,
    page: str,
    **whose: Any,
) -> HttpResponse:
    return _answer(
        request,
        how,
        title=f"Reshuffle: {title}",
        description=f"Known moves of {subject}, newest published first. Corrections update an entry.",
        page=page,
        entry=of_move,
        told=newest_moves(now=timezone.now(), **whose),
    )


def _answer[T](
    request: HttpRequest,
    how: str,
    *,
    title: str,
    description: str,
    page: str,
    entry: Callable[..., Entry],
    told: Sequence[T],
) -> HttpResponse:
    host = request.get_host().partition(":")[0].strip("[]")
    site = request.build_absolute_uri("/").rstrip("/")
    feed = Feed(
        title=title,
        description=description,
        url=request.build_absolute_uri(request.path),
        page=site + page,
        entries=tuple(entry(one, host=host, site=site) for one in told),
    )
    body = written(feed, how)
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    changed = _changed_at(feed.url, digest)
    answer = HttpResponse(
        body,
        content_type=TYPES[how],
        headers={"ETag": f'W/"{digest}"', "Last-Modified": http_date(changed)},
    )
    # What is taken down must not live on in a cache.
    patch_cache_control(answer, no_cache=True)
    known = get_conditional_response(
        request, etag=answer["ETag"], last_modified=changed, response=answer
    )
    return known or answer


def _changed_at(address: str, digest: str) -> int:
    """Since when the feed has been as it is, in seconds; from now on where nobody remembers.

    The latest date in a feed would not do: a takedown changes the feed and leaves an older one.
    """
    now = int(timezone.now().timestamp())
    key = f"feeds:{hashlib.blake2b(address.encode(), digest_size=16).hexdigest()}"
    try:
        remembered = cache.get(key)
        if remembered and remembered[0] == digest:
            return int(remembered[1])
        cache.set(key, (digest, now), timeout=REMEMBERED)
    except RedisError:
        return now
    return now
