"""Searches that are questions: what each asks for, and its answer from the record."""
