"""Which claims speak of the same reporting line."""

from collections.abc import Iterable

from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Spell, gather


def gather_lines(says: Iterable[Say]) -> list[tuple[int, Spell]]:
    """One person's lines at one company: (manager, spell). Lines have no titles to tell apart."""
    by_manager: dict[int, list[Say]] = {}
    for say in says:
        if say.manager is not None:
            by_manager.setdefault(say.manager, []).append(say)
    return [
        (manager, spell)
        for manager, of_manager in sorted(by_manager.items())
        for spell in gather(of_manager)[0]
    ]
