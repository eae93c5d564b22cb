"""The threads of a text: one for each item of a digest, taken up anew for each entry of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy

from tracker.extraction.discourse import Discourse
from tracker.extraction.follow import begin
from tracker.extraction.kinds import Mention
from tracker.extraction.sentences import Segment

#: An item of a digest, or an entry of a list in it.
type _Place = tuple[int, int | None]


class Threads:
    """Gives each sentence the thread that it belongs to, in the order of the text.

    ``named`` has the mentions of each sentence that is read, ``skipped`` the known organisations of the others; ``house``
    is the organisation that says "we".
    """

    def __init__(
        self,
        title: str,
        named: Sequence[tuple[Segment, list[Mention]]],
        skipped: Iterable[tuple[Segment, str]],
        house: str | None = None,
    ) -> None:
        self._house = house
        self._title = title if len({segment.item for segment, _ in named}) == 1 else ""
        self._named: dict[_Place, list[tuple[str, list[Mention]]]] = defaultdict(list)
        for segment, mentions in named:
            self._named[segment.item, segment.entry].append((segment.text, mentions))
        self._skipped: dict[_Place, list[str]] = defaultdict(list)
        for segment, name in skipped:
            self._skipped[segment.item, segment.entry].append(name)
        self._threads = {
            item: self._begin(item, None) for item in {segment.item for segment, _ in named}
        }
        self._entries: dict[tuple[int, int], Discourse] = {}

    def of(self, segment: Segment) -> Discourse:
        """The thread for a sentence; what an entry of a list adds is unknown outside of it."""
        thread = self._threads[segment.item]
        if segment.entry is None:
            return thread
        place = segment.item, segment.entry
        if place not in self._entries:
            self._entries[place] = deepcopy(thread)
            if thread.topic is None:
                self._entries[place].topic = self._begin(segment.item, segment.entry).topic
        return self._entries[place]

    def _begin(self, item: int, entry: int | None) -> Discourse:
        place = item, entry
        thread = begin(self._title, self._named.get(place, []), self._skipped.get(place, []))
        if self._house is not None:
            thread.topic, thread.sure = self._house, True
        return thread
