"""What editors have said: whom a name of an article means, and which two are never the same."""

from collections.abc import Collection

from django.db.models import Q

from tracker.claims.identity.kept import text_of
from tracker.claims.models import MentionRuling, NeverSame, RuledOut
from tracker.kernel.plain_names import plain
from tracker.news.models import Article


class Rulings:
    """What editors have said of one article's mentions, read in two queries: rulings on a name, and
    the records that were ruled out in the review of a claim.
    """

    def __init__(self, article: Article | None) -> None:
        self._people: dict[str, int] = {}
        self._organizations: dict[str, int] = {}
        self._not_people: set[tuple[str, int]] = set()
        self._not_organizations: set[tuple[str, int]] = set()
        if article is not None:
            self._read(article)

    def _read(self, article: Article) -> None:
        for out in RuledOut.objects.filter(claim__article=article).select_related("claim"):
            text = plain(text_of(out.claim, out.word))
            if out.person_id is not None:
                self._not_people.add((text, out.person_id))
            elif out.organization_id is not None:
                self._not_organizations.add((text, out.organization_id))
        for row in MentionRuling.objects.filter(article=article):
            if row.person_id is not None:
                if row.meant:
                    self._people[row.text] = row.person_id
                else:
                    self._not_people.add((row.text, row.person_id))
            elif row.organization_id is not None:
                if row.meant:
                    self._organizations[row.text] = row.organization_id
                else:
                    self._not_organizations.add((row.text, row.organization_id))

    @property
    def people(self) -> set[int]:
        return set(self._people.values())

    def person(self, text: str) -> int | None:
        return self._people.get(text)

    def not_person(self, text: str, pk: int) -> bool:
        return (text, pk) in self._not_people

    def organization(self, text: str) -> int | None:
        return self._organizations.get(text)

    def not_organization(self, text: str, pk: int) -> bool:
        return (text, pk) in self._not_organizations


def told_apart(some: Collection[int], others: Collection[int]) -> set[int]:
    """Those of ``others`` whom an editor has found to be never the same as one of ``some``."""
    rows = NeverSame.objects.filter(
        Q(person__in=some, other_person__in=others) | Q(person__in=others, other_person__in=some)
    )
    found = {
        pk for row in rows.values_list("person", "other_person") for pk in row if pk is not None
    }
    return found & set(others)
