"""Teams: how many jobs are proven in time (T1), what GraphQL costs (T3), published methods beside it (T4), start (T6).

    python -m benchmarks.teams                            T1, T4 and T6 on the demo marketplace; some minutes
    python -m benchmarks.teams --only T3                  the same through GraphQL, on a local server of its own
    python -m benchmarks.teams --only substitute          substitutes for those who left teams of the demo, likewise
    python -m benchmarks.teams --network github --folder FOLDER --hubs
    python -m benchmarks.teams --network folder --folder FOLDER      any people.csv and connections.csv
    python -m benchmarks.teams --small                    a moment: does it still run?

Jobs are drawn for each leader from the skills of the network around, with every kind of limit. Time limits count the
process's own CPU, so a busy machine proves as much as a quiet one; wall time stands beside it.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from confrere.graph.ego import EgoNetwork
from confrere.graph.marketplace import PEOPLE
from confrere.recommendations.teams.patience import Patience
from confrere.recommendations.teams.solving import prepare, solve

from .machine import described
from .team_contest import Standing, contest, draw, lines
from .team_jobs import drawn_terms, problem_of
from .team_networks import TeamNetwork, demo, from_files
from .team_repairs import repairing
from .team_serving import proposing

TARGETS = ("T1", "T3", "T4", "T6", "substitute")
OVER_HTTP = ("T3", "substitute")
HUBS = 20
"""Leaders with the most connections, who are measured apart."""
FEWEST_TIES = 5
"""Leaders with fewer connections are not asked: they have nobody to form a team with."""
PREPARE = "from confrere.recommendations.teams.solving import prepare; prepare()"

screen = Console(stderr=True)


@dataclass
class Proven:
    """What came of the jobs of one number of skills."""

    pools: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    teams: int = 0
    impossible: int = 0
    gaps: list[float] = field(default_factory=list)
    nothing: int = 0


def leaders_of(network: TeamNetwork, count: int, chance: random.Random, *, hubs: bool) -> list[int]:
    """Draws leaders: the most connected in turn, or any others who can be found and have some connections."""
    shown = np.flatnonzero(network.is_active & ~network.is_private & (network.degrees >= FEWEST_TIES))
    by_degree = shown[np.argsort(-network.degrees[shown], kind="stable")]
    if hubs:
        return [int(each) for each in np.resize(by_degree[:HUBS], count)]
    return chance.sample(sorted(by_degree[HUBS:].tolist()), min(count, len(by_degree) - HUBS))


def networks(network: TeamNetwork, leaders: Sequence[int], what: str) -> Iterator[EgoNetwork]:
    """Yields the network around each leader, and shows how far it is."""
    for leader in track(leaders, what, console=screen, transient=True):
        yield network.around(leader)


def patient(seconds: float) -> Patience:
    """Returns patience for so much CPU of this process from now on."""
    return Patience(time.process_time, time.process_time() + seconds)


def proven(
    network: TeamNetwork, leaders: Sequence[int], skills: int, seconds: float, chance: random.Random, what: str
) -> Proven:
    """Solves one job for each leader and counts what came of it in time."""
    found = Proven()
    for around in networks(network, leaders, f"T1, {what}, {skills} skills"):
        terms = drawn_terms(around, skills, chance)
        if terms is None:
            continue
        problem = problem_of(around, terms, chance)
        wall, cpu = time.perf_counter(), time.process_time()
        outcome = solve(problem, patience=patient(seconds))
        found.cpu.append(time.process_time() - cpu)
        found.wall.append(time.perf_counter() - wall)
        found.pools.append(len(outcome.pool.people))
        found.steps.append(outcome.steps)
        if outcome.is_proven:
            found.teams += bool(outcome.teams)
            found.impossible += not outcome.teams
        elif outcome.teams:
            found.gaps.append(outcome.gap(problem.objective))
        else:
            found.nothing += 1
    return found


def proven_line(what: str, skills: int, found: Proven) -> str:
    """Writes a row of T1's table."""
    jobs, done = len(found.cpu), found.teams + found.impossible
    cpu, wall = (np.percentile(np.array(each) * 1000, [50, 99, 100]) for each in (found.cpu, found.wall))
    gaps = f"{statistics.median(found.gaps):.0%}, {max(found.gaps):.0%}" if found.gaps else "–"
    return (
        f"| {what} | {skills} | {jobs} | {int(np.median(found.pools)):,} / {max(found.pools):,} | **{done} of {jobs}** "
        f"| {found.impossible} | {cpu[0]:.1f} / {cpu[1]:.0f} / {cpu[2]:.0f} | {wall[0]:.1f} / {wall[1]:.0f} "
        f"| {gaps} | {found.nothing} |"
    )


def proven_table(network: TeamNetwork, arguments: argparse.Namespace) -> list[str]:
    """T1: ordinary leaders, and hubs where asked for."""
    kinds = [("ordinary", arguments.jobs, arguments.seconds)]
    kinds += [("hubs", min(arguments.jobs, arguments.hub_jobs), 2 * arguments.seconds)] if arguments.hubs else []
    told = [
        f"T1, {network.name}: proven best or proven impossible within {arguments.seconds:g} s of CPU, hubs twice that",
        "",
        "| leaders | skills | jobs | pool: median / most | proven | of these impossible | CPU ms p50 / p99 / most "
        "| wall ms p50 / p99 | gaps: median, most | neither team nor proof |",
        "|" + "---|" * 10,
    ]
    for kind, jobs, seconds in kinds:
        for skills in arguments.skills:
            chance = random.Random(f"{arguments.seed} {kind} {skills}")
            leaders = leaders_of(network, jobs, chance, hubs=kind == "hubs")
            told.append(proven_line(kind, skills, proven(network, leaders, skills, seconds, chance, kind)))
    return told


def contest_table(network: TeamNetwork, arguments: argparse.Namespace) -> list[str]:
    """T4, and its picture where asked for."""
    standings: dict[int, Standing] = {}
    left_out = 0
    for skills in arguments.skills:
        chance = random.Random(f"{arguments.seed} contest {skills}")
        leaders = leaders_of(network, arguments.jobs, chance, hubs=False)
        around = networks(network, leaders, f"T4, {skills} skills")
        standings[skills], unproven = contest(around, skills, chance, lambda: patient(5 * arguments.seconds))
        left_out += unproven
    if arguments.picture:
        draw(standings, f"Teams by published methods beside proven ones: {network.name}", arguments.picture)
    return [
        f"T4, {network.name}; {left_out} jobs left out, for want of a proof within {5 * arguments.seconds:g} s of CPU",
        "",
        *lines(standings),
    ]


def start() -> list[str]:
    """T6: nothing is learned; what is left is machine code, compiled once after an installation."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
        seconds: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
            seconds.append(time.perf_counter() - began)
        size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
    return [
        "T6: training 0 s, no model",
        "",
        f"Machine code: {size / 1e6:.1f} MB on disk; a process is ready after {seconds[0]:.1f} s when nothing is "
        f"compiled yet, and after {seconds[1]:.1f} s from then on, the interpreter's start included.",
    ]


def measure(arguments: argparse.Namespace) -> Iterator[str]:
    """Runs what was asked for and yields what is printed."""
    wanted: Sequence[str] = arguments.only or [each for each in TARGETS if each not in OVER_HTTP]
    yield from described(f"seed {arguments.seed}")
    if "T1" in wanted or "T4" in wanted:
        prepare()
        if arguments.network == "demo":
            network = demo(arguments.people)
        else:
            network = from_files(arguments.network, arguments.folder, seed=arguments.seed)
        for target, table in (("T1", proven_table), ("T4", contest_table)):
            if target in wanted:
                yield from ("", *table(network, arguments))
    people = None if arguments.people == PEOPLE else arguments.people
    if "substitute" in wanted:
        yield from ("", "The best substitute, one request after the other, over HTTP", "")
        yield from repairing(people, rounds=arguments.rounds)
    if "T3" in wanted:
        amount = {"requests": arguments.jobs, "rounds": arguments.rounds, "most_warming": arguments.rounds}
        yield from ("", "T3: one request after the other, k = 1, over HTTP", "")
        yield from proposing(people, arguments.skills, **amount, seed=arguments.seed)
    if "T6" in wanted:
        yield from ("", *start())
    yield from ("", described()[2])


def arguments_of(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser("benchmarks.teams", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", action="append", choices=TARGETS, help="these targets, and nothing else")
    parser.add_argument("--network", choices=("demo", "github", "dblp", "folder"), default="demo")
    parser.add_argument("--folder", type=Path, help="where the files of a network lie")
    parser.add_argument("--people", type=int, default=PEOPLE, help="size of the demo marketplace")
    parser.add_argument("--jobs", type=int, default=100, help="for each number of skills")
    parser.add_argument("--hubs", action="store_true", help="also the most connected leaders")
    parser.add_argument("--hub-jobs", type=int, default=HUBS, help="for each number of skills, with --hubs")
    parser.add_argument(
        "--skills", type=_numbers, default=[3, 5, 8, 10], help="how many skills a job requires: 3,5,8,10"
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="of CPU for a proof")
    parser.add_argument("--rounds", type=int, default=4, help="of requests over HTTP, after warming")
    parser.add_argument("--picture", type=Path, help="draw T4 into this SVG or PNG file")
    parser.add_argument("--seed", type=int, default=1, help="which leaders and jobs")
    parser.add_argument("--small", action="store_true", help="a few jobs on a small marketplace")
    arguments = parser.parse_args(given)
    if arguments.network != "demo" and arguments.folder is None:
        parser.error(f"--network {arguments.network} needs --folder")
    if arguments.small:
        arguments.people, arguments.jobs, arguments.skills = 600, 4, [3]
    return arguments


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


if __name__ == "__main__":
    for each in measure(arguments_of()):
        print(each, flush=True)
