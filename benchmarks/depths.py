"""A page of the hub's network at several depths: ours by cursors, the peer's by its offsets."""

import base64
import statistics
import time
from contextlib import ExitStack
from typing import Any

from . import asked
from .contending import Field, token
from .wire import Wire, post

DEPTHS = (0, 500, 4500)
WALK = """query Walk($first: Int!, $after: String) { viewer { network(first: $first, after: $after) {
  pageInfo { endCursor } } } }"""


def depths(field: Field, tries: int) -> list[str]:
    """Measures the depths that the hub has and returns lines of a table."""
    hub = token(field.sample.hub)
    lines = [
        f"| depth in a network of {field.sample.hub_size:,} | Confrere | @neo4j/graphql |",
        "|---|---|---|",
    ]
    with Wire(field.ours.port) as ours, ExitStack() as stack:
        theirs = stack.enter_context(Wire(field.peer.port)) if field.peer else None
        for depth in (each for each in DEPTHS if each < field.sample.hub_size):
            after = _cursor_at(ours, hub, depth)
            page = asked.Asked(asked.PAGE, {"first": asked.PAGE_SIZE, "after": after})
            told = [_median(ours, post("/graphql", page.body, token=hub), tries)]
            if theirs:
                offset = base64.b64encode(f"arrayconnection:{depth - 1}".encode()).decode() if depth else None
                variables = {"me": field.sample.hub, "first": asked.PAGE_SIZE, "after": offset}
                told.append(_median(theirs, post("/graphql", asked.Asked(asked.PEER_PAGE, variables).body), tries))
            else:
                told.append("not run")
            lines.append(f"| {depth:,} | {' | '.join(told)} |")
    return lines


def _cursor_at(wire: Wire, hub: str, depth: int) -> str | None:
    """Walks the hub's network to a depth and returns the cursor there."""
    after: str | None = None
    while depth:
        step = min(depth, 100)
        page = asked.Asked(WALK, {"first": step, "after": after})
        answer = wire.ask(post("/graphql", page.body, token=hub)).json
        after = answer["data"]["viewer"]["network"]["pageInfo"]["endCursor"]
        depth -= step
    return after


def _median(wire: Wire, request: bytes, tries: int) -> str:
    """Returns the median time of warm answers, or what the error says."""
    taken: list[float] = []
    for _ in range(2 * tries):
        began = time.perf_counter()
        reply = wire.ask(request)
        taken.append(time.perf_counter() - began)
        if reply.status != 200 or b'"errors"' in reply.body:
            errors: list[dict[str, Any]] = reply.json.get("errors", [{"message": f"status {reply.status}"}])
            return f"fails: {' '.join(errors[0]['message'].split())[:200]}"
    return f"{statistics.median(taken[tries:]) * 1000:.1f} ms"
