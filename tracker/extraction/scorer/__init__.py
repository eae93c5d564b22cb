"""A small learned model that judges which names of a sentence belong together, and how."""
