"""Measure recommenders on a network of yours or on published ones."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from .terminal import Told, out, progress_bar, say

UNTIL_2016 = date(2016, 12, 31)
MISSING = (
    "Evaluating needs packages that serving does not: install confrere[evaluate], or `scripts/environment dev` in a "
    "checkout. Missing is {name}."
)

LEARNED = {"boosted_trees", "lambdarank"}
"""Methods that do nothing without LightGBM."""

Data = Annotated[
    str, typer.Option(help="`github`, `dblp`, `demo`, or a folder with people.csv and connections.csv of yours.")
]


def evaluate(
    data: Data,
    folder: Annotated[
        Path | None, typer.Option(help="Where the files of `github` or `dblp` lie; nothing is fetched.", exists=True)
    ] = None,
    methods: Annotated[str, typer.Option(help="Names with commas between them, or `all`.")] = "all",
    seeds: Annotated[str, typer.Option(help="One random split, or draw of sources, for each.")] = "20260101",
    sources: Annotated[int, typer.Option(min=0, help="People to rank for in each split; 0 for all.")] = 1200,
    until: Annotated[
        str | None, typer.Option(help="Learn up to this day, such as 2016-12-31, and test on what came later.")
    ] = None,
    people: Annotated[int, typer.Option(min=100, help="Freelancers of the demo.")] = 10_000,
    table: Annotated[Path | None, typer.Option(help="Markdown file to write instead of printing.")] = None,
    page: Annotated[Path | None, typer.Option(help="HTML page with the pictures to write.")] = None,
    pictures: Annotated[Path | None, typer.Option(help="SVG file with the pictures to write.")] = None,
    keep: Annotated[
        Path | None, typer.Option(help="Folder of measurements; what is in it already is not measured again.")
    ] = None,
) -> None:
    """Rank all strangers with every method, and print the leaderboard.

    Accuracy is measured by ranx and checked by ir-measures in the tests; intervals are by the bootstrap. `dblp` is
    split by time, other networks at random unless told otherwise. The format of a folder is in docs/recommenders.md.
    """
    learned = ["lightgbm"] if methods == "all" or LEARNED & set(methods.split(",")) else []
    _require("ranx", *learned, *(["altair"] if page or pictures else []), *(["vl_convert"] if pictures else []))
    try:
        # Imported here because they take seconds, and most commands rank nobody.
        from confrere.recommendations import UnknownMethod, names
        from confrere.recommendations.evaluation import BadData, contest, keeping, leaderboard
        from confrere.recommendations.registry import make
    except ModuleNotFoundError as missing:
        raise Told(MISSING.format(name=missing.name)) from missing
    wanted = tuple(names() if methods == "all" else [each.strip() for each in methods.split(",")])
    day = UNTIL_2016 if data == "dblp" and until is None else _day(until)
    try:
        for name in wanted:
            make(name)
        terms = contest.Terms(wanted, _numbers(seeds), sources or None, day)
        network = _read(data, folder, people)
        with progress_bar() as progress, _quiet():
            lines = contest.hold(
                network, terms, lambda doing, share: progress(doing, round(share * 100), 100), keeping.Kept(keep)
            )
        split = contest.splits_of(network, terms)
    except (BadData, UnknownMethod) as told:
        raise Told(str(told)) from told
    except ModuleNotFoundError as missing:
        raise Told(MISSING.format(name=missing.name)) from missing
    command = _command(data, folder, methods, seeds, sources, until, people)
    written = leaderboard.markdown(network.name, contest.told(network, split), command, lines)
    if table:
        table.write_text(written, "utf-8")
        say(f"The table is in {table}.")
    else:
        out.out(written, end="")
    if page:
        page.write_text(leaderboard.page(network.name, lines), "utf-8")
        say(f"The page is in {page}.")
    if pictures:
        leaderboard.drawn(network.name, lines).save(str(pictures))
        say(f"The pictures are in {pictures}.")


def _require(*packages: str) -> None:
    """Ends the command before it has worked for nothing."""
    for name in packages:
        if find_spec(name) is None:
            raise Told(MISSING.format(name=name))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps numba's words about its own arithmetic, while it compiles what ranx is made of, from people."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "unsafe cast from uint64")
        yield


def _read(data: str, folder: Path | None, people: int):  # type: ignore[no-untyped-def]  # its type is imported late
    from confrere.recommendations.evaluation import BadData, read_dataset
    from confrere.recommendations.evaluation.demo import read_demo

    if data == "demo":
        return read_demo(people)
    if data in {"github", "dblp"}:
        if folder is None:
            raise BadData(f"Say with --folder where the files of {data} lie.")
        return read_dataset(data, folder)
    return read_dataset("folder", Path(data))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Told(f"{text} is no day; write it as 2016-12-31.") from wrong


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(each) for each in text.split(","))
    except ValueError as wrong:
        raise Told(f"{text} is no list of seeds; write them as 1,2,3.") from wrong


def _command(
    data: str, folder: Path | None, methods: str, seeds: str, sources: int, until: str | None, people: int
) -> str:
    """Returns the command that measures the same again; folders are named, not located."""
    parts = ["confrere evaluate", f"--data {data if data in {'github', 'dblp', 'demo'} else 'FOLDER'}"]
    parts += ["--folder FOLDER"] if folder else []
    parts += [f"--people {people}"] if data == "demo" else []
    parts += [f"--methods {methods}", f"--seeds {seeds}", f"--sources {sources}"]
    return " ".join([*parts, *([f"--until {until}"] if until else [])])
