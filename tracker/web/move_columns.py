"""The columns of the table of moves, beside the person, who always stands in it."""

#: By their names in an address, in the order in which they stand.
COLUMNS = {
    "date": "Date",
    "told": "Told",
    "kind": "Type",
    "ends": "From → to",
    "title": "Title",
    "seniority": "Rank",
    "unit": "Unit",
    "status": "Status",
    "outlet": "First report we read",
    "origins": "Independent",
    "evidence": "Evidence",
    "cite": "Cite",
}
#: Those that a reader sees who chose none.
USUAL = ("date", "kind", "ends", "title", "status", "outlet", "origins", "evidence", "cite")
