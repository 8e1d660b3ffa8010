"""Searches for the dearest document: which 16 kB of text cost the most CPU before nothing or a plan comes of them.

Hand-made families of documents are grown to the edge of the bounds, then changed at random for as long as that makes
them dearer. What is timed is everything up to the first resolver: counting, parsing, measuring, validating, pricing.

    .venv/bin/python benchmarks/document_limits.py [ROUNDS] > benchmarks/document_limits.md
"""

import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import graphql

from confrere.api.faults import Fault
from confrere.api.guard.bounds import Bounds
from confrere.api.guard.documents import Documents
from confrere.api.schema import schema

LONGEST = 16_384
BOUNDS = Bounds()
FIELDS = ["id", "__typename", "phase", "freelancer { id name }", "network(first: 1) { totalCount nodes { id } }"]
WORDS = ["viewer", "network", "networks", "freelancr", "node", "invitationsReceived", "x", "a" * 40]


def prepared(text: str) -> str:
    """Prepares a document, and says what came of it."""
    try:
        Documents(schema._schema, BOUNDS, max_bytes=0).operation(text, None)
    except Fault as fault:
        return f"{fault.code} {getattr(fault, 'extensions', {}).get('what', '')}".strip()
    return "accepted"


def cpu(text: str, times: int = 5) -> float:
    """The least CPU of several tries, in milliseconds, so that neighbours on the machine count little."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        prepared(text)
        best = min(best, time.process_time() - began)
    return best * 1000


def grown(make: Callable[[int], str]) -> str:
    """The dearest of a family, by size."""
    sizes = [2, 5, 10, 15, 20, 24, 25, 29, 30, 40, 60, 100, 150, 200, 240, 300, 450, 490, 900, 3_000, 8_000]
    return max((text for size in sizes if len(text := make(size)) <= LONGEST), key=lambda text: cpu(text, 2))


def families() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Documents that are known to be dear somewhere, by size."""
    fragment = "fragment F{n} on Viewer {{ {inner} }}"

    def fragments(count: int, inner: Callable[[int], str]) -> str:
        return " ".join(fragment.format(n=n, inner=inner(n)) for n in range(count))

    yield "one field again and again", lambda n: "{ viewer {" + "id " * n + "} }"
    yield "objects again and again", lambda n: "{ viewer {" + "freelancer { id } " * n + "} }"
    yield (
        "objects in objects",
        lambda n: (
            "{ viewer {" + ("freelancer { profile { city { id } city { id } } profile { city { id } } } " * n) + "} }"
        ),
    )
    yield "aliases", lambda n: "{ viewer {" + " ".join(f"a{i}: id" for i in range(n)) + "} }"
    yield "unknown fields", lambda n: "{ viewer {" + " ".join(f"netwrk{i}" for i in range(n)) + "} }"
    yield (
        "unknown arguments",
        lambda n: "{ viewer { network(" + " ".join(f"frst{i}: 1" for i in range(n)) + ") { totalCount } } }",
    )
    yield "unknown types", lambda n: "{ viewer {" + "... on Viewr { id } " * n + "} }"
    yield (
        "fragments that all know each other",
        lambda n: (
            "{ viewer {"
            + " ".join(f"...F{i}" for i in range(min(n, 30)))
            + "} } "
            + fragments(min(n, 30), lambda i: f"id a{i}: id phase")
        ),
    )
    yield (
        "fragments in a chain",
        lambda n: (
            "{ viewer { ...F0 } } "
            + fragments(min(n, 29), lambda i: f"id ...F{i + 1}")
            + f" fragment F{min(n, 29)} on Viewer {{ id }}"
        ),
    )
    yield (
        "doubling",
        lambda n: (
            "{ viewer { ...F0 } } "
            + fragments(min(n, 29), lambda i: f"...F{i + 1} ...F{i + 1}")
            + f" fragment F{min(n, 29)} on Viewer {{ id }}"
        ),
    )
    yield (
        "operations that share fragments",
        lambda n: (
            " ".join(f"query Q{i} {{ viewer {{ ...F0 ...F1 ...F2 ...F3 }} }}" for i in range(min(n, 10)))
            + fragments(4, lambda i: "id phase " * 4)
        ),
    )
    yield "variables", lambda n: "query Q(" + " ".join(f"$v{i}: Int" for i in range(n)) + ") { viewer { id } }"
    yield (
        "variables in use",
        lambda n: (
            "query Q("
            + " ".join(f"$v{i}: Int" for i in range(n))
            + ") { viewer {"
            + " ".join(f"network(first: $v{i}) {{ totalCount }}" for i in range(min(n, 24)))
            + "} }"
        ),
    )
    yield "directives", lambda n: "{ viewer { id " + "@include(if: true) " * n + "} }"
    yield (
        "directives everywhere",
        lambda n: "{ viewer {" + " ".join(f"a{i}: id @skip(if: false)" for i in range(n)) + "} }",
    )
    yield "a list of ids", lambda n: "{ nodes(ids: [" + '"x" ' * n + "]) { id } }"
    yield (
        "an object",
        lambda n: "mutation { sendInvitation(input: {" + " ".join(f"f{i}: 1" for i in range(n)) + "}) { __typename } }",
    )
    yield "brackets", lambda n: "{ nodes(ids: " + "[" * n + "]" * n + ") { id } }"
    yield "braces", lambda n: "{ viewer " * n + "}" * n
    yield "texts", lambda n: "{ nodes(ids: [" + '"\\u0041" ' * n + "]) { id } }"
    yield "one long text", lambda n: '{ node(id: "' + "\\n" * n + '") { id } }'
    yield "a block of text", lambda n: '{ node(id: """' + "\\n x" * n + '""") { id } }'
    yield "comments", lambda n: "{ viewer { id } }" + "#\n" * n
    yield "spaces", lambda n: "{" + " \n" * n + "viewer { id } }"
    yield "numbers", lambda n: "{ nodes(ids: [" + "9 " * n + "]) { id } }"
    yield "one long number", lambda n: "{ viewer { network(first: " + "9" * n + ") { totalCount } } }"
    yield "types of the schema", lambda n: "{ __schema { types {" + "fields { type { name } } " * n + "} } }"
    yield (
        "the schema in depth",
        lambda n: (
            "{ __schema { types { fields { type { "
            + "ofType { " * min(n, 11)
            + "name"
            + " }" * min(n, 11)
            + "} } } } }"
        ),
    )
    yield (
        "fragments on an interface",
        lambda n: (
            '{ node(id: "x") {'
            + " ".join(f"... on {kind} {{ id }}" for kind in ("Freelancer", "Viewer", "City", "Skill")) * (n // 4 + 1)
            + "} }"
        ),
    )


def mutated(text: str, chance: random.Random) -> str:
    """A document with something doubled, dropped, moved or put in."""
    words = text.split(" ")
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    match chance.randrange(5):
        case 0:
            words[at:at] = words[min(at, other) : max(at, other)][:60]
        case 1:
            del words[at]
        case 2:
            words[at], words[other] = words[other], words[at]
        case 3:
            words[at:at] = [chance.choice(FIELDS)]
        case _:
            words[at:at] = [chance.choice(WORDS)]
    return " ".join(words)[:LONGEST]


def dearer(text: str, rounds: int, chance: random.Random) -> str:
    """Climbs from a document to dearer ones."""
    best, most = text, cpu(text, 3)
    for _ in range(rounds):
        candidate = mutated(best, chance)
        if (cost := cpu(candidate, 1)) > most and (cost := cpu(candidate, 3)) > most:
            best, most = candidate, cost
    return best


def main() -> None:
    """Prints the dearest of each family, the dearest of all first."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(1)
    found = []
    for name, make in families():
        start = grown(make)
        best = dearer(start, rounds, chance)
        found.append((cpu(best), name, prepared(best), len(best)))
        print(f"{name}: {found[-1][0]:.2f} ms", file=sys.stderr)
    print("# The dearest documents\n")
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, graphql-core {graphql.__version__}, "
        f"{platform.machine()}, {rounds} changes for each family; CPU from the text to a plan or a refusal.\n"
    )
    print("| CPU, ms | family | what came of it | characters |\n|---|---|---|---|")
    for cost, name, outcome, length in sorted(found, reverse=True):
        print(f"| {cost:.2f} | {name} | {outcome} | {length} |")


if __name__ == "__main__":
    main()
