"""Merging: two records become one, everything that names the one goes over, and it can be undone."""
