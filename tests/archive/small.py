"""An archive of two invented people at an invented company."""

from typing import Any

from tracker.archive.files import Archive, Entry


def step(of: str, status: str, published: str, outlet: str = "courier", **rest: Any) -> Entry:
    return {
        "of": of,
        "status": status,
        "outlet": outlet,
        "published": published,
        "url": f"https://{outlet}.example/{published}",
        "checked": "2026-11-25",
        "summary": "The outlet says so, told in our own words.",
    } | rest


def report(status: str, published: str, outlet: str = "courier", **rest: Any) -> Entry:
    """A step of what happens once."""
    whole = step("", status, published, outlet, **rest)
    return {name: value for name, value in whole.items() if name != "of"}


def small() -> Archive:
    """Two invented people at an invented company, and one layoff."""
    return Archive(
        outlets=[
            {"slug": name, "name": name.title(), "kind": "newspaper", "domains": [f"{name}.example"]}
            for name in ("courier", "ledger")
        ],
        organizations=[
            {
                "slug": "quill",
                "kind": "company",
                "names": [{"name": "Feather", "until": "2024-01-01"}, {"name": "Quill", "since": "2024-01-01"}],
                "aliases": ["Quill Labs Inc"],
            },
            {"slug": "quill-lab", "kind": "lab", "names": [{"name": "Lab"}], "parents": [{"of": "quill"}]},
        ],
        people=[{"slug": "ada", "name": "Ada Moreau", "aliases": ["A. Moreau"]}, {"slug": "bob", "name": "Bob Ray"}],
        files={"quill": {
            "positions": [
                {
                    "person": "ada",
                    "organization": "quill",
                    "unit": "quill-lab",
                    "title": "Chief scientist",
                    "start": "2024-02",
                    "steps": [
                        step("start", "announced", "2024-01-20"),
                        step("start", "done", "2024-02-20", "ledger"),
                        step("end", "rumoured", "2025-05-01"),
                    ],
                }
            ],
            "reporting_lines": [
                {
                    "person": "ada",
                    "manager": "bob",
                    "organization": "quill",
                    "kind": "dotted",
                    "steps": [step("held", "held", "2024-03-01")],
                }
            ],
            "events": [
                {
                    "kind": "layoff",
                    "organization": "quill",
                    "count": 60,
                    "on": "2025-01",
                    "steps": [report("done", "2025-01-20")],
                }
            ],
        }},
    )  # fmt: skip
