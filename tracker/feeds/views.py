"""Feeds of moves: of everybody, of one person, of one company or unit."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from companies.models import Organization
from people.models import Person
from tracker.feeds.content import Feed, entry_of
from tracker.feeds.written import TYPES, written
from tracker.timeline.newest import TellableMove, newest_moves
from tracker.timeline.refs import PARENTS, ref_org

#: How long it is remembered since when a feed has been as it is.
REMEMBERED = 30 * 24 * 60 * 60


@require_safe
def moves(request: HttpRequest, written: str) -> HttpResponse:
    """Everybody's moves."""
    found = newest_moves(now=timezone.now())
    return _answer(request, written, "moves", "everybody", reverse("web:moves"), found)


@require_safe
def person(request: HttpRequest, slug: str, written: str) -> HttpResponse:
    """One person's moves."""
    who = get_object_or_404(Person.objects.visible(), slug=slug)
    found = newest_moves(now=timezone.now(), person=who)
    return _answer(request, written, who.name, who.name, who.get_absolute_url(), found)


@require_safe
def company(request: HttpRequest, slug: str, written: str) -> HttpResponse:
    """The moves into, out of and within one company or unit."""
    where = get_object_or_404(Organization.objects.visible().select_related(PARENTS), slug=slug)
    found = newest_moves(now=timezone.now(), company=where)
    name = ref_org(where).name
    return _answer(request, written, name, name, where.get_absolute_url(), found)


def _answer(
    request: HttpRequest,
    how: str,
    title: str,
    subject: str,
    page: str,
    found: list[TellableMove],
) -> HttpResponse:
    host = request.get_host().partition(":")[0].strip("[]")
    feed = Feed(
        title=f"Reshuffle: {title}",
        description=f"Known moves of {subject}, newest published first. Corrections update an entry.",
        url=request.build_absolute_uri(request.path),
        page=request.build_absolute_uri(page),
        entries=tuple(
            entry_of(
                move,
                host=host,
                page=request.build_absolute_uri(reverse("web:person", args=[move.person.slug])),
            )
            for move in found
        ),
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
