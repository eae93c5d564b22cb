"""The archive's files, read and checked; no database needed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

ROOM = Path(__file__).resolve().parent
DATA = ROOM / "data"

type Entry = dict[str, Any]


class ArchiveFault(ValueError):
    """A file of the archive is missing or does not follow its schema; the message names file, place and fault."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything in the files, as plain values; facts by file (a company's slug) and kind ("positions",
    "events" …).
    """

    outlets: list[Entry]
    organizations: list[Entry]
    people: list[Entry]
    files: dict[str, dict[str, list[Entry]]]

    def filed(self) -> Iterator[tuple[str, str, Entry]]:
        """Every fact with its file and its kind, file by file."""
        for company, kinds in self.files.items():
            for kind, entries in kinds.items():
                for entry in entries:
                    yield company, kind, entry

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every fact with its kind, kind by kind."""
        kinds = dict.fromkeys(kind for facts in self.files.values() for kind in facts)
        for kind in kinds:
            for facts in self.files.values():
                for entry in facts.get(kind, ()):
                    yield kind, entry


def names_of(organization: Entry) -> list[str]:
    """Today's name first, then earlier names and aliases."""
    dated = [one["name"] for one in reversed(organization["names"])]
    return [*dated, *organization.get("aliases", ())]


def read_archive(folder: Path = DATA) -> Archive:
    """Read and validate all files; raises ArchiveFault at the first that does not fit."""
    outlets = _read(folder / "outlets.yaml", "outlets_file")
    organizations, people = read_named(folder)
    facts = sorted((folder / "facts").glob("*.yaml"))
    return Archive(
        outlets,
        organizations,
        people,
        {path.stem: _read(path, "facts_file") for path in facts},
    )


def read_named(folder: Path = DATA) -> tuple[list[Entry], list[Entry]]:
    """The organizations and the people alone, read and validated likewise: a tenth of the work."""
    return (
        _read(folder / "organizations.yaml", "organizations_file"),
        _read(folder / "people.yaml", "people_file"),
    )


def _read(path: Path, definition: str) -> Any:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506
    except UnicodeDecodeError as error:
        raise ArchiveFault(f"{path.name} is no text in UTF-8: {error.reason}") from error
    except OSError as error:
        raise ArchiveFault(f"{path} cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ArchiveFault(f"{path.name}: {error}") from error
    fault = next(iter(_validator(definition).iter_errors(content)), None)
    if fault is not None:
        place = "/".join(str(step) for step in fault.absolute_path)
        raise ArchiveFault(f"{path.name} at {place or 'the top'}: {fault.message}")
    return content


def _loader() -> type:
    """The fast safe loader where libyaml is there, else the slow one."""
    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


@cache
def _validator(definition: str) -> Draft202012Validator:
    schema = json.loads((ROOM / "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})
