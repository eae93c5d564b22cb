"""The tables of the room."""

from people.models.deeds import Founding, FoundingState, Statement
from people.models.known_tallies import KnownTally
from people.models.moves import Link, Move, MoveKind, MoveState
from people.models.person import Person, PersonName
from people.models.positions import (
    LineKind,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
)
from people.models.rosters import RosterChange
from people.models.tallies import MoveTally
from people.titles import Role, Seniority

__all__ = [
    "Founding",
    "FoundingState",
    "KnownTally",
    "LineKind",
    "Link",
    "Move",
    "MoveKind",
    "MoveState",
    "MoveTally",
    "Person",
    "PersonName",
    "Position",
    "PositionState",
    "ReportingLine",
    "ReportingLineState",
    "Role",
    "RosterChange",
    "Seniority",
    "Statement",
]
