"""How fast the read side answers on many people, and whether its lists use their indexes.

`make bench-read`, or `uv run python -m bench.read [--people 20000] [--moves 100000] [--rounds 40]`. It fills a database of
its own on embedded servers, which go when it ends, with made-up people whose moves gather at few companies, as real
ones do. Printed are the median and the 99th percentile of each question, database and Python together, in one process;
what of it is Python's own work, which a busy machine does not stretch; and the tables of facts that the question reads
from end to end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

DAY = date(2025, 6, 1)
#: Tables of facts, which a list never reads whole.
FACTS = ("people_position", "people_move", "people_reportingline", "people_movestate")

# Companies grow by a power law: the first is the hot one. A position lasts until the person's next move.
_FILL = """
-- Triggers write a history line by line; the history of moves is filled at once below.
SET session_replication_role = replica;
SELECT setseed(0.42);
CREATE TEMP TABLE jump AS
SELECT g, p, c, d, lag(c) OVER w AS origin, lead(d) OVER w AS until,
       row_number() OVER (PARTITION BY c ORDER BY d, g) AS nth
FROM (
    SELECT g, 1 + floor(%(people)s * random())::int AS p,
           1 + floor(%(companies)s * power(random(), 3))::int AS c,
           date '2008-01-01' + floor(6300 * sqrt(random()))::int AS d
    FROM generate_series(1, %(moves)s) g
) made
WINDOW w AS (PARTITION BY p ORDER BY d, g);
DELETE FROM jump WHERE until <= d OR origin = c;
INSERT INTO companies_organization (id, slug, name, description, kind, country, website, wikidata, stub, hidden)
SELECT g, 'company-' || g, 'Company ' || g, '', 'company', '', '', '', false, false
FROM generate_series(1, %(companies)s) g;
INSERT INTO companies_organization
    (id, slug, name, description, kind, parent_id, country, website, wikidata, stub, hidden)
SELECT %(companies)s + g, 'lab-' || g, 'Lab ' || g, '', 'lab', 1 + g %% 40, '', '', '', false, false
FROM generate_series(1, 800) g;
INSERT INTO people_person (id, slug, name, wikidata, orcid, stub, hidden)
SELECT g, 'person-' || g,
       initcap(substr(md5(g::text), 1, 6)) || ' ' || initcap(substr(md5('x' || g), 1, 8)), '', '', false, false
FROM generate_series(1, %(people)s) g;
INSERT INTO people_position
    (id, person_id, organization_id, unit_id, title, role, seniority, interim, exclusive, start, "end", end_state,
     start_status, end_status, disputed, confirmed_last, start_origins, start_first_outlet, start_first_on,
     end_origins, end_first_outlet, hidden, withdrawn)
SELECT g, p, c, CASE WHEN c <= 40 THEN %(companies)s + 40 * (g %% 20) + CASE WHEN c = 1 THEN 40 ELSE c - 1 END END,
       (ARRAY['Engineer', 'Researcher', 'Director', 'VP of research', 'CTO'])[1 + g %% 5],
       'staff', (ARRAY[1, 1, 3, 4, 5])[1 + g %% 5], false, true, daterange(d, d + 1),
       CASE WHEN until IS NOT NULL THEN daterange(until, until + 1) END,
       CASE WHEN until IS NOT NULL THEN 'known' ELSE 'open' END, 'done',
       CASE WHEN until IS NOT NULL THEN 'done' ELSE '' END, false, coalesce(until - 1, date '2025-05-01'),
       1, 'ledger', d, 0, '', false, false
FROM jump;
INSERT INTO people_move
    (id, person_id, arrival_id, kind, status, from_company_id, to_company_id, unit_id, title, former_title, seniority,
     happened, sort_on, link, disputed, origins, first_outlet, first_on, withdrawn, hidden)
SELECT g, p, g, 'hire', 'done', origin, c,
       (SELECT unit_id FROM people_position post WHERE post.id = g),
       (ARRAY['Engineer', 'Researcher', 'Director', 'VP of research', 'CTO'])[1 + g %% 5], '',
       (ARRAY[1, 1, 3, 4, 5])[1 + g %% 5], daterange(d, d + 1), d,
       CASE WHEN origin IS NULL THEN '' ELSE 'stated' END, false, 1, 'ledger', d, false, false
FROM jump;
INSERT INTO people_moveevent
    (pgh_created_at, pgh_label, pgh_obj_id, id, person_id, kind, status, from_company_id, to_company_id, title,
     former_title, happened, link, withdrawn, hidden)
SELECT first_on, 'insert', id, id, person_id, kind, status, from_company_id, to_company_id, title, former_title,
       happened, link, withdrawn, hidden
FROM people_move ORDER BY first_on;
INSERT INTO people_movestate
    (move_id, kind, status, from_company_id, to_company_id, unit_id, title, former_title, seniority, happened, sort_on, link,
     disputed, origins, first_outlet, first_on, known)
SELECT id, kind, status, from_company_id, to_company_id, unit_id, title, former_title, seniority, happened, sort_on,
       link, disputed, origins, first_outlet, first_on, daterange(first_on, NULL)
FROM people_move;
INSERT INTO people_positionstate
    (position_id, unit_id, title, role, seniority, interim, exclusive, start, "end", end_state, start_status,
     end_status, disputed, confirmed_last, start_origins, start_first_outlet, start_first_on, end_origins,
     end_first_outlet, known)
SELECT id, unit_id, title, role, seniority, interim, exclusive, start, "end", end_state, start_status, end_status,
       disputed, confirmed_last, start_origins, start_first_outlet, start_first_on, end_origins, end_first_outlet,
       daterange(start_first_on, NULL)
FROM people_position;
INSERT INTO people_reportingline
    (person_id, manager_id, organization_id, kind, start, "end", end_state, start_status, end_status, disputed,
     confirmed_last, start_origins, start_first_outlet, end_origins, end_first_outlet, hidden, withdrawn)
SELECT one.p, boss.p, one.c, 'solid', daterange(one.d, one.d + 1),
       CASE WHEN one.until IS NOT NULL THEN daterange(one.until, one.until + 1) END,
       CASE WHEN one.until IS NOT NULL THEN 'known' ELSE 'open' END, 'done',
       CASE WHEN one.until IS NOT NULL THEN 'done' ELSE '' END, false, coalesce(one.until - 1, date '2025-05-01'),
       1, 'ledger', 0, '', false, false
FROM jump one JOIN jump boss ON boss.c = one.c AND boss.nth = (one.nth + 5) / 7
WHERE one.nth > 1 AND one.p <> boss.p;
RESET session_replication_role;
ANALYZE;
"""


def fill(people: int, moves: int) -> None:
    """People, companies with labs, positions, moves, their states and reporting lines."""
    from django.db import connection

    from people.tallying import recount_tallies

    sizes = {"people": people, "companies": max(50, people // 40), "moves": moves}
    with connection.cursor() as cursor:
        cursor.execute(_FILL % sizes)
        recount_tallies()
        cursor.execute("ANALYZE people_movetally, people_knowntally")


def vacuum() -> None:
    """What autovacuum does in its time: indexes answer alone only for what was vacuumed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def questions() -> dict[str, Callable[[int], object]]:
    """What is asked, by name; each is told which round it is."""
    from django.utils import timezone

    from companies.models import Organization
    from people.models import Person
    from tracker.timeline.between import Between, bands_between
    from tracker.timeline.chronicle import Asked, company_strands, person_strands, weave
    from tracker.timeline.company_page import company_page
    from tracker.timeline.flows import FlowFilter, flows
    from tracker.timeline.leaders import leaders_of
    from tracker.timeline.move_counts import count_moves, count_units
    from tracker.timeline.move_pages import page_of_moves
    from tracker.timeline.moves import MoveFilter
    from tracker.timeline.newest import newest_moves
    from tracker.timeline.org_chart import org_chart
    from tracker.timeline.org_diff import org_diff
    from tracker.timeline.people import person_timeline
    from tracker.timeline.search import search
    from tracker.timeline.search_page import search_page, suggestions

    hot = Organization.objects.get(pk=1)
    lab = Organization.objects.filter(parent=hot).order_by("pk")[0].slug
    some = list(Person.objects.order_by("pk")[:200])
    names = [person.name for person in some]
    small = list(Organization.objects.filter(parent=None).order_by("-pk")[:200])

    years = Between(since=2023, until=2025)
    last_years = replace(years, picked=hot.slug, until_day=DAY, known_on=DAY)

    def of(rows: list[Any], nth: int) -> Any:
        return rows[nth % len(rows)]

    def misspelt(name: str) -> str:
        return name[:2] + name[3] + name[2] + name[4:]

    return {
        "org chart, hot company": lambda _: org_chart(hot, as_of=DAY),
        "org chart, hot company, known_on": lambda _: org_chart(hot, as_of=DAY, known_on=DAY),
        "org chart, small company": lambda nth: org_chart(of(small, nth), as_of=DAY),
        "org diff of a year, hot company": lambda _: org_diff(
            hot, first=date(2024, 6, 1), last=DAY
        ),
        "flows of a year, all companies": lambda _: flows(
            FlowFilter(since=date(2024, 1, 1), until=date(2024, 12, 31))
        ),
        "flows of all years, all companies": lambda _: flows(FlowFilter()),
        "flows, hot company": lambda _: flows(FlowFilter(company=hot.slug)),
        "flows, hot company, known_on": lambda _: flows(FlowFilter(company=hot.slug, known_on=DAY)),
        "flows page, three years": lambda _: bands_between(years),
        "flows page, three years, known_on": lambda _: bands_between(last_years),
        "timeline of a person": lambda nth: weave(person_strands(of(some, nth)), Asked(51)),
        "timeline of the hot company": lambda _: weave(company_strands(hot), Asked(51)),
        "page of the hot company": lambda _: company_page(hot, as_of=DAY, today=DAY),
        "page of the hot company, known_on": lambda _: company_page(
            hot, as_of=DAY, today=DAY, known_on=DAY
        ),
        "page of a person": lambda nth: person_timeline(of(some, nth), as_of=DAY),
        "moves of everybody": lambda _: page_of_moves(MoveFilter(), size=50),
        "moves of a unit": lambda _: page_of_moves(MoveFilter(unit=lab), size=50),
        "moves of a unit, known_on": lambda _: page_of_moves(
            MoveFilter(unit=lab, known_on=DAY), size=50
        ),
        "moves of a unit, counted": lambda _: count_moves(MoveFilter(unit=lab)),
        "units of the hot company, counted": lambda _: count_units(
            MoveFilter(company=hot.slug), {hot.slug: hot.pk}, {hot.slug: hot.pk}
        ),
        "leaders of the hot company": lambda _: leaders_of(
            hot, as_of=DAY, known_on=None, everything=True
        ),
        "search, a post": lambda _: search_page(f"{hot.name} CTO", as_of=DAY),
        "search, who went where": lambda _: search_page(f"{hot.name} to Company 2", as_of=DAY),
        "search, who left": lambda _: search_page(f"who left {hot.name} in 2024", as_of=DAY),
        "feed of everybody": lambda _: newest_moves(now=timezone.now()),
        "feed of the hot company": lambda _: newest_moves(now=timezone.now(), company=hot),
        "search, a name": lambda nth: search(of(names, nth)),
        "search, three letters of a name": lambda nth: search(of(names, nth)[:3]),
        "search, six letters of a name": lambda nth: search(of(names, nth)[:6]),
        "suggestions, six letters of a name": lambda nth: suggestions(
            of(names, nth)[:6], as_of=DAY
        ),
        "suggestions, a misspelt name": lambda nth: suggestions(
            misspelt(of(names, nth)), as_of=DAY
        ),
        "search, a misspelt name": lambda nth: search(misspelt(of(names, nth))),
        "search, no name": lambda nth: search(f"zzyzx{nth}q"),
        "search, every kind": lambda nth: search_page(of(names, nth), as_of=DAY),
    }


def measured(ask: Callable[[int], object], rounds: int) -> tuple[float, float, float]:
    """The median and the 99th percentile, and the median of what this process itself takes, in
    milliseconds, after two rounds that do not count.
    """
    times, own = [], []
    for nth in range(rounds + 2):
        began, at_work = perf_counter(), process_time()
        ask(nth)
        times.append((perf_counter() - began) * 1000)
        own.append((process_time() - at_work) * 1000)
    times, own = sorted(times[2:]), sorted(own[2:])
    middle = len(times) // 2
    return times[middle], times[min(len(times) - 1, int(len(times) * 0.99))], own[middle]


def whole_reads(ask: Callable[[int], object]) -> set[str]:
    """The tables of facts that a question reads from end to end."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask(0)
    found = set()
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if not query["sql"].startswith(("SELECT", "WITH", "(")):
                continue
            cursor.execute("EXPLAIN " + query["sql"].replace("%", "%%"))
            plan = [row[0] for row in cursor.fetchall()]
            found |= {t for t in FACTS for line in plan if f"Seq Scan on {t} " in line + " "}
    return found


def run(people: int, moves: int, rounds: int) -> None:
    began = perf_counter()
    fill(people, moves)
    vacuum()
    print(
        f"{people:,} people, {moves:,} moves asked for; filled in {perf_counter() - began:.0f} s\n"
    )
    asked = questions()
    print(f"{'question':38} {'p50 ms':>8} {'p99 ms':>8} {'own ms':>8}  reads whole")
    for name, ask in asked.items():
        median, worst, own = measured(ask, rounds)
        whole = ", ".join(sorted(whole_reads(ask))) or "–"
        print(f"{name:38} {median:8.1f} {worst:8.1f} {own:8.1f}  {whole}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--moves", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    os.environ.update(SECRET_KEY="for a bench only, never for a site", DEBUG="0", HTTPS="0")
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)

    from tracker import env
    from tracker.stack.folder import Var
    from tracker.stack.session import Session

    folder = Path(tempfile.mkdtemp(prefix="reshuffle-bench-"))
    folder.chmod(0o755)  # root's PostgreSQL is not root
    var = Var(folder)
    var.prepare()
    session = Session(var, ("postgres", "valkey"), scratch=True)
    try:
        env.put(session.join())
        env.put({"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"})
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        run(given.people, given.moves, given.rounds)
    finally:
        session.leave()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
