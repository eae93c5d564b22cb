"""Who and what the findings of one article mean, decided over the whole article at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from companies.models import UNIT_KINDS, Organization
from people.models import Person
from tracker.claims.identity.dossiers import Kinship
from tracker.claims.identity.kept import to_keep
from tracker.claims.identity.organizations import Organizations
from tracker.claims.identity.people import People, PersonMention
from tracker.claims.models import ClaimType
from tracker.extraction import Finding
from tracker.kernel.plain_names import plain
from tracker.news.models import Article

UNIT_CHANGES = frozenset(
    {
        ClaimType.UNIT_CREATED,
        ClaimType.UNIT_RENAMED,
        ClaimType.UNIT_MERGED,
        ClaimType.UNIT_DISSOLVED,
    }
)
#: Under which word each type names its other organization.
_OTHER = {
    ClaimType.JOINED: "from_org",
    ClaimType.LEFT: "to_org",
    ClaimType.STAKE: "target",
    ClaimType.FUNDING: "lead",
}
_INTO = frozenset({ClaimType.UNIT_RENAMED, ClaimType.UNIT_MERGED})
NEEDS_PERSON = frozenset(
    {
        ClaimType.JOINED,
        ClaimType.LEFT,
        ClaimType.ROLE,
        ClaimType.FOUNDED,
        ClaimType.REPORTS_TO,
        ClaimType.STATEMENT,
    }
)
_ARRIVING = frozenset({ClaimType.JOINED, ClaimType.FOUNDED})


@dataclass(slots=True)
class Meant:
    """The records of one finding, why some could not be told, and what is kept of each mention."""

    organization: Organization | None = None
    unit: Organization | None = None
    other: Organization | None = None
    person: Person | None = None
    manager: Person | None = None
    person_is_new: bool = False
    unresolved: list[str] = field(default_factory=list)
    kept: dict[str, object] = field(default_factory=dict)


class Mentions:
    """The mentions of an article's findings. The order of the findings makes no difference."""

    def __init__(self, article: Article, findings: Sequence[Finding]) -> None:
        kinship = Kinship()
        people = [
            name for one in findings for word in ("person", "manager") if (name := said(one, word))
        ]
        self._organizations = Organizations(article, people=people, kinship=kinship)
        self._people = People(article, kinship)
        self._read_organizations(findings)
        meant = [(one, self._organizations_of(one)) for one in findings]
        mentions = [mention for one, of in meant for _, mention in _person_mentions(one, of)]
        self._answers = self._people.resolve_all(mentions, named=self._organizations.named)

    def of(self, finding: Finding) -> Meant:
        """The records that ``finding`` speaks of."""
        kind = ClaimType(finding.type)
        meant = self._organizations_of(finding)
        if kind in NEEDS_PERSON and not said(finding, "person") and not meant.unresolved:
            meant.unresolved.append("The text names nobody.")
        for word, mention in _person_mentions(finding, meant):
            found = self._answers[mention]
            if found.record is None:
                meant.unresolved.append(found.reason)
            if word == "manager":
                meant.manager = found.record
            elif kind in NEEDS_PERSON:
                meant.person, meant.person_is_new = found.record, found.new
            else:
                meant.person_is_new = found.new
                continue
            meant.kept[word] = to_keep(mention.name, found, record=found.record)
        return meant

    # ── organizations ────────────────────────────────────────────────────────────────────────────

    def _read_organizations(self, findings: Sequence[Finding]) -> None:
        """Companies whose units are named, then those units, then everything else: a unit that the
        text makes may be meant by its name alone further on.
        """
        with_units = [one for one in findings if said(one, "unit") or said(one, "into")]
        self._organizations.read(said(one, _owner(one)) for one in with_units)
        for one in sorted(with_units, key=_by_unit):
            self._organizations_of(one)
        self._organizations.read(name for one in findings for name in _company_names(one))

    def _organizations_of(self, finding: Finding) -> Meant:
        """Company and unit of the finding, and its other organization; a unit's name alone gives its
        company too.
        """
        meant = Meant()
        kind = ClaimType(finding.type)
        self._owner_of(finding, kind, meant)
        self._other_of(finding, kind, meant)
        return meant

    def _owner_of(self, finding: Finding, kind: ClaimType, meant: Meant) -> None:
        name = said(finding, _owner(finding))
        if not name:
            if kind not in {ClaimType.FOUNDED, ClaimType.STATEMENT}:
                meant.unresolved.append("The text names no organization.")
            return
        found = self._organizations.resolve(name)
        if found.record is None:
            meant.unresolved.append(found.reason)
            meant.kept["organization"] = to_keep(name, found, record=None)
            return
        meant.organization = found.record
        if found.record.is_unit and kind is not ClaimType.FOUNDED:
            meant.unit, meant.organization = found.record, found.record.company
        named = "organization" if meant.unit is None else "unit"
        meant.kept[named] = to_keep(name, found, record=found.record)
        unit_name = said(finding, "unit")
        if unit_name and kind is not ClaimType.FOUNDED:
            unit = self._organizations.unit(unit_name, meant.organization)
            meant.unit = unit.record or meant.unit
            if unit.record is not None or "unit" not in meant.kept:
                meant.kept["unit"] = to_keep(unit_name, unit, record=meant.unit)
            if unit.record is None and kind in UNIT_CHANGES:
                meant.unresolved.append(unit.reason)

    def _other_of(self, finding: Finding, kind: ClaimType, meant: Meant) -> None:
        if kind in _INTO:
            name = said(finding, "into")
            if name and meant.organization is not None:
                into = self._organizations.unit(name, meant.organization)
                meant.other = into.record
                meant.kept["other"] = to_keep(name, into, record=into.record)
            return
        name = said(finding, _OTHER.get(kind, ""))
        if not name:
            return
        found = self._organizations.resolve(name)
        if found.record is None:
            if kind is ClaimType.STAKE:
                meant.unresolved.append(found.reason)
        else:
            unit = found.record.kind in UNIT_KINDS
            meant.other = found.record.company if unit else found.record
        meant.kept["other"] = to_keep(name, found, record=meant.other)


def said(finding: Finding, word: str) -> str:
    """What the finding says under ``word``; empty for nothing."""
    return str(finding.values.get(word) or "") if word else ""


def _owner(finding: Finding) -> str:
    return "acquirer" if ClaimType(finding.type) is ClaimType.STAKE else "org"


def _company_names(finding: Finding) -> Iterable[str]:
    yield said(finding, _owner(finding))
    yield said(finding, _OTHER.get(ClaimType(finding.type), ""))


def _by_unit(finding: Finding) -> tuple[object, ...]:
    """Units that are made before those that are only named; then by name."""
    made = ClaimType(finding.type) in UNIT_CHANGES
    return (not made, plain(said(finding, "unit")), plain(said(finding, "into")), finding.start)


def _person_mentions(finding: Finding, meant: Meant) -> Iterable[tuple[str, PersonMention]]:
    kind = ClaimType(finding.type)
    at = meant.organization if meant.unit is None else meant.unit
    name = said(finding, "person")
    if name:
        yield "person", mention_of(kind, name, finding.values, at, meant.other)
    manager = said(finding, "manager")
    if manager:
        yield "manager", PersonMention(manager, at)


def mention_of(
    kind: ClaimType,
    name: str,
    values: Mapping[str, object],
    at: Organization | None,
    other: Organization | None,
) -> PersonMention:
    """What a finding says of the person it is about; only a hire or a departure has two ends."""
    moves = kind in {ClaimType.JOINED, ClaimType.LEFT}
    title = str(values.get("title") or "")
    return PersonMention(name, at, other if moves else None, title, kind in _ARRIVING)
