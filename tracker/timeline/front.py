"""The front page: its lists tell of many of the same facts, and their sentences are looked up once for all."""

from dataclasses import dataclass
from datetime import date

from tracker.timeline import rows
from tracker.timeline.biggest import Biggest, biggest_of, candidates
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.evidence import evidence_for
from tracker.timeline.latest import Latest, latest_of, news, once
from tracker.timeline.races import Race, firm_moves, races_of
from tracker.timeline.told import Told


@dataclass(frozen=True, slots=True)
class Front:
    """What is new, what most outlets tell, and who was first with what was announced or done lately."""

    latest: Latest
    biggest: Biggest
    races: tuple[Race, ...]


def front(*, as_of: date, known_on: date | None = None, everything: bool = True) -> Front:
    """All of it as both clocks allow; nine queries.

    ``everything`` False leaves out what happens after ``as_of``: the page of a turned-back clock.
    """
    lately = news(as_of=as_of, known_on=known_on, everything=everything)
    chosen = candidates(lately.last, as_of=as_of, known_on=known_on, everything=everything)
    firm = firm_moves(as_of=as_of, known_on=known_on)
    moves = once(lately.pairs, chosen.pairs["move"], firm)
    told = {**chosen.pairs, "move": moves}
    page = Told(
        as_of,
        evidence_for(chosen.wanted(moves), known_on=known_on),
        rows.outlets_of(*told.values()),
        marks_beside(**told),
    )
    lines = {line.move: line for line in page.moves(moves)}
    return Front(
        latest_of(lately, lines),
        biggest_of(chosen, lines, page),
        races_of(lines[fact.pk] for fact, _ in firm),
    )
