"""Which claims speak of the same reporting line."""

from collections.abc import Iterable

from people.models.positions import LineKind
from tracker.claims.settling.judging import Meant, judge_last
from tracker.claims.settling.pinned import bound
from tracker.claims.settling.says import Say, pinned
from tracker.claims.settling.spells import Spell, gather, set_against


def gather_lines(says: Iterable[Say]) -> list[tuple[int, Spell]]:
    """One person's lines at one company: (manager, spell). Lines have no titles to tell apart.

    Where an editor has pinned the manager, who else is named for the same days contradicts that.
    """
    says = list(says)
    corrected = _managers_corrected(says)
    by_manager: dict[int, list[Say]] = {}
    for say in says:
        manager = corrected.get(say.claim, say.manager)
        if manager is not None:
            by_manager.setdefault(manager, []).append(say)
    managers: dict[int, int] = {}
    spells: list[Spell] = []
    for manager, of_manager in sorted(by_manager.items()):
        for spell in gather(of_manager)[0]:
            managers[id(spell)] = manager
            spells.append(spell)

    def opposes(other: Spell, spell: Spell) -> bool:
        """Another manager of a solid line, or the one that an editor has corrected."""
        named = managers[id(other)]
        corrected = named in {say.manager for say in spell.says()}
        solid = all(kind_of(one).value != LineKind.DOTTED for one in (other, spell))
        return named != managers[id(spell)] and (solid or corrected)

    set_against(spells, "manager", opposes)
    return [(managers[id(spell)], spell) for spell in spells]


def kind_of(spell: Spell) -> Meant[str]:
    """How the line is drawn, solid unless told otherwise."""
    told = judge_last(spell.says(), lambda say: say.words.get("line"), pin="kind")
    known = told.value in LineKind.values
    return told if known else Meant(LineKind.SOLID.value, told.against, told.pinned)


def _managers_corrected(says: Iterable[Say]) -> dict[int, int]:
    """The manager that an editor has named, for each claim of a line that they corrected."""
    found: dict[int, int] = {}
    for bundle in bound(says)[0]:
        last = pinned(bundle, "manager") or next(say for say in bundle if say.corrects)
        if last.manager is not None:
            found |= {say.claim: last.manager for say in bundle}
    return found
