"""How many of the demo's jobs were filled, and how many of the others networks would fill, judged as analysts would.

    python -m benchmarks.fill_rate                      the page, and docs/fill-rate.svg
    python -m benchmarks.fill_rate --sample 50 --people 2000 --no-picture

Reads only. What was filled is counted over all jobs; what would be, over a random sample of those that were not.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, LiteralString

import neo4j
import numpy as np

from confrere.graph.queries import query

from .machine import described
from .marketplace import quiet_driver, running

PICTURE = Path(__file__).parents[1] / "docs/fill-rate.svg"
WHO = {
    "SINGLE": "one freelancer",
    "ONE_HOP": "a team of one network",
    "TWO_HOP": "a team within two connections",
    "NOBODY": "nobody",
}
SIZES = ((1, 1), (2, 2), (3, 4), (5, 12))
"""Numbers of skills that are told together."""
EVER: dict[str, Any] = {"from": datetime(2000, 1, 1, tzinfo=UTC), "to": datetime(2100, 1, 1, tzinfo=UTC)}

COUNTED: LiteralString = """
MATCH (job:Job)
WITH job, COUNT { (job)-[line:REQUIRES]->() WHERE line.weight IS NULL } AS skills,
  head([(:Freelancer)-[offer:PROPOSED_FOR {state: 'ACCEPTED'}]->(job) | coalesce(offer.form, '')]) AS form
RETURN skills, count(*) AS jobs, count(CASE WHEN form = '' THEN 1 END) AS alone,
  count(CASE WHEN form <> '' THEN 1 END) AS teams
ORDER BY skills
"""
SIZED: LiteralString = """
MATCH (job:Job) WHERE job.id IN $ids
RETURN job.id AS id, COUNT { (job)-[line:REQUIRES]->() WHERE line.weight IS NULL } AS skills
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of the jobs of so many skills."""

    skills: int
    jobs: int
    alone: int
    teams: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What could do an unfilled job of so many skills, and how long it took to tell."""

    skills: int
    by: str
    seconds: float


def counted(driver: neo4j.Driver) -> list[Filled]:
    """Counts what became of all jobs, by how many skills they require."""
    return [Filled(**row.data()) for row in driver.execute_query(COUNTED).records]


def judged(driver: neo4j.Driver, sample: int) -> list[Judged]:
    """Asks of some unfilled jobs what could do each."""
    told = driver.execute_query(query("analysis/filled").text, EVER | {"sample": sample}).records[0]  # pyright: ignore[reportArgumentType, reportCallIssue]  # a file of ours
    sizes = driver.execute_query(SIZED, ids=told["sampled"]).records
    asked, found = query("analysis/fillable").text, list[Judged]()
    for row in sizes:
        began = time.perf_counter()
        (said,) = driver.execute_query(asked, jobs=[row["id"]]).records  # pyright: ignore[reportArgumentType, reportCallIssue]  # a file of ours
        found.append(Judged(row["skills"], said["by"], time.perf_counter() - began))
    return found


def became(filled: Sequence[Filled]) -> list[str]:
    """Returns lines of a table: what became of jobs of each size."""
    lines = ["| skills | jobs | filled by one freelancer | filled by a team | unfilled |", "|---" * 5 + "|"]
    for low, high in (*SIZES, (1, 12)):
        here = [each for each in filled if low <= each.skills <= high]
        jobs, alone, teams = (sum(getattr(each, name) for each in here) for name in ("jobs", "alone", "teams"))
        shares = (f"{part / max(1, jobs):.0%}" for part in (alone, teams, jobs - alone - teams))
        lines.append(f"| {_named(low, high)} | {jobs:,} | {' | '.join(shares)} |")
    return lines


def would(found: Sequence[Judged]) -> list[str]:
    """Returns lines of a table: what could do unfilled jobs of each size."""
    lines = [f"| skills | judged | {' | '.join(WHO.values())} |", "|---" * (len(WHO) + 2) + "|"]
    for low, high in (*SIZES, (1, 12)):
        here = [each for each in found if low <= each.skills <= high]
        shares = (f"{sum(each.by == by for each in here) / max(1, len(here)):.0%}" for by in WHO)
        lines.append(f"| {_named(low, high)} | {len(here):,} | {' | '.join(shares)} |")
    return lines


def _named(low: int, high: int) -> str:
    """Names a size."""
    return "all" if (low, high) == (1, 12) else str(low) if low == high else f"{low}–{high}"


def shares(filled: Sequence[Filled], found: Sequence[Judged]) -> list[dict[str, float | int | str]]:
    """Returns what became of the jobs of each size, and what the unfilled ones lack, as shares of all of that size."""
    values: list[dict[str, float | int | str]] = []
    for low, high in SIZES:
        here = [each for each in filled if low <= each.skills <= high]
        sample = [each.by for each in found if low <= each.skills <= high]
        jobs = max(1, sum(each.jobs for each in here))
        alone, teams = sum(each.alone for each in here) / jobs, sum(each.teams for each in here) / jobs
        parts = {"filled by one freelancer": alone, "filled by a team": teams}
        for by, words in WHO.items():
            left = (1 - alone - teams) * sample.count(by) / max(1, len(sample))
            parts["unfilled: nobody could" if by == "NOBODY" else f"unfilled: {words} could"] = left
        values += [
            {"skills": _named(low, high), "order": order, "what": what, "share": share}
            for order, (what, share) in enumerate(parts.items())
        ]
    return values


def picture(filled: Sequence[Filled], found: Sequence[Judged]) -> str:
    """Draws the same as an image."""
    import altair as alt
    import vl_convert

    values = shares(filled, found)
    names = list(dict.fromkeys(str(each["what"]) for each in values))
    colours = alt.Scale(domain=names, range=["#2f5b87", "#2e7d32", "#9ecae9", "#88c785", "#c5e6c2", "#d0d0d0"])
    chart = (
        alt.Chart(alt.Data(values=values), title="What became of jobs, and what would do those that were not filled")  # type: ignore[no-untyped-call]  # altair types its data loosely
        .mark_bar()
        .encode(
            y=alt.Y("skills:N", title="skills of the job", sort=[_named(*size) for size in SIZES]),
            x=alt.X("share:Q", title="share of jobs", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("what:N", scale=colours, title=None, sort=names, legend=alt.Legend(labelLimit=300)),
            order="order:Q",
        )
        .properties(width=480, height=180)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def main() -> None:
    """Counts, asks and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sample", type=int, default=300)
    asked.add_argument("--people", type=int, default=None)
    asked.add_argument("--no-picture", action="store_true")
    given = asked.parse_args()
    with running(given.people) as server, quiet_driver(server) as driver:
        filled, found = counted(driver), judged(driver, given.sample)
        if not found:
            raise SystemExit(f"There are no unfilled jobs in {server.layout.folder}: remove it, and it is drawn anew.")
    milliseconds = [each.seconds * 1000 for each in found]
    p99 = float(np.percentile(milliseconds, 99))
    print("\n".join([*became(filled), "", *would(found)]))
    print(f"\nA job took {statistics.median(milliseconds):.0f} ms (p50), {p99:.0f} ms (p99).\n")
    print("\n".join(described()))
    if not given.no_picture:
        PICTURE.write_text(picture(filled, found), "utf-8")


if __name__ == "__main__":
    main()
