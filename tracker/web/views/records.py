"""The pages of people, and the indexes of people and companies."""

from collections.abc import Callable, Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import NamedTuple, TypedDict
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.kernel.statuses import STEPS
from tracker.kernel.word_search import LONGEST, Asked
from tracker.timeline.companies import companies_index, most_moved
from tracker.timeline.people import (
    ABOUT,
    INDEX_SIZE,
    OTHER,
    Listed,
    people_index,
    person_timeline,
    told_of_lately,
)
from tracker.web.addresses import older
from tracker.web.charts.career import careers
from tracker.web.clocks import clocks_of
from tracker.web.forms import StreamForm
from tracker.web.htmx import picks_its_part, template_for
from tracker.web.linked_data import person_data
from tracker.web.views.finding import person_or_elsewhere
from tracker.web.views.reading import read


@require_safe
@vary_on_headers("HX-Request", "HX-Request-Type")
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one person."""
    clocks = clocks_of(request)
    form = StreamForm(request.GET, ABOUT)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = person_or_elsewhere(request, slug)
    if isinstance(found, HttpResponse):
        return found
    known = person_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    stream = known.stream(wanted.get("about", ""), wanted.get("status", ()), wanted.get("before"))
    context = {
        "person": found,
        "known": known,
        "form": form,
        "statuses": STEPS,
        "wanted": wanted,
        "here": found.get_absolute_url(),
        "years": stream.years,
        "older": older(request, stream.older),
        "held": known.held_by_word(clocks.as_of),
        "data": person_data(
            found,
            names=known.names,
            held=known.held,
            url=request.build_absolute_uri(found.get_absolute_url()),
        ),
        "career": careers(known.posts, as_of=clocks.as_of, later=clocks.as_of == clocks.today),
        "live_mark": None if clocks.turned_back else known.mark,
        "newest_report": known.newest_report,
    }
    page = "web/person.html"
    return read(
        request,
        page if picks_its_part(request) else template_for(request, page, "stream"),
        context,
        clocks=clocks,
        section="people",
        refused=not form.is_valid(),
    )


@require_safe
@vary_on_headers("HX-Request")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on record, by the first letter of their name, or those who are called so."""
    return _index(request, PEOPLE, people_index, told_of_lately)


@require_safe
@vary_on_headers("HX-Request")
def companies(request: HttpRequest) -> HttpResponse:
    """Every company on record, by the first letter of its name, or those and the units that are called so."""
    return _index(request, COMPANIES, companies_index, most_moved)


class Index(NamedTuple):
    """What an index is of."""

    section: str
    heading: str
    lede: str
    find: str
    counted: str
    #: Which stand before the others, in words.
    at_first: str


PEOPLE = Index(
    "people",
    "People",
    "People in public professional life, with what they hold on the day above. "
    "By their names as they are written, first names first.",
    "Find a person",
    "person,people",
    "Told of lately",
)
COMPANIES = Index(
    "companies",
    "Companies",
    "Companies, universities, funds and labs, with their known people, which is never headcount, and their known moves. "
    "Units, such as a lab within a company, stand on its page; by name they are found here, too.",
    "Find a company or unit",
    "record,records",
    "With the most moves from or to another company",
)
#: An index of more records than these folds each letter.
MOST_OPEN = 60


class _Asked(TypedDict):
    initial: str
    after: str
    words: str


def _asked(request: HttpRequest) -> _Asked:
    """The letter and the words that the address asks for, and the record behind which the list goes on; words are
    looked for under every letter.
    """
    letter = request.GET.get("initial", "").lower()
    known = letter == OTHER or (len(letter) == 1 and letter.isascii() and letter.isalnum())
    after = request.GET.get("after", "")[:80]
    words = Asked.of(request.GET.get("q", "").replace("\0", ""))
    return {
        "initial": letter if known else "",
        "after": after if slug_re.match(after) else "",
        "words": words.text if words else "",
    }


def _index(
    request: HttpRequest,
    index: Index,
    listed_of: Callable[..., Sequence[Listed]],
    at_first: Callable[..., Sequence[Listed]],
) -> HttpResponse:
    """The page of an index; ``at_first`` finds those that stand before the first part of the whole list."""
    clocks, asked = clocks_of(request), _asked(request)
    initial, after, words = asked["initial"], asked["after"], asked["words"]
    of_day = {
        "as_of": clocks.as_of,
        "known_on": clocks.known_on,
        "everything": clocks.as_of == clocks.today,
    }
    listed = listed_of(**of_day, **asked)
    goes_on = not words and len(listed) > INDEX_SIZE
    listed = listed[:INDEX_SIZE]
    folded = not (initial or words) and len(listed) > MOST_OPEN
    here = [("initial", initial)] if initial else []
    on = [*here, ("after", listed[-1].ref.slug)] if goes_on else []
    by_letter = [
        (letter, list(group)) for letter, group in groupby(listed, key=lambda record: record.letter)
    ]
    context = {
        "index": index,
        "first": () if initial or after or words or not folded else at_first(**of_day),
        "words": words,
        "typed": request.GET.get("q", "").replace("\0", "")[:LONGEST],
        "listed": listed,
        "groups": by_letter,
        "folded": folded,
        "letters": [*((letter, letter.upper()) for letter in ascii_lowercase), (OTHER, "0–9 …")],
        "initial": initial,
        "here": reverse(f"web:{index.section}"),
        "begun": urlencode([*here, *clocks.pairs]) if after and not words else None,
        "more": urlencode([*on, *clocks.pairs]) if on else "",
    }
    template = template_for(request, "web/index.html", "listed")
    return read(request, template, context, clocks=clocks, section=index.section)
