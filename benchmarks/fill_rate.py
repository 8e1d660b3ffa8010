"""How many jobs networks would fill: jobs drawn from occupations, judged on the demo marketplace as analysts would.

    python -m benchmarks.fill_rate                      the page, and docs/fill-rate.svg
    python -m benchmarks.fill_rate --jobs 50 --people 2000 --no-picture

Every job is one that nobody was hired for. The jobs are taken out of the store again.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import neo4j
import numpy as np

from confrere.graph.marketplace.trades import Trades, read_trades
from confrere.graph.queries import query

from .machine import described
from .marketplace import MOMENT, quiet_driver, running

PICTURE = Path(__file__).parents[1] / "docs/fill-rate.svg"
WHO = {
    "SINGLE": "one freelancer",
    "ONE_HOP": "a team of one network",
    "TWO_HOP": "a team within two connections",
    "NOBODY": "nobody",
}
SIZES = ((1, 2), (3, 4), (5, 6), (7, 12))
"""Numbers of skills that are told together."""

TRADES_OF_A_JOB = (0.55, 0.30, 0.15)
"""How many jobs are for one occupation, for two and for three."""
LEVELS = (0.05, 0.20, 0.40, 0.25, 0.10)
SEATS = (0.85, 0.12, 0.03)
HOURS = (5.0, 10.0, 15.0, 20.0, 30.0)

NAMED: LiteralString = "MATCH (s:Skill) RETURN s.name AS name, s.id AS id"
WRITTEN: LiteralString = """
UNWIND $jobs AS each
CREATE (job:Job {id: each.id, title: each.title, state: 'OPEN', postedAt: $now})
WITH job, each
UNWIND each.lines AS line
MATCH (skill:Skill {id: line.skill})
CREATE (job)-[:REQUIRES {level: line.level, seats: line.seats, weeklyHours: line.hours}]->(skill)
"""
REMOVED: LiteralString = "MATCH (job:Job) WHERE job.id IN $ids DETACH DELETE job"


@dataclass(frozen=True, slots=True)
class Line:
    """A skill that a job requires."""

    skill: str
    level: int
    seats: int
    hours: float


@dataclass(frozen=True, slots=True)
class Job:
    """A job drawn from occupations."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What could do a job of so many skills, and how long it took to tell."""

    skills: int
    by: str
    seconds: float


def drawn(trades: Trades, count: int, chance: np.random.Generator) -> list[Job]:
    """Draws jobs: one to three occupations, and of each up to four skills as its people use them."""
    return [_job(trades, chance) for _ in range(count)]


def _job(trades: Trades, chance: np.random.Generator) -> Job:
    count = 1 + int(chance.choice(len(TRADES_OF_A_JOB), p=TRADES_OF_A_JOB))
    weight = trades.weight / trades.weight.sum()
    occupations = chance.choice(len(weight), count, replace=False, p=weight)
    lines: dict[str, Line] = {}
    for each in occupations:
        skills, used = trades.used[each]
        wanted = min(len(skills), 1 + int(chance.integers(4)))
        for skill in chance.choice(skills, wanted, replace=False, p=used / used.sum()):
            name = trades.skills[skill]
            level, seats = 1 + int(chance.choice(5, p=LEVELS)), 1 + int(chance.choice(3, p=SEATS))
            lines.setdefault(name, Line(name, level, seats, float(chance.choice(HOURS))))
    return Job(" and ".join(trades.titles[each] for each in occupations), tuple(lines.values()))


def judged(driver: neo4j.Driver, jobs: Sequence[Job]) -> list[Judged]:
    """Puts the jobs into the store, asks of each what could do it, and takes them out again."""
    ids = {row["name"]: row["id"] for row in driver.execute_query(NAMED).records}
    rows = [
        {
            "id": f"JO_{number:0>16}",
            "title": job.title,
            "lines": [
                {"skill": ids[line.skill], "level": line.level, "seats": line.seats, "hours": line.hours}
                for line in job.lines
                if line.skill in ids  # a small marketplace lacks some
            ],
        }
        for number, job in enumerate(jobs)
    ]
    rows = [row for row in rows if row["lines"]]
    asked = query("analysis/fillable").text
    found: list[Judged] = []
    driver.execute_query(WRITTEN, jobs=rows, now=MOMENT)
    try:
        for row in rows:
            began = time.perf_counter()
            (told,) = driver.execute_query(asked, jobs=[row["id"]]).records  # pyright: ignore[reportArgumentType, reportCallIssue]  # a file of ours
            found.append(Judged(len(row["lines"]), told["by"], time.perf_counter() - began))
    finally:
        driver.execute_query(REMOVED, ids=[row["id"] for row in rows])
    return found


def table(found: Sequence[Judged]) -> list[str]:
    """Returns lines of a table: what could do jobs of each size."""
    lines = [f"| skills | jobs | {' | '.join(WHO.values())} |", "|---" * (len(WHO) + 2) + "|"]
    for low, high in (*SIZES, (1, 12)):
        here = [each for each in found if low <= each.skills <= high]
        counted = Counter(each.by for each in here)
        size = "all" if (low, high) == (1, 12) else f"{low}–{high}"
        shares = (f"{counted[each] / max(1, len(here)):.0%}" for each in WHO)
        lines.append(f"| {size} | {len(here):,} | {' | '.join(shares)} |")
    return lines


def picture(found: Sequence[Judged]) -> str:
    """Draws the same as an image."""
    import altair as alt
    import vl_convert

    values = [
        {"skills": f"{low}–{high}", "order": order, "by": words, "jobs": sum(each.by == by for each in here)}
        for low, high in SIZES
        for here in [[each for each in found if low <= each.skills <= high]]
        for order, (by, words) in enumerate(WHO.items())
    ]
    colours = alt.Scale(domain=list(WHO.values()), range=["#4c78a8", "#54a24b", "#a6d49f", "#d0d0d0"])
    chart = (
        alt.Chart(alt.Data(values=values), title="The least that could do an unfilled job")  # type: ignore[no-untyped-call]  # altair types its data loosely
        .mark_bar()
        .encode(
            y=alt.Y("skills:N", title="skills of the job"),
            x=alt.X("jobs:Q", stack="normalize", title="share of jobs", axis=alt.Axis(format="%")),
            color=alt.Color("by:N", scale=colours, title=None),
            order="order:Q",
        )
        .properties(width=480, height=180)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def main() -> None:
    """Draws, asks and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--jobs", type=int, default=400)
    asked.add_argument("--people", type=int, default=None)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--no-picture", action="store_true")
    given = asked.parse_args()
    jobs = drawn(read_trades(), given.jobs, np.random.default_rng(given.seed))
    with running(given.people) as server, quiet_driver(server) as driver:
        found = judged(driver, jobs)
    milliseconds = [each.seconds * 1000 for each in found]
    p99 = float(np.percentile(milliseconds, 99))
    print("\n".join(table(found)))
    print(f"\nA job took {statistics.median(milliseconds):.0f} ms (p50), {p99:.0f} ms (p99).\n")
    print("\n".join(described()))
    if not given.no_picture:
        PICTURE.write_text(picture(found), "utf-8")


if __name__ == "__main__":
    main()
