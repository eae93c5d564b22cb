"""The gazetteer of the archive's names, for reading texts without a database."""

from functools import cache

from tracker.archive.files import Entry, names_of, read_named
from tracker.extraction import Gazetteer, KnownOrganization, KnownPerson


@cache
def archive_gazetteer() -> Gazetteer:
    """Every organization and person of the archive's files, with their names and aliases."""
    organizations, people = read_named()
    names = {entry["slug"]: names_of(entry)[0] for entry in organizations}
    return Gazetteer(
        [_organization(entry, names) for entry in organizations],
        [KnownPerson(entry["name"], tuple(entry.get("aliases", ()))) for entry in people],
    )


def _organization(entry: Entry, names: dict[str, str]) -> KnownOrganization:
    name, *aliases = names_of(entry)
    parents = entry.get("parents", [])
    parent = names[parents[-1]["of"]] if parents else None
    # A laboratory with a country or an address of its own is spoken of as a company is, whoever owns it.
    own = entry["kind"] == "lab" and ("country" in entry or "website" in entry)
    return KnownOrganization(name, tuple(aliases), "company" if own else entry["kind"], parent)
