"""Stories: the copies and rewrites of one report found together, whichever came in first.

A story is whatever hangs together by likeness. Who was first in it, and whose text repeats whose,
follows from its articles alone and is written anew whenever one joins.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Substr

from tracker.news.likeness import WINDOW_DAYS, bands_of, copies, is_rewrite, sentences_of
from tracker.news.models import Article, Story, Trace, TraceBand

#: As many of the articles that share one band are looked at.
MOST_PER_BAND = 30
#: As much of a candidate's text is compared.
MOST_COMPARED = 200_000

_CANDIDATES = """
SELECT found.article_id, count(*)
FROM unnest(%s::bigint[]) AS asked (band)
CROSS JOIN LATERAL (
    SELECT held.article_id FROM news_traceband held
    WHERE held.band = asked.band AND held.day BETWEEN %s::date - %s AND %s::date + %s
      AND held.article_id <> %s
    ORDER BY held.day, held.article_id
    LIMIT %s
) AS found
GROUP BY found.article_id
ORDER BY count(*) DESC, found.article_id
LIMIT %s
"""


@transaction.atomic
def place_in_story(article: Article) -> Article:
    """Join ``article`` to the story that it tells, and that story to any other it turns out to be.

    Doing so again changes nothing. An article without a text is in a story of its own; one without
    a day joins only those of its very words, for a rewrite is looked for within days.
    """
    bands = bands_of(article.text) if article.text and article.published_on else []
    hold_together([article.content_hash], bands)
    _leave_trace(article, bands)
    like = [*_same_words(article), *_rewrites(article, bands)]
    _join(article, like)
    article.refresh_from_db(fields=["story", "copy_of"])
    return article


def hold_together(hashes: Iterable[str | None], bands: Iterable[int] = ()) -> None:
    """Until the transaction ends, nobody else stores what may be an article, or a copy, of these."""
    keys = {int(found[:15], 16) for found in hashes if found} | set(bands)
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _leave_trace(article: Article, bands: Sequence[int]) -> None:
    """Write down by what later articles find this one; nothing where that stands already."""
    if not article.text:
        return
    Trace.objects.bulk_create(
        [Trace(article=article, sentences=sentences_of(article.text))], ignore_conflicts=True
    )
    day = article.published_on
    held = TraceBand.objects.filter(article=article)
    (held if day is None else held.exclude(day=day)).delete()
    if day is not None:
        TraceBand.objects.bulk_create(
            [TraceBand(article=article, band=band, day=day) for band in bands],
            ignore_conflicts=True,
        )


def _same_words(article: Article) -> list[int]:
    """An article with the very same words, however far apart they were published."""
    if not article.text:
        return []
    same = Article.objects.filter(content_hash=article.content_hash).exclude(text="")
    return list(same.exclude(pk=article.pk).order_by("pk").values_list("pk", flat=True)[:1])


def _rewrites(article: Article, bands: Sequence[int]) -> list[int]:
    """One article of each other story that this one is like; at most two queries."""
    if not bands:
        return []
    day = article.published_on
    most = MOST_PER_BAND * len(bands)
    with connection.cursor() as cursor:
        cursor.execute(
            _CANDIDATES,
            [list(bands), day, WINDOW_DAYS, day, WINDOW_DAYS, article.pk, MOST_PER_BAND, most],
        )
        ranks = {pk: rank for rank, (pk, _) in enumerate(cursor.fetchall())}
    texts = Article.objects.filter(pk__in=ranks).values_list(
        "pk", "story", Substr("text", 1, Value(MOST_COMPARED))
    )
    mine = article.text[:MOST_COMPARED]
    found: dict[int, int] = {}
    for pk, story, text in sorted(texts, key=lambda row: ranks[row[0]]):
        if story not in found and is_rewrite(mine, text):
            found[story] = pk
    return list(found.values())


def _join(article: Article, like: Sequence[int]) -> None:
    """Make one story of those of ``article`` and of what it is like; the oldest keeps its address."""
    asked = Article.objects.filter(pk__in=[article.pk, *like])
    stories = _held(asked.values_list("story", flat=True))
    while moved := set(asked.values_list("story", flat=True)) - set(stories):
        stories = _held({*stories, *moved})  # somebody else joined two of them meanwhile
    kept, *others = stories
    if others:
        Story.objects.filter(pk__in=others).update(origin=None)
        for moving in Article.objects.filter(story__in=others).order_by("pk").only("pk"):
            Article.objects.filter(pk=moving.pk).update(story=kept)
        Story.objects.filter(merged_into__in=others).update(merged_into=kept)
        Story.objects.filter(pk__in=others).update(merged_into=kept)
    _tell_apart(kept)


def _held(stories: Iterable[int]) -> list[int]:
    """These stories locked, oldest first."""
    wanted = Story.objects.select_for_update().filter(pk__in=set(stories)).order_by("pk")
    return list(wanted.values_list("pk", flat=True))


def _tell_apart(story: int) -> None:
    """Write who was first in ``story`` and whose text repeats whose; what stands is not touched."""
    for untold in Article.objects.filter(story=story, trace=None).exclude(text=""):
        _leave_trace(untold, bands_of(untold.text) if untold.published_on else [])
    members = list(
        Article.objects.filter(story=story)
        .in_order()
        .values_list("pk", "content_hash", "trace__sentences", "copy_of")
    )
    repeats = copies([(pk, words, said) for pk, words, said, _ in members if said])
    for pk, _, said, copy_of in members:
        wanted = repeats[pk] if said else None
        if wanted != copy_of:
            Article.objects.filter(pk=pk).update(copy_of=wanted)
    Story.objects.filter(pk=story).exclude(origin=members[0][0]).update(origin=members[0][0])
