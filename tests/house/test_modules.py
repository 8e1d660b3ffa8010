"""What the modules hold to: names, docstrings, length, and where time, chance, the driver and Cypher may be."""

import ast
import re

import pytest

from .sources import EVERYTHING, PRODUCT, Module, modules

LONGEST = 400
NAMELESS = {"utils", "util", "helpers", "helper", "manager", "base", "common"}

CLOCKS = {
    "graph/clock.py": "the one clock",
    "graph/imports/": "an import without a moment of its own takes the present one",
    "recommendations/evaluation/running.py": "takes the time of rankings",
    "graph/local/process.py": "waits for a child process with the monotonic clock",
}
CHANCE = {
    "graph/chance.py": "the one source of ids",
    "graph/local/layout.py": "draws the password of the local server",
    "api/keys.py": "draws signing keys",
    "graph/marketplace/": "a seeded marketplace",
}
DRIVERS = {
    "graph/store.py": "the one door to the database",
    "graph/migrations.py": "sets the database up before anything is served",
    "graph/bolt_times.py": "converts its times",
    "graph/local/": "asks its own child process whether it answers",
}
CYPHER = {
    ("graph/local/server.py", "RETURN 1"): "readiness is a query that needs no data",
    ("graph/migrations.py", "CALL db.awaitIndexes($seconds)"): "set-up, not a query of the product",
}
CLAUSE = re.compile(r"\b(MATCH|MERGE|CREATE|UNWIND|CALL) *[({$]|\bDETACH DELETE\b|^RETURN \S|^CALL \w+\.\w+")
NOT_THE_DATABASE = {"asyncio", "subprocess", "uvicorn"}

everywhere = pytest.mark.parametrize("module", modules(*EVERYTHING), ids=str)
in_the_product = pytest.mark.parametrize("module", modules(*PRODUCT), ids=str)


@everywhere
def test_a_module_says_what_it_is(module: Module) -> None:
    """An empty file may be silent, anything else opens with a docstring."""
    assert not module.tree.body or ast.get_docstring(module.tree), f"{module} has no docstring"


@everywhere
def test_a_module_is_read_in_one_sitting(module: Module) -> None:
    """A longer one holds two ideas."""
    assert len(module.text.splitlines()) <= LONGEST


@everywhere
def test_a_module_is_named_by_its_idea(module: Module) -> None:
    """Names that fit anything mean the idea was not found yet."""
    assert not module.words & NAMELESS


@everywhere
def test_every_exception_to_a_check_has_a_reason(module: Module) -> None:
    """After the code that is ignored stand words."""
    bare = [
        f"{module}:{line}: {comment}"
        for line, comment in module.comments
        for mark in (re.search(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore|pragma:)(.*)$", comment),)
        if mark and not re.match(r"(\[[\w, -]+\]|:\s*[A-Z]+\d+(, ?[A-Z]+\d+)*|\s*no cover)[\s#:-]+\S+ \S+", mark[2])
    ]
    assert not bare


@in_the_product
def test_only_the_clock_tells_the_time(module: Module) -> None:
    """Everything else is handed a moment."""
    if module.is_within(*CLOCKS):
        return
    telling = {
        "datetime": {"now", "utcnow", "today"},
        "date": {"today"},
        "time": {"time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"},
    }
    read = [
        f"{module}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in telling.get(_last(node.value), set())
    ]
    assert not read
    assert "time" not in module.imported


@in_the_product
def test_only_the_sources_of_chance_draw(module: Module) -> None:
    """Everything else is handed ids or a source."""
    if not module.is_within(*CHANCE):
        assert not module.imported & {"random", "secrets", "uuid"}


@in_the_product
def test_only_the_store_speaks_to_the_driver(module: Module) -> None:
    """And set-up and the local server, which run before the store opens."""
    if not module.is_within(*DRIVERS):
        assert "neo4j" not in module.imported


@in_the_product
def test_no_cypher_stands_outside_the_query_files(module: Module) -> None:
    """Queries are files a stranger can run."""
    written = [(module.path, text) for node in module.strings if (text := str(node.value)) and CLAUSE.search(text)]
    assert [each for each in written if each not in CYPHER] == []


@in_the_product
def test_the_text_of_a_query_is_never_built(module: Module) -> None:
    """What is run is named, not written or put together on the spot."""
    built = [
        f"{module}:{call.lineno}: {ast.unparse(call)}"
        for call in module.calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"run", "execute_query"}
        and _first(call.func) not in NOT_THE_DATABASE
        and call.args
        and not _is_named(call.args[0])
        and (module.path, _text(call.args[0])) not in CYPHER
    ]
    assert built == []


def test_every_exception_is_still_needed() -> None:
    """A place that no longer reads the time, draws, connects or writes Cypher leaves its list."""
    product = {module.path: module for module in modules(*PRODUCT)}
    for places, names in ((DRIVERS, {"neo4j"}), (CHANCE, {"random", "secrets", "uuid", "numpy"})):
        for place in places:
            assert any(each.is_within(place) and each.imported & names for each in product.values()), place
    for place in CLOCKS:
        assert any(each.is_within(place) and each.imported & {"time", "datetime"} for each in product.values()), place
    for path, text in CYPHER:
        assert text in {str(node.value) for node in product[path].strings}, path


def _last(node: ast.expr) -> str:
    """The last name of ``a.b.c``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _first(node: ast.expr) -> str:
    """The first name of ``a.b(c).d``."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def _is_named(node: ast.expr) -> bool:
    """A name, an attribute, or the catalogue's ``query("…")`` by a name that is written out."""
    if isinstance(node, ast.Call) and _last(node.func) == "query":
        return all(isinstance(each, ast.Constant) for each in node.args) and not node.keywords
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and _is_named(node.value))


def _text(node: ast.expr) -> str:
    """The text of a constant or of the first argument of a call."""
    if isinstance(node, ast.Call) and node.args:
        return _text(node.args[0])
    return str(node.value) if isinstance(node, ast.Constant) else ""
