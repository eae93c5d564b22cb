"""Review: which claim an editor looks at next, what their word would change, and what it did."""
