"""Reading documents: bytes in; plain text, title and publication day out."""

from tracker.news.documents.keeper import DocumentReader, read_document
from tracker.news.documents.shapes import Document, Feed, Published
from tracker.news.documents.wording import clean, one_line

__all__ = [
    "Document",
    "DocumentReader",
    "Feed",
    "Published",
    "clean",
    "one_line",
    "read_document",
]
