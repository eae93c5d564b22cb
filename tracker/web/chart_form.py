"""What an address asks of an org chart beside its two clocks, and what a page is given to show the answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from companies.models import Organization
from tracker.timeline.differences import AS_IS, UNITS
from tracker.timeline.org_picture import OrgPicture, org_picture
from tracker.web.changes import Perhaps, summed
from tracker.web.charts.org import draw, nodes_of
from tracker.web.charts.slider import slider
from tracker.web.clocks import EARLIEST, Clocks, ClocksForm


class ChartForm(forms.Form):
    """What an address may ask of a chart beside its two clocks."""

    compare = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    under = forms.SlugField(max_length=80, required=False)
    units = forms.ChoiceField(choices=[(one, one) for one in UNITS], required=False)

    def __init__(self, query: Any, clocks: Clocks) -> None:
        super().__init__(query)
        self.clocks = clocks
        self.fields["compare"].error_messages["invalid"] = (
            "The day to compare with is no day here. Give a whole day such as 2025-04-12."
        )
        self.fields["units"].error_messages["invalid_choice"] = (
            "Units are counted in two ways. Give units=as_is or units=as_was."
        )

    def clean_compare(self) -> Any:
        day = self.cleaned_data["compare"]
        if day is not None and not EARLIEST <= day < self.clocks.as_of:
            raise forms.ValidationError(
                f"Compare with a day before {self.clocks.as_of}, the day of the chart."
            )
        return day

    def clean_units(self) -> str:
        return self.cleaned_data["units"] or AS_IS

    @property
    def asked(self) -> Mapping[str, Any]:
        """What of it is understood."""
        self.is_valid()
        return self.cleaned_data

    @property
    def since(self) -> date | None:
        """The day to compare with, where one is given that can be."""
        return self.asked.get("compare")

    @property
    def units_as(self) -> str:
        """How the units of two days are counted."""
        units: str = self.asked.get("units", AS_IS)
        return units

    @property
    def below(self) -> str:
        """The slug of somebody below whom to look, or nothing."""
        slug: str = self.asked.get("under", "")
        return slug

    def picture(self, top: Organization, *, steps: bool = False) -> OrgPicture:
        """The picture that is asked for; ``steps``: up to today, for the slider, also without a comparison.

        Raises ``NotOnTheChart``.
        """
        return org_picture(
            top,
            as_of=self.clocks.as_of,
            known_on=self.clocks.known_on,
            since=self.since,
            units=self.units_as,
            under=self.below,
            until=self.clocks.today if steps or self.since else None,
        )

    def refused(self, *names: str) -> str:
        """Why the first of what is named was refused, and how to mend that."""
        return next((str(said) for name in names for said in self.errors.get(name, ())), "")


def the_other_way_round(request: HttpRequest, clocks: Clocks) -> HttpResponse | None:
    """Where the day to compare with follows that of the chart: the same two days, the later one first.

    A day to come is left to be refused.
    """
    if clocks.refused or not request.GET.get("compare"):
        return None
    form = ClocksForm({"as_of": request.GET["compare"]})
    later: date | None = form.cleaned_data["as_of"] if form.is_valid() else None
    if later is None or not clocks.as_of < later <= clocks.today:
        return None
    query = request.GET.copy()
    query["as_of"], query["compare"] = later.isoformat(), clocks.as_of.isoformat()
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")


def shown(
    picture: OrgPicture, form: ChartForm, clocks: Clocks, days: Sequence[tuple[date, int]]
) -> dict[str, Any]:
    """What ``parts/org_day.html`` shows of a chart that may have changed on these ``days``."""
    return {
        "picture": picture,
        "tree": draw(picture),
        "nodes": nodes_of(picture.tree, picture.changed),
        "slider": slider(days, as_of=clocks.as_of, today=clocks.today),
        "year_before": _year_before(clocks.as_of),
        "perhaps": Perhaps.of(picture.perhaps, picture.told) if picture.perhaps else None,
        "differences": summed(picture.diff.counts) if picture.diff else (),
        "refused": form.refused("compare"),
        "compared": form["compare"].data[:10] if form["compare"].data else "",
    }


def _year_before(day: date) -> date | None:
    if day.year <= EARLIEST.year:
        return None
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
