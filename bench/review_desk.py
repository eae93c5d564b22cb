"""The work that `bench.review` measures: needs servers and a Django that is set up."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

from django.contrib.auth.models import User
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from tests.browser import find_chromium
from tests.claims.scene import claim
from tests.claims.waiting import article, waiting
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.review.queue import in_order
from tracker.claims.review.queue import waiting as waiting_claims
from tracker.claims.review.trial import try_acceptance
from tracker.claims.settling.settle import settle_everything

BAR = 300
PAUSE = 0.4
KEYS = "aaxar"


def quantiles(times: list[float]) -> str:
    ranked = sorted(times)
    middle, late = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
    return f"p50 {middle:6.0f} ms   p95 {late:6.0f} ms   most {ranked[-1]:6.0f} ms"


def measure(claims: int, queue: int) -> None:

    class Site(StaticLiveServerTestCase):
        """Django's own live server, without its tests."""

    connection.creation.create_test_db(verbosity=0)
    editor = UserFactory.create(is_staff=True, password="bench-only-passphrase")
    fill(queue)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{queue:,} claims wait; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    tell_processor_times(editor, claims)
    Site.setUpClass()
    try:
        with sync_playwright() as playwright:
            sandbox = [] if os.geteuid() else ["--no-sandbox"]
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=sandbox)
            page = browser.new_page(base_url=Site.live_server_url)
            page.goto("/accounts/login/?next=/review/")
            page.get_by_label("Name").fill(editor.username)
            page.get_by_label("Password").fill("bench-only-passphrase")
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_selector("#decide")
            page.evaluate(WATCH)
            for title, pause in (("with a pause", PAUSE), ("without", 0.0)):
                work(page, claims, pause)
                for what in ("shown", "stored"):
                    times = page.evaluate(f"() => window.bench.{what}.splice(0)")
                    within = sum(time <= BAR for time in times) / len(times)
                    print(f"{title:12} {what:6} {quantiles(times)}   within {BAR} ms: {within:.0%}")
            browser.close()
    finally:
        Site.tearDownClass()


WATCH = """() => {
  window.bench = { shown: [], stored: [] };
  const keys = [];
  let at = 0;
  document.addEventListener("keydown", () => { at = performance.now(); keys.push(at); }, true);
  new MutationObserver(() => {
    const desk = document.getElementById("desk");
    if (desk && desk.dataset.claim !== window.bench.last && at) {
      requestAnimationFrame(() => window.bench.shown.push(performance.now() - at));
    }
    window.bench.last = desk?.dataset.claim;
  }).observe(document.querySelector("main"), { childList: true });
  window.bench.last = document.getElementById("desk").dataset.claim;
  document.addEventListener("review:stored", () => {
    window.bench.stored.push(performance.now() - keys.shift());
  });
}"""


def work(page: Page, claims: int, pause: float) -> None:
    for number in range(claims):
        here = page.locator("#desk").get_attribute("data-claim")
        page.keyboard.press(KEYS[number % len(KEYS)])
        page.locator(f"#desk:not([data-claim='{here}'])").wait_for()
        page.wait_for_timeout(pause * 1000)
    page.wait_for_load_state("networkidle")


def fill(queue: int) -> None:
    """Claims on a quarter as many people, each with a post on record, in articles of three."""

    for number in range(queue // 4):
        who, at = f"person-{number}", f"firm-{number % 40}"
        claim("joined", "done", "2023-05-01", who=who, at=at, title="engineer", on="2023-05-01")
    settle_everything()
    for number in range(0, queue, 3):
        text = article(
            f"Person {number} has joined Kiln.", published=f"2025-{number % 12 + 1:02}-03"
        )
        for nth in range(3):
            person = (number + nth) % (queue // 4)
            kind, status = (("joined", "done"), ("left", "reported"), ("role", "announced"))[nth]
            at = f"firm-{person % 40}" if kind == "left" else f"firm-{(person + 7) % 40}"
            waiting(kind, status, of=text, who=f"person-{person}", at=at, title="chief engineer")


def tell_processor_times(editor: User, claims: int) -> None:
    """What the server works for one claim, here and in PostgreSQL: what else the machine does does not count."""
    site = Client(headers={"HX-Request": "true"})
    site.force_login(editor)
    order = list(in_order(waiting_claims())[: 3 * claims])
    tried, seen, decided = order[:claims], order[claims : 2 * claims], order[2 * claims :]

    def look(one: Claim) -> None:
        site.get(f"/review/?after={one.pk}")

    def accept(one: Claim) -> None:
        site.post(f"/review/{one.pk}/", {"do": "accept", "key": "a"})

    rows: list[tuple[str, Callable[[Claim], object], list[Claim]]] = [
        ("trial", try_acceptance, tried),
        ("next claim", look, seen),
        ("decision", accept, decided),
    ]
    for name, work_on, ones in rows:
        begun, behind = process_time(), behind_the_connection()
        for one in ones:
            work_on(one)
        mine = (process_time() - begun) * 1000 / len(ones)
        theirs = (behind_the_connection() - behind) * 1000 / len(ones)
        print(f"processor   {name:10} {mine:4.0f} ms + {theirs:3.0f} ms in PostgreSQL")


def behind_the_connection() -> float:
    """Seconds that the server's process of this connection has worked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
