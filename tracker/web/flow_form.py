"""What readers may ask of the page of flows, as its address carries it."""

from typing import Any

from django import forms
from django.core.validators import validate_slug

from companies.models import Organization
from people.titles import SENIORITIES
from tracker.timeline.between import CROSSING, MOST_CHOSEN, Between, Split
from tracker.timeline.refs import PARENTS
from tracker.web.charts.parts import SPLITS
from tracker.web.clocks import EARLIEST, LATEST, Clocks

#: Without other words the flows of so many years are shown, the last one that of the clock.
YEARS = 3
MOST_LEAST = 1_000
VIEWS = (("bands", "Bands"), ("matrix", "Matrix"))


class YearField(forms.CharField):
    """2025; cleans to a number, or None when blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, required=False, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        year = int(text) if text.isascii() and text.isdigit() else 0
        if not EARLIEST.year <= year <= LATEST.year:
            raise forms.ValidationError(f"“{text}” is no year here. Give one such as 2025.")
        return year


class SlugsField(forms.MultipleChoiceField):
    """Slugs of records, each given once or more."""

    def valid_value(self, value: str) -> bool:
        try:
            validate_slug(value)
        except forms.ValidationError:
            return False
        return len(value) <= 80


class FlowsForm(forms.Form):
    """Years, companies, one of them picked out, kinds and ranks of moves, and one band to look into."""

    since = YearField(label="From")
    until = YearField(label="to")
    company = SlugsField(
        required=False, error_messages={"invalid_choice": "“%(value)s” names no company."}
    )
    also = forms.CharField(max_length=200, required=False, strip=True, label="Another company")
    pick = forms.SlugField(max_length=80, required=False, label="Pick out")
    kind = forms.MultipleChoiceField(
        choices=[(kind.value, kind.label) for kind in CROSSING], required=False
    )
    seniority = forms.MultipleChoiceField(choices=SENIORITIES, required=False)
    least = forms.IntegerField(
        min_value=1,
        max_value=MOST_LEAST,
        required=False,
        label="At least",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"Give a number of moves from 1 to {MOST_LEAST:,}.",
        ),
    )
    told = forms.BooleanField(required=False, label="Count announced, reported and rumoured too")
    view = forms.ChoiceField(choices=VIEWS, required=False)
    split = forms.ChoiceField(
        choices=SPLITS,
        required=False,
        label="Split bands by",
        error_messages={
            "invalid_choice": "Bands are not split by “%(value)s”: give kind or rank, or leave split out."
        },
    )
    from_company = forms.SlugField(max_length=80, required=False)
    to_company = forms.SlugField(max_length=80, required=False)

    @property
    def split_by(self) -> Split | None:
        """What bands are split by; nothing where it was refused."""
        asked = self.cleaned_data.get("split")
        return next((split for split, _ in SPLITS if split == asked), None)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", f"{until} lies before {since}: swap the two.")
        self._clean_companies(values)
        if values.get("also"):
            self._clean_also(values)
        return values

    def _clean_companies(self, values: dict[str, Any]) -> None:
        """Each slug as that of the company which it means today; those that mean none are refused."""
        asked: list[str] = values.get("company") or []
        pick = values.get("pick") or ""
        today = _slugs_today({*asked, pick} - {""})
        for name, slugs in (("company", asked), ("pick", [pick] if pick else [])):
            for slug in slugs:
                if slug not in today:
                    self.add_error(name, f"“{slug}” is no company here.")
        found = list(dict.fromkeys(today[slug] for slug in asked if slug in today))
        if len(found) > MOST_CHOSEN:
            self.add_error("company", f"Choose at most {MOST_CHOSEN} companies.")
        values["company"] = found[:MOST_CHOSEN]
        values["pick"] = today.get(pick, "")

    def _clean_also(self, values: dict[str, Any]) -> None:
        seen = Organization.objects.visible()
        named = seen.called(values["also"]).order_by("pk").select_related(PARENTS).first()
        if named is None:
            self.add_error("also", f"No company called “{values['also']}” is known here.")
            return
        values["also"] = named.company.slug

    def wanted(self, clocks: Clocks) -> Between:
        """What is asked for; where a field was refused, as if it had not been filled in."""
        given = self.cleaned_data
        until = given.get("until") or max(clocks.as_of.year, given.get("since") or 0)
        return Between(
            since=given.get("since") or until - YEARS + 1,
            until=until,
            companies=tuple(given["company"]),
            picked=given["pick"],
            kind=tuple(given.get("kind", ())),
            seniority=tuple(given.get("seniority", ())),
            told=given.get("told", False),
            least=given.get("least") or 1,
            until_day=None if clocks.as_of == clocks.today else clocks.as_of,
            known_on=clocks.known_on,
        )


def _slugs_today(slugs: set[str]) -> dict[str, str]:
    """The slug of today's company for each of ``slugs``, units as their companies; at most two queries."""
    if not slugs:
        return {}
    found: dict[str, str] = {}
    every = Organization.objects.filter(slug__in=slugs).values_list("slug", "merged_into__slug")
    winners = {slug: winner or slug for slug, winner in every}
    seen = Organization.objects.visible().select_related(PARENTS)
    companies = {one.slug: one.company.slug for one in seen.filter(slug__in=winners.values())}
    for slug, winner in winners.items():
        if winner in companies:
            found[slug] = companies[winner]
    return found
