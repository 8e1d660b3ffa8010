"""Bounds of a document: each is refused past its limit, in time linear in its length, before any validation."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from graphql import GraphQLSyntaxError, Lexer, Source, TokenKind, parse

from confrere.api.guard.bounds import BOUNDS, WORDS, Bounds, TooComplex
from confrere.api.guard.lexing import count
from confrere.api.guard.shape import Invalid, Shape

LIMITS = Bounds()


def measured(text: str, shape: Shape) -> None:
    """Counts and measures a document."""
    count(text, shape.bounds)
    shape.check(parse(text))


def visits(text: str) -> int:
    """How many nodes are looked at until a document is let through or refused."""
    shape = Shape(LIMITS)
    with suppress(TooComplex, Invalid, GraphQLSyntaxError):
        measured(text, shape)
    return shape.visited


def refused(text: str, bounds: Bounds = LIMITS) -> str:
    """Which bound a document is beyond."""
    with pytest.raises(TooComplex) as told:
        measured(text, Shape(bounds))
    assert str(told.value.extensions["limit"]) in str(told.value)
    return next(name for name in BOUNDS if WORDS[name] == told.value.extensions["what"])


def doubling(levels: int, leaf: str = "id") -> str:
    """Fragments that each spread the next one twice."""
    chain = " ".join(f"fragment F{n} on Viewer {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    return f"{{ viewer {{ ...F0 }} }} {chain} fragment F{levels} on Viewer {{ {leaf} }}"


BOMBS: dict[str, tuple[str, str]] = {
    "characters": ("{ a }" + " " * 20_000, "characters"),
    "a comment": ("{ a } #" + "x" * 20_000, "characters"),
    "tokens": ("{" + "a " * 3_000 + "}", "tokens"),
    "values": ("{ a(b: [" + "1 " * 401 + "]) }", "arguments"),
    "variables": ("query Q(" + " ".join(f"$v{n}: Int" for n in range(101)) + ") { a }", "arguments"),
    "comments": ("{ a }" + "#\n" * 2_000, "tokens"),
    "depth": ("{ a" * 17 + "}" * 17, "depth"),
    "depth that no stack holds": ("{ a" * 5_000, "depth"),
    "lists in arguments": ("{ a(b: " + "[" * 5_000 + ") }", "depth"),
    "objects in arguments": ("{ a(b: " + "{c:" * 4_000 + ") }", "depth"),
    "inline fragments": ("{ " + "... { " * 60 + "a" + "}" * 61, "depth"),
    "depth by fragments": (
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Q {{ a {{ ...F{n + 1} }} }}" for n in range(20))
        + " fragment F20 on Q { a }",
        "depth",
    ),
    "aliases": ("{" + " ".join(f"a{n}: b" for n in range(31)) + "}", "root_fields"),
    "aliases below": ("{ v {" + " ".join(f"a{n}: b" for n in range(31)) + "} }", "aliases"),
    "aliases by fragments": (
        "{ v { ...F ...F } } fragment F on V {" + " ".join(f"a{n}: b" for n in range(16)) + "}",
        "aliases",
    ),
    "directives": ("{ v { a " + "@include(if: true) " * 31 + "} }", "directives"),
    "directives of the operation": ("query " + "@x " * 31 + "{ a }", "directives"),
    "directives of variables": ("query Q($a: Int " + "@x " * 31 + ") { a }", "directives"),
    "roots": ("{" + " ".join(f"a{n}" for n in range(21)) + "}", "root_fields"),
    "roots by fragments": (
        "{ ...F ...F } fragment F on Q {" + " ".join(f"a{n}" for n in range(11)) + "}",
        "root_fields",
    ),
    "operations": (" ".join(f"query Q{n} {{ a }}" for n in range(11)), "operations"),
    "fragments": ("{ a } " + " ".join(f"fragment F{n} on Q {{ a }}" for n in range(31)), "fragments"),
    "fields": ("{ v {" + " ".join(f"a{n}" for n in range(501)) + "} }", "selections"),
    "fields by doubling": (doubling(9), "selections"),
    "nothing, very often": (doubling(25, ""), "selections"),
    "repeats": ("{ v {" + "a " * 26 + "} }", "repeats"),
    "repeats below": (
        "{ v { a { b b b b b } a { b b b b b } a { b b b b b } a { b b b b b } a { b b b b b } } }",
        "repeats",
    ),
    "mutations": ("mutation {" + " ".join(f"a{n}: b" for n in range(6)) + "}", "mutations"),
    "mutations by fragments": ("mutation { ...F ...F } fragment F on M { a b c }", "mutations"),
    "mutations in several operations": ("mutation A { a b c } mutation B { d e f }", "mutations"),
}


@pytest.mark.attack(1, 3, 4, 6, 10, 11)
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_its_bound(name: str) -> None:
    """And named in the refusal, with the limit."""
    text, bound = BOMBS[name]
    assert refused(text) == bound


@pytest.mark.attack(2)
@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Q { ...A }",
        "{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }",
        "{ a } fragment A on Q { ...B } fragment B on Q { ... { ...A } }",
    ],
)
def test_a_circle_of_fragments_is_refused(text: str) -> None:
    """Used or not."""
    with pytest.raises(Invalid, match="spreads itself"):
        Shape(LIMITS).check(parse(text))


@pytest.mark.parametrize("name", BOUNDS)
def test_every_bound_counts(name: str) -> None:
    """Set to nothing it refuses what is let through otherwise."""
    text = "query Q @x { b: v(w: 1) { a a ...F } } fragment F on V { c } mutation M { d }"
    Shape(LIMITS).check(parse(text))
    assert refused(text, Bounds(**{name: 0})) == name


@pytest.mark.attack(11)
def test_doubling_is_multiplied_and_never_expanded() -> None:
    """Twenty-eight doublings are a quarter of a billion fields, and no more nodes than were written."""
    assert visits(doubling(28)) < 150


@pytest.mark.parametrize(
    "make", [lambda n: "{ v {" + "a " * n + "} }", lambda n: doubling(n // 20), lambda n: "{ a" * n]
)
def test_the_work_is_bounded_by_what_was_written(make: Callable[[int], str]) -> None:
    """Whatever the document: its tokens, and the selections that the bounds let through."""
    for size in (10, 100, 500, 2_000):
        text = make(size)
        assert visits(text) <= LIMITS.tokens + LIMITS.selections


@pytest.mark.parametrize(
    "text",
    [
        "{ a }",
        "{a,b , c\ufeff}",
        '{ a(b: "x y { z") }',
        '{ a(b: """x " y \\""" z""") }',
        "{ a(b: -1.5e+10) }",
        "query Q($a: [Int!] = 1) { ...F @x }",
        '{ a(b: "\\u{1F600} \\" #") }',
    ],
)
def test_tokens_are_counted_as_graphql_counts_them(text: str) -> None:
    """Texts and numbers are one each, however they are written."""
    lexer, tokens = Lexer(Source(text)), 0
    while lexer.advance().kind is not TokenKind.EOF:
        tokens += 1
    assert count(text, LIMITS) == tokens


@pytest.mark.parametrize(
    ("text", "least"),
    [("# one\n{ a }", 4), ('{ a(b: "unfinished', 6), ("\u2028 \ud800 💥", 3), ('"""', 2), ("\x00", 1)],
)
def test_what_is_no_graphql_is_counted_too(text: str, least: int) -> None:
    """Comments, and by characters what is no token."""
    assert count(text, LIMITS) >= least
