"""How long pages take at the size of a whole industry, and how many queries each asks.

`make bench-pages`, or `uv run python -m bench.pages [--people 200000] [--moves 1000000] [--clients 4] [--rounds 25]
[--only WORDS] [--keep FOLDER]`. It fills a database of its own as `bench/read.py` does, starts the web server as
`make run` starts it, and has so many clients at once ask for one page after the other, after as many rounds that do
not count. Of many people and companies the first is asked for twice as often as the second, and so on (Zipf), as readers
do. Printed for each page, without and with `known_on`: the median and the 95th percentile of what a client
waits, in milliseconds, which is short where the process remembers the page; what of the processor's time it takes to
write it, in Python and in PostgreSQL, which a busy machine does not stretch; and how many queries that asks. The bars
are 100 ms and twelve queries; what exceeds one is marked.
`--keep` leaves the database in a folder, and takes what an earlier run left there.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from time import process_time

from bench.read import DAY, fill, vacuum

#: What a page may take: milliseconds for 95 of 100, and queries.
MOST_MS, MOST_QUERIES = 100, 12
#: As many answers as the processor's time is taken of.
AT_WORK = 5
#: How many different people and companies pages are asked of.
SEVERAL = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One page by its name; ``at`` is its address in a round. ``reader``: as somebody signed in sees it."""

    name: str
    at: Callable[[int], str]
    reader: bool = False

    def address(self, nth: int, *, known_on: bool) -> str:
        address = self.at(nth)
        if not known_on:
            return address
        return f"{address}{'&' if '?' in address else '?'}known_on={DAY}"


def often(nth: int, many: int) -> int:
    """Which of ``many`` is asked for in a round: the first twice as often as the second, and so on."""
    shares = list(accumulate(1 / rank for rank in range(1, many + 1)))
    return bisect(shares, Random(nth).random() * shares[-1])


def pages() -> list[Page]:
    """The pages that are timed."""
    from companies.models import Organization
    from people.models import Person

    small = list(
        Organization.objects.filter(parent=None)
        .order_by("-pk")
        .values_list("slug", flat=True)[:SEVERAL]
    )
    people = list(Person.objects.order_by("pk").values_list("slug", "name")[:SEVERAL])

    def still(name: str, address: str, *, reader: bool = False) -> Page:
        return Page(name, lambda _: address, reader)

    def person(nth: int) -> tuple[str, str]:
        return people[often(nth, len(people))]

    return [
        still("front page", "/"),
        still("moves", "/moves/"),
        still("moves, signed in", "/moves/", reader=True),
        still("moves, a company's name, signed in", "/moves/?q=Company+77", reader=True),
        still("moves, no such word", "/moves/?q=zzyzxq"),
        still("moves, a frequent title", "/moves/?q=engineer"),
        still("moves, two words of a title", "/moves/?q=VP+research"),
        Page("moves, a name", lambda nth: f"/moves/?q={person(nth)[1].replace(' ', '+')}"),
        Page("moves, a name and a title", lambda nth: f"/moves/?q={person(nth)[1][:6]}+engineer"),
        still("moves, a company's name", "/moves/?q=Company+77"),
        still("moves, two letters", "/moves/?q=en"),
        still("moves, hot company", "/moves/?company=company-1"),
        still("moves, hot company, a title", "/moves/?company=company-1&q=director"),
        still("moves, one year", "/moves/?since=2020&until=2020"),
        still("moves, by person", "/moves/?ordering=person"),
        still("moves, by company", "/moves/?ordering=to_company"),
        still("moves, departures", "/moves/?kind=departure"),
        Page("person", lambda nth: f"/people/{person(nth)[0]}/"),
        still("hot company", "/companies/company-1/"),
        still("hot company, signed in", "/companies/company-1/", reader=True),
        still("hot company beside another day", "/companies/company-1/?compare=2024-06-01"),
        Page("some company", lambda nth: f"/companies/{small[often(nth, len(small))]}/"),
        Page(
            "some company, signed in",
            lambda nth: f"/companies/{small[often(nth, len(small))]}/",
            reader=True,
        ),
        still("unit of the hot company", "/companies/company-1/units/lab-40/"),
        still("hot company, people", "/companies/company-1/people/"),
        still("chart, hot company", "/companies/company-1/chart/"),
        Page(
            "chart, some company", lambda nth: f"/companies/{small[often(nth, len(small))]}/chart/"
        ),
        still("chart of two days, hot company", "/companies/company-1/chart/?compare=2024-06-01"),
        still("flows", "/flows/"),
        still("flows, hot company", "/flows/?pick=company-1"),
        still("flows, split by rank", "/flows/?split=rank"),
        still("people", "/people/"),
        still("companies", "/companies/"),
        Page("search, a name", lambda nth: f"/search/?q={person(nth)[1].replace(' ', '+')}"),
        still("search, no such word", "/search/?q=zzyzxq"),
        still("corrections", "/corrections/"),
        still("outlets", "/outlets/"),
    ]


def cost(page: Page, cookies: dict[str, str], *, known_on: bool) -> tuple[int, float]:
    """How many queries it takes to write a page that has been asked for before, and the processor's time for it, in
    milliseconds; raises ValueError where it does not answer.
    """
    from django.test.utils import override_settings

    with override_settings(REMEMBERED_BYTES=0):
        return _written(page, cookies, known_on=known_on)


def _written(page: Page, cookies: dict[str, str], *, known_on: bool) -> tuple[int, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.settling import backend_seconds

    reader = Client(headers={"host": "127.0.0.1"})
    if page.reader:
        reader.cookies.load(cookies)
    address = page.address(0, known_on=known_on)
    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address} answers {answer.status_code}")
    number = len(asked)  # the next request forgets them
    began = process_time() + backend_seconds()
    for _ in range(AT_WORK):
        reader.get(address)
    return number, (process_time() + backend_seconds() - began) * 1000 / AT_WORK


def waits(
    page: Page, port: int, cookies: dict[str, str], *, known_on: bool, clients: int, rounds: int
) -> list[float]:
    """How long each of the clients waits each time, in milliseconds, sorted."""
    headers = {"Accept-Encoding": "gzip"}
    if page.reader:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def one(client: int) -> list[float]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        found = []
        for nth in range(2 * rounds):
            began = time.perf_counter()
            line.request(
                "GET", page.address(client * 2 * rounds + nth, known_on=known_on), headers=headers
            )
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise ValueError(f"{page.name} answers {answer.status}")
            found.append((time.perf_counter() - began) * 1000)
        line.close()
        return found[rounds:]

    with ThreadPoolExecutor(clients) as pool:
        return sorted(wait for found in pool.map(one, range(clients)) for wait in found)


def of(sorted_waits: list[float], share: float) -> float:
    """The percentile ``share`` of waits."""
    return sorted_waits[min(len(sorted_waits) - 1, int(len(sorted_waits) * share))]


def signed_in() -> dict[str, str]:
    """The cookies of a reader who is signed in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    user, _ = get_user_model()._default_manager.get_or_create(
        username="reader", email="reader@example.org"
    )
    client = Client()
    client.force_login(user)
    return {name: cookie.value for name, cookie in client.cookies.items()}


@contextmanager
def served() -> Iterator[int]:
    """The web server as `make run` starts it, on a port of its own, while this lasts."""
    from tracker.stack.supervisor import WEB_THREADS, WEB_WORKERS, parts_of_the_site

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    web = parts_of_the_site(
        host="127.0.0.1",
        port=port,
        workers=WEB_WORKERS,
        threads=WEB_THREADS,
        readers=1,
        schedule="",
    )[0]
    process = subprocess.Popen(web.command, env={**os.environ, **web.changes})
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def run(only: str, clients: int, rounds: int) -> None:
    cookies = signed_in()
    print(f"{clients} clients, {rounds} rounds\n")
    print(f"{'':36} {'now':^36} {'known_on':^36}")
    print(f"{'page':36} " + f"{'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8} {'queries':>8}    " * 2)
    with served() as port:
        for page in pages():
            if only not in page.name:
                continue
            print(f"{page.name:36} ", end="", flush=True)
            for known_on in (False, True):
                asked, own = cost(page, cookies, known_on=known_on)
                found = waits(
                    page, port, cookies, known_on=known_on, clients=clients, rounds=rounds
                )
                worst = of(found, 0.95)
                mark = "*" if worst > MOST_MS or asked > MOST_QUERIES else " "
                line = f"{of(found, 0.5):8.1f} {worst:8.1f} {own:8.1f} {asked:8} {mark}  "
                print(line, end="", flush=True)
            print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--moves", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    os.environ.update(SECRET_KEY="for a bench only, never for a site", DEBUG="0", HTTPS="0")
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)

    from tracker import env
    from tracker.stack.folder import Var
    from tracker.stack.session import Session

    folder = given.keep or Path(tempfile.mkdtemp(prefix="reshuffle-bench-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)  # root's PostgreSQL is not root
    var = Var(folder)
    var.prepare()
    session = Session(var, ("postgres", "valkey"), scratch=given.keep is None)
    try:
        env.put(session.join())
        env.put({"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"})
        import django

        django.setup()
        from django.core.management import call_command

        from people.models import Move

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Move.objects.exists():
            fill(given.people, given.moves)
        vacuum()  # of a folder that was kept, too: migrating may have written tables anew
        print(f"{given.people:,} people, {given.moves:,} moves asked for", end="; ")
        run(given.only, given.clients, given.rounds)
    finally:
        session.leave()
        if given.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
