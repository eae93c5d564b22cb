"""What editors have bound together: the claims of a fact that they corrected, and the corrections."""

from collections.abc import Iterable

from people.titles import compatible
from tracker.claims.settling.says import Say, in_order, pinned


def bound(says: Iterable[Say]) -> tuple[list[list[Say]], list[Say]]:
    """The says of each fact that editors have corrected, and all others.

    A correction names the claims that spoke of the fact, so it and they are one fact whatever they
    say; corrections that name a claim in common are of one fact.
    """
    says = list(says)
    if not any(say.corrects for say in says):
        return [], says
    says = in_order(says)
    sets: list[set[int]] = []
    for say in says:
        if say.editor and say.corrects:
            together = {say.claim, *say.corrects}
            for other in [one for one in sets if one & together]:
                together |= other
                sets.remove(other)
            sets.append(together)
    loose = [say for say in says if not any(say.claim in one for one in sets)]
    groups = [[say for say in says if say.claim in one] for one in sets]
    return sorted(groups, key=lambda group: group[0].order), loose


def standing_alone(says: Iterable[Say]) -> bool:
    """An editor has let one of them in, so that they are a fact of their own, whatever is pinned."""
    return any(say.decided or say.editor for say in says)


def against_title(says: Iterable[Say]) -> frozenset[int]:
    """The claims whose title cannot name the post that an editor has pinned."""
    says = list(says)
    editors = pinned(says, "title")
    if editors is None:
        return frozenset()
    found = frozenset(say.claim for say in says if not compatible(say.title, editors.title))
    return found - editors.corrects


def beside(says: Iterable[Say]) -> frozenset[int]:
    """The claims of other facts that an editor has let stand beside this one."""
    return frozenset(claim for say in says for claim in say.beside)


__all__ = ["against_title", "beside", "bound", "standing_alone"]
