"""How soon an act is in the next slate of every worker: connections made and ended, dismissals, blocks, and hiding.

    python -m benchmarks.fresh            a hundred rounds of six acts, two workers
    python -m benchmarks.fresh --small    a moment: does it still run?

Each act goes to the first worker. From its answer on both are asked for slates of the network, one after the other,
until one is right; told is when that slate was there. All of it with the network in the workers' memory.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, LiteralString

import neo4j
import numpy as np

from . import served
from .contending import token
from .machine import described
from .marketplace import quiet_driver, running
from .wire import Wire, post

PEOPLE = 2_500
WORKERS = 2
ROUNDS, FEW_ROUNDS = 100, 3
PATIENCE_SECONDS = 60.0
READY_SECONDS = 180.0
"""Longer: at the first start of all the inner loops are compiled."""
FROM_MEMORY = "adamic_adar_ties"

SLATE = "{ viewer { recommendations(surface: NETWORK, first: 100) { nodes { id } } } }"
ACT = "mutation Do($input: %sInput!) { %s(input: $input) { __typename ... on UserError { message } %s } }"

SCENES: LiteralString = """
MATCH (me:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
WHERE COUNT { (me)-[:CONNECTED_TO]-() } <= 2 AND NOT EXISTS { (me)-[:INVITED|BLOCKED|DISMISSED|DECLINED]-() }
  AND NOT EXISTS { (me)-[:CONNECTED_TO]-(friend) WHERE COUNT { (friend)-[:CONNECTED_TO]-() } > 20 }
WITH me ORDER BY me.id
WITH collect(me) AS lonely
MATCH (other:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
WHERE 5 <= COUNT { (other)-[:CONNECTED_TO]-() } <= 20
WITH lonely, other ORDER BY other.id
WITH lonely, collect(other) AS others
UNWIND range(0, size(lonely) - 1) AS number
WITH lonely[number] AS me, others[number % size(others)] AS other
WHERE me <> other AND NOT EXISTS { (me)--(other) }
MATCH (other)-[:CONNECTED_TO]-(theirs:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
WHERE theirs <> me AND NOT EXISTS { (me)-[:INVITED|BLOCKED|DISMISSED|DECLINED|CONNECTED_TO]-(theirs) }
  AND NOT EXISTS { (me)-[:CONNECTED_TO]-()-[:CONNECTED_TO]-(theirs) }
WITH me, other, theirs ORDER BY theirs.id
WITH me, other, collect(theirs.id)[..3] AS theirs
WHERE size(theirs) = 3
RETURN me.id AS me, other.id AS other, theirs ORDER BY me LIMIT $limit
"""
METHODS: LiteralString = "MATCH (s:Slate {viewer: $me}) RETURN s.method AS method"


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody with a small network, somebody they do not know yet, and three people whom that one knows."""

    me: str
    other: str
    theirs: tuple[str, ...]


@dataclass(slots=True)
class Seen:
    """What came of one kind of act, on all workers."""

    taken: list[float] = field(default_factory=list)
    """Milliseconds from the answer to the first slate that was right."""
    wrong: int = 0
    """Slates asked for after the answer that were not right yet."""

    def line(self, what: str) -> str:
        """A row of the table."""
        p50, p90, p99 = np.percentile(self.taken, [50, 90, 99])
        within = sum(each <= 1000 for each in self.taken) / len(self.taken)
        return (
            f"| {what} | {len(self.taken)} | {self.wrong} | {p50:.0f} | {p90:.0f} | {p99:.0f} | {max(self.taken):.0f} "
            f"| {within:.1%} |"
        )


class Workers:
    """Two who serve the same database, each with a memory of its own."""

    def __init__(self, ports: Sequence[int], stack: ExitStack) -> None:
        self.wires = [stack.enter_context(Wire(port)) for port in ports]
        self._at_once = stack.enter_context(ThreadPoolExecutor(len(ports)))

    def act(self, who: str, name: str, more: str = "", **given: Any) -> Any:
        """Does something on the first of them."""
        kind = name[0].upper() + name[1:]
        body = {"query": ACT % (kind, name, more), "variables": {"input": given}}
        answer = self.wires[0].ask(post("/graphql", body, token=token(who))).json
        if "errors" in answer:
            raise RuntimeError(f"{name} failed: {answer}")
        told = answer["data"][name]
        if not told["__typename"].endswith("Payload"):
            raise RuntimeError(f"{name} was refused: {told}")
        return told

    def slates(self, who: str) -> list[set[str]]:
        """Whom each of them suggests now."""
        return [_slate(wire, who) for wire in self.wires]

    def until(self, who: str, is_right: Callable[[set[str]], bool]) -> Iterator[tuple[float, int]]:
        """Asks each of them until it is right; yields milliseconds and how many slates were not."""
        began = time.perf_counter()
        yield from self._at_once.map(partial(_until, who=who, is_right=is_right, began=began), self.wires)


def _slate(wire: Wire, who: str) -> set[str]:
    told = wire.ask(post("/graphql", {"query": SLATE}, token=token(who))).json
    return {each["id"] for each in told["data"]["viewer"]["recommendations"]["nodes"]}


def _until(wire: Wire, *, who: str, is_right: Callable[[set[str]], bool], began: float) -> tuple[float, int]:
    wrong = 0
    while not is_right(_slate(wire, who)):
        wrong += 1
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise TimeoutError("a slate is still not right")
    return 1000 * (time.perf_counter() - began), wrong


def play(workers: Workers, scene: Scene, seen: dict[str, Seen]) -> None:
    """Plays the six acts of one round."""
    me, other, (first, second, third) = scene.me, scene.other, scene.theirs

    def note(what: str, is_right: Callable[[set[str]], bool]) -> None:
        for taken, wrong in workers.until(me, is_right):
            seen.setdefault(what, Seen()).taken.append(taken)
            seen[what].wrong += wrong

    sent = "... on SendInvitationPayload { freelancer { viewerRelation { invitation { id } } } }"
    told = workers.act(me, "sendInvitation", sent, freelancerId=other, entryPoint="NETWORK_RECOMMENDATION", steps=2)
    invitation = told["freelancer"]["viewerRelation"]["invitation"]["id"]
    workers.act(other, "acceptInvitation", invitationId=invitation)
    note("an accepted invitation", lambda slate: {first, second, third} <= slate and other not in slate)
    workers.act(me, "dismissRecommendation", freelancerId=first)
    note("a dismissal", lambda slate: first not in slate)
    workers.act(second, "setProfileVisibility", visibility="PRIVATE")
    note("a profile that goes private", lambda slate: second not in slate)
    workers.act(second, "setProfileVisibility", visibility="PUBLIC")
    note("a profile that is public again", lambda slate: second in slate)
    workers.act(second, "blockFreelancer", freelancerId=me)
    note("being blocked", lambda slate: second not in slate)
    workers.act(me, "removeFromNetwork", freelancerId=other)
    note("a connection that ends", lambda slate: third not in slate)
    workers.act(second, "unblockFreelancer", freelancerId=me)


def ready(workers: Workers, driver: neo4j.Driver, scene: Scene) -> None:
    """Waits until every worker ranks from its memory."""
    until = time.monotonic() + READY_SECONDS
    while True:
        driver.execute_query("MATCH (s:Slate {viewer: $me}) DELETE s", me=scene.me)
        workers.slates(scene.me)
        time.sleep(0.2)
        if [row["method"] for row in driver.execute_query(METHODS, me=scene.me).records] == [FROM_MEMORY] * WORKERS:
            return
        if time.monotonic() > until:
            raise TimeoutError("the workers do not rank from memory")


def measure(rounds: int) -> list[str]:
    """Measures and returns what is printed."""
    seen: dict[str, Seen] = {}
    with running(PEOPLE) as database, quiet_driver(database) as driver, ExitStack() as stack:
        with driver.session() as session:
            session.run("MATCH (s:Slate) CALL (s) { DELETE s } IN TRANSACTIONS OF 1000 ROWS").consume()
        found = driver.execute_query(SCENES, limit=rounds).records
        scenes = [Scene(row["me"], row["other"], tuple(row["theirs"])) for row in found]
        at = [stack.enter_context(served.serving(database.uri, database.auth)) for _ in range(WORKERS)]
        workers = Workers([each.port for each in at], stack)
        ready(workers, driver, scenes[0])
        for scene in scenes:
            play(workers, scene, seen)
        drawn = driver.execute_query("MATCH (s:Slate) RETURN s.method AS method, count(*) AS count").records
        methods = ", ".join(f"{row['count']:,} by {row['method']}" for row in drawn)
    return [
        *described(f"Neo4j {database.options.release.version}, {PEOPLE:,} people"),
        "",
        "| act | slates that became right | not right yet | p50 ms | p90 ms | p99 ms | most ms | within 1 s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(each.line(what) for what, each in seen.items()),
        "",
        f"{len(scenes)} rounds, {WORKERS} workers; slates: {methods}.",
        *described()[2:3],
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser("benchmarks.fresh", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="a moment, with a few rounds")
    print("\n".join(measure(FEW_ROUNDS if parser.parse_args().small else ROUNDS)))


if __name__ == "__main__":
    main()
