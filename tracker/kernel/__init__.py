"""The ground floor: partial dates, periods, slugs. No tables, no other room of ours."""
