"""What may keep Reshuffle from starting."""


class CannotStart(Exception):
    """Its message is one line for the operator: what is wrong, and how to mend it."""
