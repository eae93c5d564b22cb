"""Pictures of every page of a running site, wide and narrow, light and dark: ``make screenshots``."""

import argparse
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

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
    "outlet": "/outlets/financial-times/",
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
#: The pictures that the README and the docs show: the first screen of the page, wide and light.
SHOWN = ("latest", "moves", "person", "company", "org-chart")
WIDTHS = (1440, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def shoot(site: str, into: Path, docs: Path) -> int:
    """Write the pictures; returns how many. A page that does not answer ends it with an error."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium for the pictures: run `apt-get install chromium`.")
    into.mkdir(parents=True, exist_ok=True)
    written = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                written += _shoot_all(browser, site, into, docs, width, scheme)
        browser.close()
    return written


def _shoot_all(
    browser: Browser,
    site: str,
    into: Path,
    docs: Path,
    width: int,
    scheme: Literal["light", "dark"],
) -> int:
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": 1000}, color_scheme=scheme
    )
    page = context.new_page()
    for name, address in PAGES.items():
        answer = page.goto(address)
        if answer is None or answer.status >= 500:
            raise SystemExit(f"{address} does not answer: is the archive loaded at {site}?")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=into / f"{name}-{width}-{scheme}.png", full_page=True)
        if name in SHOWN and (width, scheme) == (WIDTHS[0], "light"):
            page.screenshot(path=docs / f"{name}.png")
    context.close()
    return len(PAGES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the site runs")
    parser.add_argument("--into", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--docs", type=Path, default=Path("docs/img"))
    asked = parser.parse_args()
    sys.stdout.write(f"{shoot(asked.site, asked.into, asked.docs)} pictures in {asked.into}\n")


if __name__ == "__main__":
    main()
