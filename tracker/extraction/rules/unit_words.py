"""Words by which sentences tell what becomes of units."""

from __future__ import annotations

import re

from tracker.extraction.scorer.relations import Relation

#: Words that say of a name without "unit", "team" or the like that it is one.
UNIT_VERBS = {
    Relation.CREATED: re.compile(
        r"\b(?:creat|form|set(?:s|ting)? up|launch|establish|new\b|found|open|start|unveil|born|came into being|assembl|buil[dt])",
        re.IGNORECASE,
    ),
    Relation.DISSOLVED: re.compile(
        r"\b(?:dissol|disband|clos|shut|wound|wind(?:s|ing)?\b|scrap|axe|no longer|bro(?:ke|ken) up|ceas|dismantl|abolish|discontinu|disappear|folded|eliminat|end(?:s|ed)?\b|done away)",
        re.IGNORECASE,
    ),
    Relation.RENAMED: re.compile(
        r"\b(?:renam|rebrand|call|known|name|christen|becom|became)", re.IGNORECASE
    ),
    Relation.MERGED: re.compile(
        r"\b(?:merg|fold|combin|absorb|consolidat|integrat|becom|became|join|br(?:ing|ought)|roll|fus|unit|gather|mov|part of|put under|into one)",
        re.IGNORECASE,
    ),
}
