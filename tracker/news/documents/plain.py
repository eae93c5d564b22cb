"""Plain text and Markdown: the text exactly as it is, for evidence points into it."""

import re

from tracker.news.documents.shapes import Document
from tracker.news.documents.wording import one_line

_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LONGEST_TITLE = 200
_LOOK_FOR_TITLE = 20_000


def read_plain(text: str) -> Document:
    """The text untouched; its title is the first heading, else a first line of title's length."""
    if not text.strip():
        return Document(unread="The text is empty.")
    head = text[:_LOOK_FOR_TITLE]
    if found := _HEADING.search(head):
        return Document(text=text, title=one_line(found[1], _LONGEST_TITLE))
    first = next((line.strip() for line in head.splitlines() if line.strip()), "")
    return Document(text=text, title=one_line(first) if len(first) <= _LONGEST_TITLE else "")
