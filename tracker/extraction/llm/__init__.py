"""A language model as the reader: what it is asked, and what of its answer stands in the text.

Nothing here opens a connection: whoever calls hands in a ``Completion``.
"""

from tracker.extraction.llm.prompt import PROMPT_VERSION, Message
from tracker.extraction.llm.reader import (
    Completion,
    ModelReading,
    NotRead,
    instead_version,
    read_by_model,
    read_many,
    reader_version,
)
from tracker.extraction.llm.schema import answer_schema, without_caps

__all__ = [
    "PROMPT_VERSION",
    "Completion",
    "Message",
    "ModelReading",
    "NotRead",
    "answer_schema",
    "instead_version",
    "read_by_model",
    "read_many",
    "reader_version",
    "without_caps",
]
