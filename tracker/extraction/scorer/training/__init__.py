"""How the scorer's weights come about: passages of our own, a network, and the run that fits it.

Nothing here is imported by the site; ``make train`` brings what it needs.
"""
