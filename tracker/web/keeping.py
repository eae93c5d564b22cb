"""Pages kept as they stood: taking one down for good, and what ends its being shown.

The day a page is true on and the day it was known on are in its address; what it told at the moment of recording
is kept as it was written, for a correction or a late report about old days would change what the address tells.
"""

import hashlib
import html
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.safestring import SafeString
from lxml import html as markup
from lxml.html import HtmlElement

from companies.models import Organization
from people.models import Person
from tracker.claims.models import Takedown
from tracker.claims.withholding import withheld
from tracker.news.models import Article, Outlet
from tracker.web.clocks import clocks_of
from tracker.web.models import KEY_LENGTH, Permalink
from tracker.web.views.reading import WrittenOut

#: The pages that can be kept, by the names of their addresses.
KEPT = frozenset(
    {
        "web:company",
        "web:company-chart",
        "web:company-people",
        "web:flows",
        "web:moves",
        "web:outlet",
        "web:person",
        "web:story",
        "web:unit",
        "web:unit-chart",
        "web:unit-people",
    }
)
LARGEST = 4_000_000
HOURLY, DAILY = 30, 2_000
#: What a fact is about.
_ENDS = ("person", "organization", "acquirer", "target")
_ELSEWHERE = "The page does not stand as asked for: open it first, and keep it from there."
_SERVER = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")


class NotToBeKeptError(ValueError):
    """Why a page can't be kept, in words for the reader."""


@dataclass(frozen=True, slots=True)
class Since:
    """What was decided about something that a kept page names, after it was kept."""

    taken_down: bool
    answered: bool


def keep(request: HttpRequest, address: str) -> Permalink:
    """Keep the page at ``address`` (path and query) as it stands now, as a stranger sees it.

    A page that reads the same as one that is kept already gives that one. Raises NotToBeKeptError.
    """
    written = _written(request, address)
    if (before := Permalink.objects.filter(key=written["key"]).first()) is not None:
        return before
    _allow(request)
    kept, _ = Permalink.objects.get_or_create(key=written["key"], defaults=written)
    return kept


def shown(kept: Permalink) -> SafeString:
    """What was kept, for a page: this site's own HTML of that moment, which holds no form and no script."""
    return SafeString(kept.body)


def since(kept: Permalink) -> Since:
    """Whether something that ``kept`` names was taken down, or answered, after it was kept."""
    if _key(kept.body) != kept.key:
        return Since(taken_down=True, answered=False)
    told = html.unescape(kept.body)
    later = [
        one
        for one in Takedown.objects.standing().filter(decided_at__gte=kept.recorded_at)
        if _tells_of(one.about, told)
    ]
    hidden = any(one.kind != "annotate" for one in later) or withheld().names(told)
    return Since(taken_down=hidden, answered=any(one.kind == "annotate" for one in later))


def _tells_of(about: object, told: str) -> bool:
    """Whether the page links to the record; to a person and a company at once, for a fact about both."""
    match about:
        case Person():
            return f"/people/{about.slug}/" in told
        case Organization():
            return about.get_absolute_url() in told
        case Article():
            return about.url in told or f"/articles/{about.pk}/" in told
        case Outlet():
            return f"/outlets/{about.slug}/" in told
    found = [getattr(about, name, None) for name in _ENDS]
    return all(_tells_of(one, told) for one in found if one is not None)


def _written(request: HttpRequest, address: str) -> dict[str, Any]:
    """The columns of a permalink: the page at ``address``, with both clocks."""
    path, asked = urlsplit(address).path, urlsplit(address).query
    try:
        match = resolve(path)
    except Resolver404:
        raise NotToBeKeptError("The address is none of this site's pages.") from None
    if match.view_name not in KEPT:
        raise NotToBeKeptError(
            "Pages of people, companies, units, outlets and stories, charts, flows and lists of moves can be kept."
        )
    clocks = clocks_of(_asking(request, path, asked))
    days = [("as_of", clocks.as_of.isoformat()), ("known_on", clocks.known.isoformat())]
    query = urlencode([*days, *clocks.others])
    try:
        answer = match.func(_asking(request, path, query), *match.args, **match.kwargs)
    except Http404:
        raise NotToBeKeptError(_ELSEWHERE) from None
    if answer.status_code != 200 or clocks.refused:
        raise NotToBeKeptError(_ELSEWHERE)
    page = markup.fromstring(answer.content.decode())
    body = _body(page, path, query)
    if len(body) > LARGEST or len(path) > 500 or len(query) > 1000:
        raise NotToBeKeptError("The page is too large to be kept: filter it first.")
    title = (page.findtext(".//title") or "").removesuffix(" · Reshuffle")
    return {
        "key": _key(body),
        "path": path,
        "query": query,
        "title": title.strip()[:300],
        "body": body,
        "as_of": clocks.as_of,
        "known_on": clocks.known,
    }


def _asking(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """The request of a stranger for the page, by the name of this site that ``request`` used: with all evidence, which is
    told otherwise on a later day.
    """
    asked = WrittenOut()
    asked.method = "GET"
    asked.path = asked.path_info = path
    asked.META = {name: request.META[name] for name in _SERVER if name in request.META}
    asked.META["QUERY_STRING"] = query
    asked.GET = QueryDict(query)
    asked.user = AnonymousUser()
    return asked


def _body(page: HtmlElement, path: str, query: str) -> str:
    """What stands in ``main``: text, tables and charts, with links that lead from anywhere, and stay within it where they can."""
    main = page.find(".//main")
    if main is None:
        raise NotToBeKeptError("The address is no page.")
    for dead in main.xpath(
        ".//form | .//script | .//*[@data-live] | .//details[contains(@class, 'cite')]"
        " | .//*[contains(@class, 'written') or contains(@class, 'cite-ask')] | .//comment()"
    ):
        dead.drop_tree()
    for element in main.iter():
        for name in [one for one in element.attrib if one.startswith(("hx-", "data-", "on"))]:
            del element.attrib[name]
    there, asked = set(main.xpath(".//@id")), set(parse_qsl(query))
    for link in main.xpath(".//a[@href]"):
        whole = urljoin(path, link.get("href"))
        at = urlsplit(whole)
        within = at.path == path and at.fragment in there and set(parse_qsl(at.query)) <= asked
        link.set("href", f"#{at.fragment}" if within else whole)
    inside = (markup.tostring(one, encoding="unicode") for one in main)
    return "".join([main.text or "", *inside]).strip()


def _key(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:KEY_LENGTH]


def _allow(request: HttpRequest) -> None:
    """Let no address keep more than HOURLY pages in an hour, and all of them no more than DAILY in a day."""
    counter = f"permalinks:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(counter, 0, 3600)
    if cache.incr(counter) > HOURLY:
        raise NotToBeKeptError(
            "That many pages were kept from here within the hour: try again in an hour."
        )
    yesterday = timezone.now() - timedelta(days=1)
    if Permalink.objects.filter(recorded_at__gte=yesterday).count() >= DAILY:
        raise NotToBeKeptError("That many pages were kept today: try again tomorrow.")
