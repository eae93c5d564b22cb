"""Who may ask what of which address. What is not declared here fails: a new address gets its line.

A caller may do what those before it may. ``read`` is the lowest caller who may GET, ``write`` the lowest who may
POST; None: nobody may. PUT, PATCH and DELETE are nobody's, anywhere.
"""

from typing import NamedTuple

STRANGER, VIEWER, EDITOR, SENIOR, ADMIN = CALLERS = (
    "stranger",
    "viewer",
    "editor",
    "senior editor",
    "admin",
)


class Access(NamedTuple):
    read: str | None
    write: str | None = None


class Records(NamedTuple):
    """The admin's pages of one table."""

    view: str
    add: str | None = None
    change: str | None = None
    delete: str | None = None


OPEN = Access(STRANGER)
MISSING = Access("404", "404")
OWN = Access(VIEWER, VIEWER)
STAFF = Access(EDITOR, EDITOR)

#: Addresses by their name; by their route where they have none. A whole namespace as ``api:*``.
ADDRESSES: dict[str, Access] = {
    "healthz": OPEN,
    "readyz": OPEN,
    # pages
    "web:latest": OPEN,
    "web:moves": OPEN,
    "web:new-moves": OPEN,
    "web:people": OPEN,
    "web:person": OPEN,
    "web:companies": OPEN,
    "web:company": OPEN,
    "web:unit": OPEN,
    "web:company-chart": OPEN,
    "web:unit-chart": OPEN,
    "web:company-people": OPEN,
    "web:unit-people": OPEN,
    "web:flows": OPEN,
    "web:evidence": OPEN,
    "web:article": OPEN,
    "web:story": OPEN,
    "web:outlets": OPEN,
    "web:outlet": OPEN,
    "web:search": OPEN,
    "web:suggest": OPEN,
    "web:corrections": OPEN,
    "web:permalinks": Access(STRANGER, STRANGER),
    "web:permalink": OPEN,
    "web:how-we-count": OPEN,
    "web:how-good": OPEN,
    # pictures, share cards, and what other sites frame
    "web:career-picture": OPEN,
    "web:balance-picture": OPEN,
    "web:events-picture": OPEN,
    "web:company-chart-picture": OPEN,
    "web:unit-chart-picture": OPEN,
    "web:lineage-picture": OPEN,
    "web:unit-events-picture": OPEN,
    "web:unit-lineage-picture": OPEN,
    "web:flows-picture": OPEN,
    "web:months-picture": OPEN,
    "web:races-picture": OPEN,
    "web:latest-card": OPEN,
    "web:person-card": OPEN,
    "web:company-card": OPEN,
    "web:unit-card": OPEN,
    "web:flows-card": OPEN,
    "web:embed-person": OPEN,
    "web:embed-company": OPEN,
    "web:embed-unit": OPEN,
    "web:embed-company-chart": OPEN,
    "web:embed-unit-chart": OPEN,
    "web:ingest": Access(EDITOR, EDITOR),
    "web:reading": Access(EDITOR, EDITOR),
    "web:correct": Access(EDITOR, EDITOR),
    "web:review": Access(EDITOR),
    "web:review-claim": Access(EDITOR, EDITOR),
    "web:review-change": Access(None, EDITOR),
    "web:review-hold": Access(None, EDITOR),
    "web:review-undo": Access(None, EDITOR),
    "web:review-records": Access(EDITOR),
    "web:review-decisions": Access(EDITOR),
    "web:review-article": Access(EDITOR, EDITOR),
    # feeds and the API only read
    "feeds:*": OPEN,
    "api:*": OPEN,
    "api/^.*/$": MISSING,
    # one's own account
    "account_login": Access(STRANGER, STRANGER),
    "account_logout": Access(None, STRANGER),
    "account_home": Access(VIEWER),
    "account_views": OWN,
    "account_view": OWN,
    "account_reauthenticate": OWN,
    "account_change_password": OWN,
    "mfa_index": Access(VIEWER),
    "mfa_authenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": Access(VIEWER),
    "mfa_generate_recovery_codes": OWN,
    "mfa_list_webauthn": Access(VIEWER),
    "mfa_add_webauthn": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
    # the admin beside its tables; its own pages for signing in and for passwords only lead to ours
    "admin/login/": Access(None),
    "admin/logout/": OPEN,
    "admin/password_change/": OPEN,
    "admin:login": Access(None),
    "admin:logout": OPEN,
    "admin:password_change": OPEN,
    "admin:password_change_done": Access(EDITOR),
    "admin:index": STAFF,
    "admin:app_list": STAFF,
    "admin:autocomplete": Access(EDITOR),
    "admin:jsi18n": Access(EDITOR),
    "admin:view_on_site": STAFF,
    "admin/(?P<url>.*)$": STAFF,
    # merging, restoring, trying a policy
    "admin:people_person_merge": Access(SENIOR, SENIOR),
    "admin:companies_organization_merge": Access(SENIOR, SENIOR),
    "admin:claims_merge_undo": Access(None, SENIOR),
    "admin:people_person_restore": Access(None, EDITOR),
    "admin:companies_organization_restore": Access(None, EDITOR),
    "admin:claims_publicationpolicy_trial": Access(EDITOR),
    # tables in and out
    "admin:claims_claim_import": Access(SENIOR, SENIOR),
    "admin:claims_claim_process_import": Access(None, SENIOR),
    "admin:claims_claim_export": STAFF,
    "admin:people_person_import": Access(SENIOR, SENIOR),
    "admin:people_person_process_import": Access(None, SENIOR),
    "admin:people_person_export": STAFF,
    "admin:companies_organization_import": Access(SENIOR, SENIOR),
    "admin:companies_organization_process_import": Access(None, SENIOR),
    "admin:companies_organization_export": STAFF,
}

#: Tables in the admin, as ``app.model``.
TABLES: dict[str, Records] = {
    "people.person": Records(EDITOR, add=EDITOR, change=EDITOR, delete=ADMIN),
    "people.position": Records(EDITOR, change=SENIOR),
    "people.reportingline": Records(EDITOR, change=SENIOR),
    "people.founding": Records(EDITOR, change=SENIOR),
    "people.statement": Records(EDITOR, change=SENIOR),
    "people.move": Records(EDITOR),
    "companies.organization": Records(EDITOR, add=EDITOR, change=EDITOR, delete=ADMIN),
    "companies.orgevent": Records(EDITOR, change=SENIOR),
    "companies.stake": Records(EDITOR, change=SENIOR),
    "claims.claim": Records(EDITOR, add=EDITOR, change=EDITOR),
    "claims.publicationpolicy": Records(EDITOR, add=SENIOR, change=SENIOR, delete=SENIOR),
    "claims.merge": Records(EDITOR),
    "claims.takedown": Records(SENIOR, add=SENIOR, change=SENIOR),
    "news.outlet": Records(EDITOR, add=SENIOR, change=SENIOR, delete=ADMIN),
    "news.source": Records(EDITOR, add=SENIOR, change=SENIOR, delete=ADMIN),
    "news.article": Records(EDITOR, change=SENIOR),
    "news.intake": Records(EDITOR, change=EDITOR, delete=ADMIN),
    "auth.user": Records(ADMIN, add=ADMIN, change=ADMIN),
}

#: What stands in an address for a name or a number, by its converter.
SAMPLES = {
    "feed": "atom",
    "picture": "svg",
    "slug": "nobody",
    "int": "1",
    "path": "1",
    "event": "event-1",
    "str": "nobody",
}
#: What an address asks for beside itself.
QUERIES = {
    "admin:autocomplete": "?term=a&app_label=claims&model_name=claim&field_name=person",
}
