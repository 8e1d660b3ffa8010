"""The benchmarks themselves: their arguments, documents, arithmetic and pictures; what they measure is no test."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import asked, flames, imports, network
from benchmarks.depths import WALK
from benchmarks.machine import described
from benchmarks.measuring import Contender, interleave, warm
from benchmarks.wire import Wire, post
from graphql import build_schema, parse, validate

ROOT = Path(__file__).parents[2]


class Meter:
    """CPU that is spent as a test says: a unit a request, more for the first ones."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.requests = 0

    def seconds(self) -> float:
        """What was spent so far."""
        return self.spent

    def work(self, number: int) -> None:
        """Spends more while it is cold."""
        self.requests += 1
        self.spent += 10.0 if number < 8 else 1.0


def test_warming_goes_on_until_the_cost_is_flat() -> None:
    """Four flat blocks after the costly ones, and nothing of them is kept."""
    meter, idle = Meter(), Meter()
    contender = Contender("one", meter.work, meter)
    assert warm(contender, idle, requests=4, most=20) == 6
    assert contender.latencies == []
    assert contender.cpu == []


def test_warming_ends_though_the_cost_never_is_flat() -> None:
    """After the most that was allowed."""
    meter = Meter()

    def erratic(number: int) -> None:
        meter.spent += 2.0**number

    assert warm(Contender("one", erratic, meter), Meter(), requests=1, most=5) == 5


def test_contenders_take_turns() -> None:
    """As many blocks for each, and CPU is told a request."""
    meters = [Meter(), Meter()]
    both = [Contender(str(number), meter.work, meter) for number, meter in enumerate(meters)]
    interleave(both, Meter(), requests=4, rounds=3, most_warming=20)
    for each in both:
        assert len(each.latencies) == 12
        assert each.cpu == [1.0, 1.0, 1.0]
        assert (each.cpu_ms, each.database_ms) == (1000, 0)
        assert 0 < each.median <= each.p99


OURS = [asked.LOOKUP, asked.PAGE, asked.MUTUAL, asked.SEND, asked.ACCEPT, WALK]


@pytest.mark.parametrize("document", OURS, ids=lambda text: text.split("(")[0].split()[1])
def test_what_is_measured_is_valid(document: str) -> None:
    """Against the schema as it is committed."""
    schema = build_schema((ROOT / "schema.graphql").read_text("utf-8"))
    assert validate(schema, parse(document)) == []


def test_the_page_has_eight_fields_an_edge() -> None:
    """As many for the peer, which is what makes them comparable."""

    def leaves(document: str) -> list[str]:
        edges = document[document.index("edges {") : document.index("pageInfo")]
        words = edges.replace("{", " { ").replace("}", " } ").split()
        return sorted(
            word for word, follows in zip(words, [*words[1:], ""], strict=True) if follows != "{" and word not in "{}"
        )

    assert len(leaves(asked.PAGE)) == 8
    assert leaves(asked.PAGE) == leaves(asked.PEER_PAGE)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (["--only", "page", "--no-peer"], ["page"]),
        ([], None),
        (["--only", "lookup", "--only", "act"], ["lookup", "act"]),
    ],
)
def test_the_command_line_says_what_is_measured(given: list[str], what: list[str] | None) -> None:
    """Everything unless something is named."""
    assert network.arguments_of(given).only == what


@pytest.mark.parametrize("parse_them", [network.arguments_of, imports.arguments_of])
def test_what_nobody_knows_is_refused(parse_them: Callable[[list[str]], object]) -> None:
    """A slip of the keyboard measures nothing."""
    with pytest.raises(SystemExit):
        parse_them(["--everything"])


def test_a_flame_graph_is_drawn_from_samples(tmp_path: Path) -> None:
    """Wide where the samples are, without a script, from the frame on that was named."""
    stacks = "start:main;server:run;confrere.api:page;neo4j:read 30\nstart:main;server:run;json:dumps 10\nidle:wait 5\n"
    whole = flames.tree(stacks, root="server")
    assert (whole.samples, list(whole.below)) == (40, ["server:run"])
    picture = flames.drawn(whole, "A page & more")
    drawn = ElementTree.fromstring(picture)  # noqa: S314  drawn on the line above
    widths = {each[0].text: float(each[1].attrib["width"]) for each in drawn if len(each) > 1}
    assert widths["confrere.api:page 75.0%"] == pytest.approx(flames.WIDTH * 0.75)
    assert widths["json:dumps 25.0%"] == pytest.approx(flames.WIDTH * 0.25)
    assert "<script" not in picture


def test_samples_are_taken_and_written(tmp_path: Path) -> None:
    """Of whatever runs inside."""
    file = tmp_path / "stacks"
    with flames.sampling(file):
        sum(number * number for number in range(3_000_000))
    whole = flames.tree(file.read_text("utf-8"), root="tests.benchmarks")
    assert whole.samples > 0


@pytest.mark.parametrize(
    "answer",
    [
        b'HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{"a": 1}',
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n3\r\n 1}\r\n0\r\n\r\n',
    ],
    ids=["whole", "chunked"],
)
def test_the_client_reads_answers(answer: bytes) -> None:
    """Twice over one connection, and over another when that was closed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for answers in (2, 1):
                with listener.accept()[0] as connection:
                    for _ in range(answers):
                        connection.recv(65_536)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with Wire(listener.getsockname()[1]) as wire:
            request = post("/graphql", {"query": "{ a }"}, token="t")
            assert b"Authorization: Bearer t" in request
            assert [wire.ask(request).json for _ in range(3)] == [{"a": 1}] * 3
        thread.join()


def test_a_measurement_says_what_it_ran_on() -> None:
    """Date, processor, load and versions."""
    text = "\n".join(described("more"))
    assert all(word in text for word in ("UTC", "load of the machine", "Python", "strawberry-graphql", "more"))
