"""The threads of a text: one for each item of a digest, taken up anew for each entry of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from tracker.extraction.discourse import Discourse
from tracker.extraction.follow import begin
from tracker.extraction.kinds import Mention
from tracker.extraction.sentences import Segment


class Threads:
    """Gives each sentence the thread that it belongs to, in the order of the text.

    ``named`` has the mentions of each sentence that is read, ``skipped`` the known organisations of the others.
    """

    def __init__(
        self,
        title: str,
        named: Sequence[tuple[Segment, list[Mention]]],
        skipped: Iterable[tuple[Segment, str]],
    ) -> None:
        self._title = title if len({segment.item for segment, _ in named}) == 1 else ""
        self._named, self._skipped = named, list(skipped)
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
        return begin(
            self._title,
            [
                (segment.text, mentions)
                for segment, mentions in self._named
                if (segment.item, segment.entry) == (item, entry)
            ],
            [
                name
                for segment, name in self._skipped
                if (segment.item, segment.entry) == (item, entry)
            ],
        )
