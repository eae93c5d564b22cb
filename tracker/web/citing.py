"""How a page is cited: in words, as BibTeX and as CSL-JSON, with both clocks in its address."""

import json
import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from tracker.timeline.evidence_of_facts import Backed
from tracker.web.clocks import Clocks
from tracker.web.templatetags.reshuffle import address

SITE = "Reshuffle"
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_BIBTEX_SPECIAL = re.compile(r"([\\{}$&%#_^~])")
#: What changes what a page tells, beside its clocks: its filters and what it compares. Places in a list don't.
KEPT = frozenset(
    [
        "compare",
        "units",
        "under",
        "about",
        "status",
        "kind",
        "seniority",
        "since",
        "until",
        "surely",
        "person",
        "company",
        "from_company",
        "to_company",
        "outlet",
        "q",
        "pick",
        "least",
        "told",
        "view",
        "split",
    ]
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One page as it could be read on ``read_on``.

    ``url`` names the day it is true on and the day it was known on, so that the page tells the same
    on any later day, but for what has been corrected or taken down since. ``newest_report`` is the day up to which
    reports had been read, None where there was none.
    """

    title: str
    url: str
    as_of: date
    known_on: date
    read_on: date
    newest_report: date | None = None

    def told_by(self, say: Callable[[date], str] = str) -> str:
        """``true on …, as known on …, with reports read up to …``, each day as ``say`` writes it."""
        words = f"true on {say(self.as_of)}, as known on {say(self.known_on)}"
        if self.newest_report is None:
            return words
        return f"{words}, with reports read up to {say(self.newest_report)}"

    @property
    def text(self) -> str:
        """``“OpenAI”, Reshuffle, true on …, as known on …, with reports read up to …, read on …, https://…``."""
        return f"“{self.title}”, {SITE}, {self.told_by()}, read on {self.read_on}, {self.url}"

    @property
    def bibtex(self) -> str:
        """An ``@online`` entry of BibLaTeX."""
        key = _NOT_IN_A_KEY.sub("-", self.title.lower()).strip("-") or "page"
        fields = {
            "title": f"{{{_escaped(self.title)}}}",
            "organization": f"{{{SITE}}}",
            "date": f"{{{self.as_of}}}",
            "note": f"{{{self._note}}}",
            "url": f"{{{self.url}}}",
            "urldate": f"{{{self.read_on}}}",
        }
        lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
        return f"@online{{reshuffle-{key}-{self.as_of},\n{lines}\n}}"

    @property
    def _note(self) -> str:
        return f"T{self.told_by()[1:]}"

    @property
    def csl(self) -> str:
        """One item of CSL-JSON 1.0."""
        item = {
            "id": self.url,
            "type": "webpage",
            "title": self.title,
            "container-title": SITE,
            "issued": {"date-parts": [_parts(self.as_of)]},
            "accessed": {"date-parts": [_parts(self.read_on)]},
            "note": self._note,
            "URL": self.url,
        }
        lines = (
            f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in item.items()
        )
        return "[{\n" + ",\n".join(lines) + "\n}]"


def citation_of(
    request: HttpRequest,
    clocks: Clocks,
    title: str,
    *,
    newest_report: date | None,
    path: str = "",
    kept: Container[str] = KEPT,
) -> Citation:
    """How the page that ``request`` asks for is cited as it stands, ``newest_report`` being that of what was read for it.

    ``path`` is that of another page with the same parameters; of these, beside the clocks, those ``kept``.
    """
    known_on = clocks.known_on or clocks.today
    query = [("as_of", clocks.as_of.isoformat()), ("known_on", known_on.isoformat())]
    query += [(name, value) for name, value in clocks.others if name in kept]
    url = request.build_absolute_uri(f"{path or request.path}?{urlencode(query)}")
    return Citation(title, url, clocks.as_of, known_on, clocks.today, newest_report)


def citation_of_page(
    request: HttpRequest, clocks: Clocks, title: str, path: str, newest_report: date | None
) -> Citation:
    """How the page at ``path`` is cited by both clocks alone, whatever else ``request`` asks for."""
    return citation_of(request, clocks, title, newest_report=newest_report, path=path, kept=())


def citation_of_facts(
    request: HttpRequest, clocks: Clocks, facts: Sequence[Backed], *, newest_report: date | None
) -> Citation:
    """How facts are cited: one by its sentence, its number and its place on the page that tells it, several by the page
    that has the evidence of them all.
    """
    known_on = clocks.known_on or clocks.today
    page, place = request.path, ""
    query = [("as_of", clocks.as_of.isoformat()), ("known_on", known_on.isoformat())]
    if len(facts) == 1:
        page, place = address(facts[0].record), f"#{facts[0].anchor}"
        query += [("before", str(facts[0].place))] if facts[0].place else []
    url = request.build_absolute_uri(f"{page}?{urlencode(query)}{place}")
    title = "; ".join(f"{fact.about}, {fact.name.words}" for fact in facts)
    return Citation(title, url, clocks.as_of, known_on, clocks.today, newest_report)


def _escaped(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"\\\1", text)


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
