"""People in public professional life: what they hold, found, say, and how they move."""
