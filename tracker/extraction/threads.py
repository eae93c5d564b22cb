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
        skipped = list(skipped)
        items = {segment.item for segment, _ in named}
        self._threads = {
            item: begin(
                title if len(items) == 1 else "",
                [(segment.text, mentions) for segment, mentions in named if segment.item == item],
                [name for segment, name in skipped if segment.item == item],
            )
            for item in items
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
        return self._entries[place]
