"""What the house rules walk: modules with their syntax trees, query files and pages."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("api", "graph", "recommendations")
EVERYTHING = (*PRODUCT, "src", "tests", "scripts", "benchmarks")


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path

    @property
    def words(self) -> set[str]:
        """Parts of its name."""
        return set(Path(self.path).stem.split("_"))

    def is_within(self, *places: str) -> bool:
        """Whether it is one of these files or lies in one of these folders, which end with a slash."""
        return any(self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places)

    @property
    def imported(self) -> set[str]:
        """Top-level names of what it imports from elsewhere, wherever the import stands."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.partition(".")[0])
        return found

    @property
    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    @property
    def strings(self) -> Iterator[ast.Constant]:
        """Every text in it that is not a docstring, the fixed parts of f-strings included."""
        told = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr) if is_text(node.value)}
        return (
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant) and is_text(node) and id(node) not in told
        )

    @property
    def comments(self) -> Iterator[tuple[int, str]]:
        """Every comment with its line."""
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a plain text."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Reads every module below these folders; links are not followed."""
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return tuple(_module(file) for file in files if not any(parent.is_symlink() for parent in file.parents))


def _module(file: Path) -> Module:
    text = file.read_text("utf-8")
    return Module(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


@cache
def query_files() -> dict[str, str]:
    """Every query file by its path below ``cypher/``, migrations included."""
    return {
        file.relative_to(ROOT / "cypher").as_posix(): file.read_text("utf-8")
        for file in sorted((ROOT / "cypher").rglob("*.cypher"))
    }


def without_comments(cypher: str) -> str:
    """Returns a query without its comment lines."""
    return re.sub(r"^\s*//.*$", "", cypher, flags=re.MULTILINE)
