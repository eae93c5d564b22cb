"""To whom each claim goes back: what one newsroom found out counts once, however many print it.

A claim goes back to the outlet that it credits, else to the outlet that was first with its story,
else to its own. Where that outlet, in what it had published of the same matter by then, only
credits others in turn, the claim goes back to those: the Post by the Courier by the Gazette is the
Gazette. An outlet that also says so on its own is an origin of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.claims.models import POSITION_TYPES, Claim
from tracker.news.models import Article
from tracker.news.outlets import bare_name, outlets_called

type Matter = tuple[object, ...]


def origins_of(claims: Sequence[Claim]) -> dict[int, str]:
    """The origin of each claim by its id; at most two queries. In any order it is the same."""
    named = outlets_called({claim.via for claim in claims if claim.via})
    began = _story_outlets(claims)
    nearest = {claim.pk: _nearest(claim, named, began) for claim in claims}
    by_outlet: dict[tuple[str, Matter], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.outlet is not None:
            by_outlet[claim.outlet.slug, _matter(claim)].append(claim)
    return {claim.pk: _followed(claim, nearest, by_outlet) for claim in claims}


def _nearest(claim: Claim, named: dict[str, str], began: dict[int, str]) -> str:
    if claim.via:
        return named.get(claim.via) or f"via:{bare_name(claim.via)}"
    story = claim.article.story_id if claim.article is not None else None
    if story is not None and began.get(story):
        return began[story]
    if claim.outlet is not None:
        return claim.outlet.slug
    return f"claim:{claim.key}" if story is None else f"story:{story}"


def _story_outlets(claims: Iterable[Claim]) -> dict[int, str]:
    """The outlet that was first with each story; nothing to ask where one article says it all."""
    stories = {claim.article.pk: claim.article.story_id for claim in claims if claim.article}
    if len(stories) < 2:
        return {}
    first = Article.objects.filter(begun_story__in=set(stories.values()))
    return {
        story: slug
        for story, slug in first.values_list("begun_story", "outlet__slug")
        if slug is not None
    }


def _matter(claim: Claim) -> Matter:
    kind = "post" if claim.type in POSITION_TYPES else claim.type
    return kind, claim.aspect, claim.person_id, claim.organization_id, claim.manager_id


def _followed(
    claim: Claim, nearest: dict[int, str], by_outlet: dict[tuple[str, Matter], list[Claim]]
) -> str:
    """From credit to credit, to whoever credits nobody; a ring of credits is one origin."""
    origin, matter = nearest[claim.pk], _matter(claim)
    seen = [claim.outlet.slug] if claim.outlet is not None else []
    by_then = claim.published_on or date.max
    while origin not in seen:
        seen.append(origin)
        said = [
            one
            for one in by_outlet.get((origin, matter), [])
            if (one.published_on or date.max) <= by_then
        ]
        if not said or any(nearest[one.pk] == origin for one in said):
            return origin
        first = min(said, key=lambda one: (one.published_on or date.max, one.key))
        origin = nearest[first.pk]
    return min(seen[seen.index(origin) :])
