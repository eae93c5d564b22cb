"""The names that are kept of an organization beside the one it has today."""

from companies.models import Organization, OrganizationName


def keep_names(organization: Organization, *names: str, alias: bool = False) -> None:
    """Let each of ``names`` be one it has or had, or an alias; those on record stay as they are."""
    held = set(organization.names.values_list("name", flat=True))
    OrganizationName.objects.bulk_create(
        [
            OrganizationName(organization=organization, name=name, alias=alias)
            for name in dict.fromkeys(names)
            if name and name not in held
        ]
    )
