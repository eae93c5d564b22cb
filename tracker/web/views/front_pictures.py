"""The charts of the front page as pictures to take elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker.timeline.latest import news
from tracker.timeline.races import races as races_of
from tracker.timeline.since import newest_report
from tracker.web.charts.race import race_charts
from tracker.web.charts.strip import strips
from tracker.web.citing import citation_of_page
from tracker.web.sharing.answering import Written, picture
from tracker.web.sharing.charts import race_sheet, strip_sheet
from tracker.web.views.pictures import answer_sheet, asked_clocks

_TITLE = "What changed"


@picture
def months(request: HttpRequest, written: Written) -> HttpResponse:
    """Each known move in the month in which it was first published."""
    clocks = asked_clocks(request)
    everything = clocks.as_of == clocks.today
    found = news(as_of=clocks.as_of, known_on=clocks.known_on, everything=everything)
    drawn = strips(found.months)
    cited = citation_of_page(
        request, clocks, _TITLE, reverse("web:latest"), newest_report(clocks.known_on)
    )
    sheet = strip_sheet(found.months, drawn[0], cited, cut=found.cut) if drawn else None
    nothing = f"No known moves were first published in the months up to {clocks.as_of}."
    return answer_sheet(request, sheet, written, "moves-by-month", nothing)


@picture
def races(request: HttpRequest, written: Written) -> HttpResponse:
    """Days from the first report of a move to its confirmation."""
    clocks = asked_clocks(request)
    drawn = race_charts(races_of(as_of=clocks.as_of, known_on=clocks.known_on))
    cited = citation_of_page(
        request, clocks, _TITLE, reverse("web:latest"), newest_report(clocks.known_on)
    )
    sheet = race_sheet(drawn[0], clocks, cited) if drawn else None
    nothing = (
        f"No chart of who was first: of the moves known to be firm on {clocks.as_of} none was rumoured or"
        " reported before."
    )
    return answer_sheet(request, sheet, written, "who-was-first", nothing)
