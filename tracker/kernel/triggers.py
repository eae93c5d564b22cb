"""Triggers that look at all rows of a statement at once."""

import pgtrigger


def after(name: str, when: pgtrigger.Operation, func: str, **rows: str) -> pgtrigger.Trigger:
    """One that runs ``func`` once after each such statement; in it ``new`` and ``old`` give the rows their names."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=when,
        referencing=pgtrigger.Referencing(**rows),  # type: ignore[no-untyped-call]
        func=f"{func}; RETURN NULL;",
    )
