"""What each role may do: one table. Whatever it does not grant is refused.

A line is ``app.action_model`` as Django spells it, with ``*`` for any run of characters. It may name a model that
does not exist yet: the grant counts from the day on which the model does.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from django.db import models


class Role(models.TextChoices):
    """Lowest first. Each role may do what those before it may."""

    VIEWER = "viewer", "Viewer"
    EDITOR = "editor", "Editor"
    SENIOR_EDITOR = "senior editor", "Senior editor"
    ADMIN = "admin", "Admin"

    def at_least(self, other: "Role") -> bool:
        """Whether this role may do whatever ``other`` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


ROLES: dict[Role, tuple[str, ...]] = {
    # reads what everybody reads, under a name of their own
    Role.VIEWER: (),
    # review, ingest, notes, names
    Role.EDITOR: (
        "people.view_*",
        "companies.view_*",
        "claims.view_claim",
        "claims.view_merge",
        "claims.view_publicationpolicy",
        "news.view_*",
        "claims.add_claim",
        "claims.change_claim",
        "claims.*_neversame",
        "news.add_intake",
        "news.change_intake",
        "people.add_person",
        "people.change_person",
        "people.*_personname",
        "companies.add_organization",
        "companies.change_organization",
        "companies.*_organizationname",
        "companies.*_organizationkind",
        "companies.*_organizationparent",
        "companies.*_succession",
    ),
    # merging and undoing it, takedowns and hiding, policies, sources, whatever changes many rows at once
    Role.SENIOR_EDITOR: (
        "claims.add_merge",
        "claims.change_merge",
        "claims.add_takedown",
        "claims.view_takedown",
        "claims.change_takedown",
        "claims.*_publicationpolicy",
        "people.change_*",
        "companies.change_*",
        "news.add_source",
        "news.change_source",
        "news.add_outlet",
        "news.change_outlet",
        "news.*_outletdomain",
        "news.change_article",
        "people.import_*",
        "companies.import_*",
        "claims.import_*",
        "claims.bulk_*",
        "claims.undo_*",
    ),
    # users, and everything
    Role.ADMIN: ("*",),
}


def grants(role: Role, permission: str) -> bool:
    """Whether ``role`` may do ``permission``."""
    return any(fnmatchcase(permission, line) for line in lines_of(role))


def grants_in(role: Role, app_label: str) -> bool:
    """Whether ``role`` may do anything to the models of ``app_label``."""
    return any(fnmatchcase(app_label, line.partition(".")[0]) for line in lines_of(role))


def lines_of(role: Role) -> Iterable[str]:
    """The lines that hold for ``role``: its own, and those of every role before it."""
    return (line for lower in Role if role.at_least(lower) for line in ROLES[lower])


def highest(names: Iterable[str]) -> Role | None:
    """The highest role among names of groups; None when none of them is a role."""
    given = set(names)
    found = [role for role in Role if role.value in given]
    return found[-1] if found else None
