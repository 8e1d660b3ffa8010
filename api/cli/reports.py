"""Reports, for analysts and operators."""

import asyncio

import typer

from confrere.graph import reports

from ..composition import Database
from ..settings import Settings, load_settings
from .opened import opened
from .terminal import Json, out, print_json, table

app = typer.Typer(help="Counts over everybody, for analysts.", no_args_is_help=True)


@app.command()
def segments(as_json: Json = False) -> None:
    """Count the active freelancers of each segment."""
    settings = load_settings()
    with opened(settings) as database:
        found = asyncio.run(_segments(settings, database))
    if as_json:
        print_json(
            [
                {
                    "segment": each.segment,
                    "freelancers": each.freelancers,
                    "topRated": each.top_rated,
                    "meanConnections": each.mean_connections,
                }
                for each in found
            ]
        )
        return
    shown = table("segment", "freelancers", "Top Rated", "mean connections")
    for each in found:
        shown.add_row(
            each.segment or "none", f"{each.freelancers:,}", f"{each.top_rated:,}", f"{each.mean_connections}"
        )
    out.print(shown)


async def _segments(settings: Settings, database: Database) -> list[reports.SegmentReport]:
    async with database.commanded() as store:
        return await reports.segments(store, settings.rules)
