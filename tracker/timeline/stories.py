"""A story: the articles that are copies or rewrites of one report, and the facts that it told."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.claims.models import Claim
from tracker.claims.withholding import Withheld, withheld, withhold_article
from tracker.news.models import Article, Story
from tracker.timeline.articles import Note, counted_for, note_of, with_records

#: As many articles as a page lists, and as many claims as are looked through for facts.
ARTICLES_SHOWN, CLAIMS_READ = 100, 300


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact as the story's first claim of it tells it, and the article in which that stands."""

    note: Note
    article: int
    #: How many of the story's articles say so.
    articles: int = 1


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The story's articles as published, first to last, and its facts as they stand in them."""

    story: int
    articles: tuple[Article, ...]
    facts: tuple[ToldFact, ...]
    more: bool = False

    @property
    def first(self) -> Article | None:
        """Who was first with it, of the articles that may be shown."""
        return self.articles[0] if self.articles else None

    @property
    def level(self) -> tuple[Article, ...]:
        """Those of the day of the first that no hour puts after it: they may have been earlier."""
        if self.first is None or self.first.published_on is None:
            return ()
        return tuple(
            one
            for one in self.articles[1:]
            if one.published_on == self.first.published_on
            and None in {one.published_at, self.first.published_at}
        )

    @property
    def followed(self) -> int:
        """How many surely came after the first."""
        return len(self.articles) - 1 - len(self.level)


def place_of_story(pk: int) -> int | None:
    """The story that is found under this number today; None for none, and where nothing may be shown."""
    meant = Story.objects.filter(pk=pk).values_list("pk", "merged_into").first()
    if meant is None:
        return None
    today = meant[1] or meant[0]
    return today if Article.objects.visible().filter(story=today).exists() else None


def story_page(pk: int, *, known_on: date | None = None) -> StoryPage:
    """What the page of a story shows; at most seven queries. Later articles and claims are left out.

    Of the articles' words it repeats none but headlines: the sentences stand on the articles' pages.
    """
    told = Article.objects.visible().with_outlet().filter(story=pk).defer("text")
    if known_on is not None:
        told = told.filter(published_on__lte=known_on)
    articles = list(told.in_order()[: ARTICLES_SHOWN + 1])
    shown = articles[:ARTICLES_SHOWN]
    names = withheld()
    facts = _facts(shown, known_on, names)
    return StoryPage(
        story=pk,
        articles=tuple(withhold_article(one, names) for one in shown),
        facts=tuple(facts),
        more=len(articles) > ARTICLES_SHOWN,
    )


def _facts(articles: list[Article], known_on: date | None, names: Withheld) -> list[ToldFact]:
    """Each fact once, in the order in which the articles tell them."""
    order = {article.pk: place for place, article in enumerate(articles)}
    claims = Claim.objects.visible().filter(article__in=list(order))
    if known_on is not None:
        claims = claims.known_on(known_on)
    found = sorted(
        with_records(claims).order_by("pk")[:CLAIMS_READ],
        key=lambda claim: (order[claim.article_id or 0], claim.start or 0, claim.pk),
    )
    book = counted_for(found, names, known_on=known_on)
    facts: dict[tuple[str, str], ToldFact] = {}
    seen: dict[tuple[str, str], set[int]] = {}
    for claim in found:
        article = articles[order[claim.article_id or 0]]
        note = note_of(len(facts) + 1, claim, article.outlet, names, book)
        key = (note.fact, claim.aspect) if note.fact else (f"claim-{claim.pk}", "")
        facts.setdefault(key, ToldFact(note, article.pk))
        seen.setdefault(key, set()).add(article.pk)
    return [replace(fact, articles=len(seen[key])) for key, fact in facts.items()]
