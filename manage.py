#!/usr/bin/env python
"""Reshuffle's command line."""

import sys

try:
    from tracker.stack.commandline import main
except ModuleNotFoundError as missing:
    sys.exit(
        f"reshuffle: {missing.name} is not installed here: run `uv sync --locked`, then `uv run manage.py …`."
    )

if __name__ == "__main__":
    sys.exit(main(sys.argv))
