"""Pictures of every page of a running site, wide and narrow, light and dark: ``make screenshots``."""

import argparse
import os
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import find_chromium

PAGES = {
    "latest": "/",
    "moves": "/moves/?company=meta&since=2025",
    "people": "/people/",
    "person": "/people/yann-lecun/",
    "companies": "/companies/",
    "company": "/companies/meta/",
    "company-people": "/companies/meta/people/",
    "unit": "/companies/meta/units/meta-fair/",
    "org-chart": "/companies/meta/chart/?as_of=2025-11-01&compare=2025-06-01",
    "unit-chart": "/companies/meta/units/meta-fair/chart/?as_of=2023-06-01",
    "flows": "/flows/",
    "flows-matrix": "/flows/?view=matrix",
    "outlets": "/outlets/",
    "outlet": "/outlets/bloomberg/",
    "search": "/search/?q=lecun",
    "corrections": "/corrections/",
    "keep-a-page": "/permalinks/?page=/people/yann-lecun/",
    "embedded-timeline": "/embed/people/yann-lecun/",
    "embedded-chart": "/embed/companies/meta/chart/?as_of=2025-11-01",
    "api": "/api/docs/",
    "how-we-count": "/how-we-count/",
    "how-good": "/how-good-is-this/",
    "sign-in": "/accounts/login/",
    "not-found": "/nowhere/",
}
#: The one page that is not there.
MISSING = "not-found"
#: What an admin is shown beside.
EDITORS = {
    "account": "/accounts/",
    "views": "/accounts/views/",
    "second-factor": "/accounts/2fa/",
    "review": "/review/",
    "decisions": "/review/decisions/",
    "ingest": "/ingest/",
    "correct": "/correct/position/1/",
    "admin": "/admin/",
    "admin-people": "/admin/people/person/",
    "admin-person": "/admin/people/person/1/change/",
    "admin-history": "/admin/people/person/1/history/",
    "admin-merge": "/admin/people/person/1/merge/",
    "admin-position": "/admin/people/position/1/change/",
    "admin-organization": "/admin/companies/organization/1/change/",
    "admin-claims": "/admin/claims/claim/",
    "admin-import": "/admin/people/person/import/",
    "admin-policy": "/admin/claims/publicationpolicy/1/change/",
    "admin-trial": "/admin/claims/publicationpolicy/1/trial/",
    "admin-takedown": "/admin/claims/takedown/add/",
    "admin-merges": "/admin/claims/merge/",
    "admin-source": "/admin/news/source/add/",
    "admin-users": "/admin/auth/user/",
}
#: The pictures that the README and the docs show: the first screen of the page, wide and light.
SHOWN = ("latest", "moves", "person", "company", "org-chart")
WIDTHS = (1440, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def shoot(site: str, into: Path, docs: Path, admin: tuple[str, str] | None = None) -> int:
    """Write the pictures; returns how many. A page that does not answer ends it with an error.

    ``admin`` is a name and password: with them the editors' pages are pictured, too.
    """
    chromium = find_chromium(to_look_at=True)
    if chromium is None:
        raise SystemExit("No Chromium for the pictures: run `apt-get install chromium`.")
    into.mkdir(parents=True, exist_ok=True)
    written = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    base_url=site,
                    viewport={"width": width, "height": 1000},
                    color_scheme=scheme,
                    locale="en-GB",
                )
                shown = docs if (width, scheme) == (WIDTHS[0], "light") else None
                written += _shoot_all(context.new_page(), PAGES, f"{width}-{scheme}", into, shown)
                if admin:
                    page = _signed_in(context, *admin)
                    written += _shoot_all(page, EDITORS, f"{width}-{scheme}", into, None)
                context.close()
        browser.close()
    return written


def _signed_in(context: BrowserContext, name: str, password: str) -> Page:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("networkidle")
    if "/login/" in page.url or "/password/" in page.url:
        raise SystemExit(f"{name} could not be signed in, or has a one-time password still.")
    return page


def _shoot_all(page: Page, pages: dict[str, str], kind: str, into: Path, shown: Path | None) -> int:
    for name, address in pages.items():
        answer = page.goto(address)
        if answer is None or answer.ok is (name == MISSING):
            status = answer.status if answer else "nothing"
            raise SystemExit(f"{address} answers {status}: is the archive loaded?")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=into / f"{name}-{kind}.png", full_page=True)
        if shown and name in SHOWN:
            page.screenshot(path=shown / f"{name}.png")
    return len(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the site runs")
    parser.add_argument("--into", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--docs", type=Path, default=Path("docs/img"))
    parser.add_argument(
        "--name", help="an admin, for the editors' pages; PASSWORD has the password"
    )
    asked = parser.parse_args()
    admin = (asked.name, os.environ["PASSWORD"]) if asked.name else None
    written = shoot(asked.site, asked.into, asked.docs, admin)
    sys.stdout.write(f"{written} pictures in {asked.into}\n")


if __name__ == "__main__":
    main()
