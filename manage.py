#!/usr/bin/env python
"""Reshuffle's command line."""

import sys

from tracker.stack.commandline import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
