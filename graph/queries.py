"""The query catalogue: every Cypher the product runs, one file each under ``cypher/``, by name.

A file opens with comment lines: first what it answers, then ``// :param name => example`` for each parameter, so that
it can be pasted into Browser or cypher-shell. Values travel as parameters; no text is ever built.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARAMETER = re.compile(r"^// :param (\w+) => (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Query:
    """One query file.

    Attributes:
        name: its path below ``cypher/`` without the ending, such as ``network/page``.
        text: the whole file.
        answers: the first comment line, what it answers.
        parameters: each parameter's name and an example of its value, in Cypher.
    """

    name: str
    text: str
    answers: str
    parameters: dict[str, str]

    def __str__(self) -> str:
        return self.name


def folder() -> Traversable:
    """Returns the folder of the query files, in a checkout and in an installed package alike."""
    return files("confrere") / "cypher"


@cache
def catalogue() -> dict[str, Query]:
    """Reads all query files once; migrations under ``schema/`` are not queries."""
    found = {query.name: query for query in _read(folder(), ()) if not query.name.startswith("schema/")}
    return dict(sorted(found.items()))


def query(name: str) -> Query:
    """Returns the query of that name.

    Raises:
        KeyError: no such file; a programming error.
    """
    return catalogue()[name]


def _read(place: Traversable, path: tuple[str, ...]) -> list[Query]:
    found: list[Query] = []
    for entry in place.iterdir():
        if entry.is_dir():
            found += _read(entry, (*path, entry.name))
        elif entry.name.endswith(".cypher"):
            found.append(_parse("/".join((*path, entry.name.removesuffix(".cypher"))), entry.read_text("utf-8")))
    return found


def _parse(name: str, text: str) -> Query:
    first_line = text.partition("\n")[0]
    return Query(name, text, first_line.removeprefix("//").strip(), dict(_PARAMETER.findall(text)))
