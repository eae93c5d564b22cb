"""Organizations: companies and their units, their dated names, and what happens to them."""
