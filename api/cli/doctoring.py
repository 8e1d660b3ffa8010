"""The command that looks for what must not be in a graph."""

import asyncio
import sys

from confrere.graph.clock import utc_now
from confrere.graph.doctor import Finding, examine

from ..composition import Database
from ..settings import Settings, load_settings
from .opened import opened
from .terminal import Json, out, print_json, progress_bar, say


def doctor(as_json: Json = False) -> None:
    """Look for what must not be in the graph, reading only; ends with 1 where anything was found."""
    settings = load_settings()
    with opened(settings) as database:
        findings = asyncio.run(_examined(settings, database))
    wrong = [each for each in findings if each.count]
    if as_json:
        print_json(
            {
                "isHealthy": not wrong,
                "checks": [
                    {
                        "name": each.check.name,
                        "finds": each.check.finds,
                        "count": each.count,
                        "examples": each.examples,
                        "repair": each.check.repair,
                    }
                    for each in findings
                ],
            }
        )
    else:
        for each in wrong:
            out.out(f"{each.count:,} × {each.check.finds}")
            out.out(f"  for example {', '.join(each.examples)}")
            out.out(f"  {each.check.repair}")
            out.out(f"  cypher/{each.check.query.name}.cypher\n")
        say(
            f"{len(findings)} checks; {len(wrong)} of them found something."
            if wrong
            else f"{len(findings)} checks; all is well."
        )
    if wrong:
        sys.exit(1)


async def _examined(settings: Settings, database: Database) -> list[Finding]:
    with progress_bar() as progress:
        async with database.commanded() as store:
            return await examine(store, rules=settings.rules, now=utc_now(), progress=progress)
