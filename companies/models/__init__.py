"""The tables of the room."""

from companies.models.events import (
    UNIT_EVENTS,
    EventKind,
    OrgEvent,
    OrgEventState,
    Stake,
    StakeState,
)
from companies.models.organizations import (
    NAME_KEY,
    UNIT_KINDS,
    Kind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    Succession,
    SuccessionKind,
)

__all__ = [
    "NAME_KEY",
    "UNIT_EVENTS",
    "UNIT_KINDS",
    "EventKind",
    "Kind",
    "OrgEvent",
    "OrgEventState",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "OrganizationParent",
    "Stake",
    "StakeState",
    "Succession",
    "SuccessionKind",
]
