"""What the editors' desk shows: one waiting claim with all it takes to decide, and the next ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from tracker.claims.models import Claim, ClaimType, DateKind, ReviewLock
from tracker.claims.review.choices import NEW, WORDS, Mention, Records, alternatives_of
from tracker.claims.review.correcting import Correction
from tracker.claims.review.holding import hold, holder_of
from tracker.claims.review.queue import (
    AGES,
    BANDS,
    MOST_COUNTED,
    REASONS,
    QueueFilter,
    beyond,
    chosen,
    free_for,
    in_order,
    size_of,
    with_names,
)
from tracker.claims.review.trial import Trial, try_acceptance
from tracker.claims.review.undoing import decided_since
from tracker.kernel.statuses import Status
from tracker.kernel.typed import seen
from tracker.news.models import Article
from tracker.timeline.articles import said_by
from tracker.timeline.trials import Change, in_words
from tracker.timeline.wording import Phrase, plain
from tracker.web.forms import ToldDateField

LISTED = 8
#: So much of the article stands on either side of the sentence.
CONTEXT = 700
#: Where a skipped claim is remembered, for as long as the editor is signed in.
SKIPPED = "review-skipped"
MOST_SKIPPED = 200
_MERGES = {
    "person": "admin:people_person_merge",
    "organization": "admin:companies_organization_merge",
}


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, and what the page calls it."""

    keys: str
    name: str
    does: str


#: Every key of the desk. The page's help and the editors' guide show this table.
KEYS = (
    Key("a", "Accept", "Accept the claim with the records chosen"),
    Key("e", "Edit", "Open the correction: records, title, date, status"),
    Key("r x", "Reject", "Reject the claim"),
    Key("n", "Not this person", "Detach the person proposed, here and in the whole article"),
    Key("m", "Merge", "Open the merging of two records that may be one"),
    Key("s", "Skip", "Put the claim aside until the rest is done"),
    Key("u z", "Undo", "Take back your last decision"),
    Key("j", "Next", "Look at the next claim"),
    Key("k", "Previous", "Look at the previous claim"),
    Key("b", "Whole article", "List all waiting claims of the article, to accept them at once"),
    Key("o", "Article", "Open the article"),
    Key("1 2 3 4 5 6 7 8 9", "Choose", "Choose a record for the first open question"),
    Key("?", "Keys", "Show or hide this list"),
)  # fmt: skip


class FilterForm(forms.Form):
    """The filters of the queue, as its address carries them."""

    reason = forms.ChoiceField(
        choices=[("", "any"), *((name, label) for name, label, _ in REASONS)], required=False
    )
    type = forms.ChoiceField(choices=[("", "any"), *ClaimType.choices], required=False)
    outlet = forms.SlugField(max_length=80, required=False)
    record = forms.SlugField(
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "as in its address: meta"}),
    )
    probability = forms.ChoiceField(
        choices=[("", "any"), *((name, label) for name, label, *_ in BANDS)], required=False
    )
    age = forms.ChoiceField(
        choices=[("", "any"), *((name, label) for name, label, *_ in AGES)], required=False
    )
    mine = forms.BooleanField(required=False)


class CorrectionForm(forms.Form):
    """What an editor says instead of what was extracted."""

    status = forms.ChoiceField(choices=Status.choices)
    title = forms.CharField(max_length=200, required=False, strip=True, validators=[seen])
    date = ToldDateField()
    date_kind = forms.ChoiceField(choices=DateKind.choices, required=False, label="The date is")

    def correction(self, records: Records) -> Correction:
        given = self.cleaned_data
        return Correction(
            status=given["status"],
            title=given["title"],
            date=given["date"],
            date_kind=given["date_kind"],
            records=records,
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """The part of the queue that an address asks for."""

    wanted: QueueFilter
    form: FilterForm
    query: str

    @property
    def narrowed(self) -> bool:
        return bool(self.query)


def filters_of(request: HttpRequest, *, given: QueryDict | None = None) -> Filters:
    """The filters of the address, or of a form that carries them on; a wrong one is left out."""
    form = FilterForm(given if given is not None else request.GET)
    form.is_valid()
    values = {name: value for name, value in form.cleaned_data.items() if value}
    skipped = tuple(request.session.get(SKIPPED, ()))
    query = urlencode({name: 1 if value is True else value for name, value in values.items()})
    return Filters(QueueFilter(**values, skipped=skipped), form, query)


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the queue in a line."""

    claim: Claim
    said: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One claim with all it takes to decide."""

    claim: Claim
    said: Phrase
    before: str
    evidence: str
    after: str
    mentions: Sequence[Mention]
    trial: Trial
    changes: Sequence[Change]
    lock: ReviewLock | None
    merge: str
    correction: CorrectionForm
    waiting_here: int

    @property
    def question(self) -> str:
        """The first name that an editor should look at."""
        return next((mention.word for mention in self.mentions if mention.open), "")


def row_of(claim: Claim) -> Row:
    return Row(claim, plain(said_by(claim, _outlet(claim))))


def _outlet(claim: Claim) -> Any:
    return claim.outlet or (claim.article.outlet if claim.article else None)


def panel_of(claim: Claim, editor: User, correction: CorrectionForm | None = None) -> Panel:
    """Everything about ``claim``; what would change is tried out and rolled back."""
    mentions = alternatives_of(claim)
    trial = try_acceptance(claim, editor=editor)
    text = ""
    if claim.article_id is not None:
        text = Article.objects.values_list("text", flat=True).get(pk=claim.article_id)
    start, end = claim.start or 0, claim.end or 0
    quoted = bool(end)
    return Panel(
        claim=claim,
        said=said_by(claim, _outlet(claim)),
        before=text[max(0, start - CONTEXT) : start] if quoted else "",
        evidence=text[start:end] if quoted else claim.evidence,
        after=text[end : end + CONTEXT] if quoted else "",
        mentions=mentions,
        trial=trial,
        changes=changes_of(claim, trial),
        lock=holder_of(claim, other_than=editor),
        merge=merge_address(mentions, editor),
        correction=correction or correction_form(claim),
        waiting_here=Claim.objects.queued().filter(article=claim.article_id).count()
        if claim.article_id
        else 0,
    )


def changes_of(claim: Claim, trial: Trial) -> Sequence[Change]:
    outlet = _outlet(claim)
    return in_words(trial, outlet=outlet.name if outlet else "")


def correction_form(claim: Claim, given: QueryDict | None = None) -> CorrectionForm:
    return CorrectionForm(
        given,
        initial={
            "status": claim.status,
            "title": claim.title,
            "date": str(claim.date) if claim.date else "",
            "date_kind": claim.date_kind or DateKind.EFFECTIVE,
        },
    )


def merge_address(mentions: Iterable[Mention], editor: User) -> str:
    """Where two records that one name may mean are merged; nothing for who may not merge."""
    if not editor.has_perm("claims.add_merge"):
        return ""
    for mention in mentions:
        if len(mention.candidates) > 1:
            one, two = (candidate.record for candidate in mention.candidates[:2])
            name = _MERGES["person" if isinstance(one, Person) else "organization"]
            return f"{reverse(name, args=[one.pk])}?with={two.pk}"
    return ""


def records_of(given: QueryDict) -> dict[str, int | str]:
    """The records chosen in the form; what is no number and not ``new`` is no choice."""
    found: dict[str, int | str] = {}
    for word in WORDS:
        value = given.get(f"record-{word}", "")
        if value == NEW:
            found[word] = NEW
        elif value.isdecimal() and len(value) < 18:
            found[word] = int(value)
    return found


def desk(
    claim: Claim | None,
    editor: User,
    filters: Filters,
    *,
    correction: CorrectionForm | None = None,
) -> dict[str, Any]:
    """The context of the desk: ``claim``, and the claims that come after it."""
    queue = chosen(filters.wanted, editor)
    later = in_order(queue)
    if claim is not None:
        hold(claim=claim, editor=editor)
        later = beyond(queue, claim)
    return {
        "panel": panel_of(claim, editor, correction) if claim is not None else None,
        "rows": [row_of(one) for one in with_names(free_for(later, editor))[:LISTED]],
        "current": row_of(claim) if claim is not None else None,
        "left": left_of(editor, filters),
        "filters": filters,
        "skipped": len(filters.wanted.skipped),
    }


def left_of(editor: User, filters: Filters) -> str:
    """How many claims wait within the filters, but for those put aside, as the page says it."""
    size = size_of(chosen(filters.wanted, editor))
    return f"{MOST_COUNTED:,} or more" if size >= MOST_COUNTED else f"{size:,}"


def today_of(editor: User) -> int:
    """How many claims the editor has decided today."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return decided_since(editor, midnight)
