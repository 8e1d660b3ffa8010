"""The one command from end to end, on a small marketplace; the tests share a home and run in this order."""

import re
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from confrere.graph.local.process import wait_until

from .conftest import Shell, free_port

READY_SECONDS = 400
"""No test of time: a crowded machine may take minutes for what takes half of one."""
INVITE = """mutation Invite($input: SendInvitationInput!) { sendInvitation(input: $input) {
  __typename ... on UserError { code message } } }"""
SENT = "{ viewer { invitationsSent(first: 50) { nodes { recipient { handle } } } } }"
FIND = '{ freelancer(by: {handle: "nia-newcomer"}) { id } }'


@dataclass
class Demo:
    """A ``confrere demo`` that serves."""

    process: subprocess.Popen[str]
    address: str
    log: Path
    start_seconds: float = 0

    @property
    def said(self) -> str:
        """What it printed so far."""
        return self.log.read_text("utf-8")

    def is_ready(self) -> bool:
        """Whether it answers, and its database too."""
        try:
            return httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def asks(self, token: str, text: str, **variables: Any) -> httpx.Response:
        """Sends a document."""
        return httpx.post(
            f"{self.address}/graphql",
            json={"query": text, "variables": variables},
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        )

    def ends(self, by: signal.Signals) -> int:
        """Sends a signal and waits for the end."""
        self.process.send_signal(by)
        return self.process.wait(240)


def started(shell: Shell, log: Path) -> Demo:
    """Starts a demo and waits until it is ready."""
    port, began_at = free_port(), time.monotonic()
    made = Demo(shell.starts("demo", "--port", str(port), log=log), f"http://127.0.0.1:{port}", log)
    assert wait_until(lambda: made.is_ready() or made.process.poll() is not None, READY_SECONDS, 0.2), made.said
    assert made.process.poll() is None, made.said
    made.start_seconds = time.monotonic() - began_at
    return made


@pytest.fixture(scope="module")
def demo(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The first demo of an empty home."""
    made = started(shell, tmp_path_factory.mktemp("log") / "first.log")
    yield made
    if made.process.poll() is None:
        made.ends(signal.SIGTERM)


@pytest.fixture(scope="module")
def token(demo: Demo, shell: Shell) -> str:
    """A token from the command line while the demo serves."""
    done = shell.runs("token", "--as", "carla-connector")
    assert done.returncode == 0, done.stderr
    assert demo.process.poll() is None
    return done.stdout.strip()


def test_the_page_shows_personas(demo: Demo) -> None:
    """The landing page names people to sign in as."""
    page = httpx.get(demo.address, timeout=60)
    assert page.status_code == 200
    assert "carla-connector" in page.text


def test_everything_is_offered(demo: Demo, token: str) -> None:
    """The last phase of the rollout, in which the demo's teams are seen, unless CONFRERE_PHASE says otherwise."""
    assert demo.asks(token, "{ viewer { phase } }").json()["data"] == {"viewer": {"phase": "TEAMS"}}


def test_the_printed_tokens_can_be_copied(demo: Demo) -> None:
    """Each is whole, on a line of its own, and signs somebody in."""
    tokens = re.findall(r"^(eyJ[\w-]+\.[\w-]+\.[\w-]+)$", demo.said, re.MULTILINE)
    assert len(tokens) == 3
    for each in tokens:
        assert demo.asks(each, "{ viewer { freelancer { handle } } }").json()["data"]["viewer"]["freelancer"]


def test_the_printed_query_works_when_pasted(demo: Demo) -> None:
    """The shell's own words become the request, and the answer is data."""
    pasted = demo.said[demo.said.index("curl ") : demo.said.index("Confrere is at")].replace("\\\n", " ")
    words = shlex.split(pasted)
    assert words[:3] == ["curl", "-s", f"{demo.address}/graphql"]
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    answer = httpx.post(words[2], headers=headers, content=words[words.index("-d") + 1], timeout=60)
    viewer = answer.json()["data"]["viewer"]
    assert viewer["freelancer"]["name"]
    assert viewer["network"]["totalCount"] > 0
    assert len(viewer["network"]["nodes"]) == 3


def test_personas_are_listed_while_it_serves(demo: Demo, shell: Shell) -> None:
    """``personas --json`` is data with a token for each who can sign in, and the server goes on."""
    done = shell.runs("personas", "--json")
    assert done.returncode == 0, done.stderr
    known = {each["handle"]: each for each in orjson.loads(done.stdout)}
    assert {"nia-newcomer", "carla-connector", "hugo-hub", "lena-lead", "pia-private"} <= known.keys()
    answer = demo.asks(known["hugo-hub"]["token"], "{ viewer { freelancer { handle } } }")
    assert answer.json()["data"]["viewer"]["freelancer"]["handle"] == "hugo-hub"


def test_a_handle_of_nobody_has_no_token(demo: Demo, shell: Shell) -> None:
    """It is told in a sentence."""
    done = shell.runs("token", "--as", "nobody-at-all")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nobody who can sign in has the handle nobody-at-all." in done.stderr
    assert demo.is_ready()


def test_a_server_of_yours_is_used(demo: Demo, shell: Shell) -> None:
    """By its address and its password, whoever started it; a wrong password or database is told in one sentence."""
    assert demo.is_ready()
    uri = orjson.loads(shell.runs("db", "status", "--json").stdout)["uri"]
    password = (shell.home / "servers" / "main" / "password").read_text("utf-8").strip()
    found = shell.runs("token", "--as", "hugo-hub", NEO4J_URI=uri, NEO4J_PASSWORD=password)
    assert found.returncode == 0, found.stderr
    assert demo.asks(found.stdout.strip(), "{ viewer { freelancer { handle } } }").status_code == 200
    for wrong, hint in (
        ({"NEO4J_PASSWORD": "not-this-one"}, "does not let neo4j in. Correct NEO4J_USERNAME and NEO4J_PASSWORD."),
        ({}, "does not let anybody in. Correct NEO4J_USERNAME and NEO4J_PASSWORD."),
        ({"NEO4J_PASSWORD": password, "NEO4J_DATABASE": "other"}, "has no database other. Correct NEO4J_DATABASE."),
    ):
        done = shell.runs("personas", NEO4J_URI=uri, **wrong)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.strip() == f"confrere: The Neo4j at {uri} {hint}"


def test_an_invitation_is_sent(demo: Demo, token: str) -> None:
    """The thin path through every layer, over real HTTP."""
    newcomer = demo.asks(token, FIND).json()["data"]["freelancer"]["id"]
    given = {"freelancerId": newcomer, "entryPoint": "NETWORK_PAGE", "steps": 2}
    answer = demo.asks(token, INVITE, input=given).json()
    assert "data" in answer, answer
    assert answer["data"]["sendInvitation"]["__typename"] == "SendInvitationPayload", answer
    assert "nia-newcomer" in _sent(demo, token)


def _sent(demo: Demo, token: str) -> list[str]:
    nodes = demo.asks(token, SENT).json()["data"]["viewer"]["invitationsSent"]["nodes"]
    return sorted(node["recipient"]["handle"] for node in nodes)


def test_a_second_demo_joins_the_database(demo: Demo, token: str, shell: Shell, tmp_path: Path) -> None:
    """On another port it serves the same data, and its end leaves the first one alone."""
    second = started(shell, tmp_path / "second.log")
    assert len(shell.servers()) == 1
    assert _sent(second, token) == _sent(demo, token)
    second.ends(signal.SIGINT)
    assert demo.is_ready()


def test_a_killed_database_is_told_and_comes_back(demo: Demo, token: str, shell: Shell) -> None:
    """While it is gone the answer is a typed 503 that says when to try again; then everything works by itself."""
    before = _sent(demo, token)
    shell.servers()[0].kill()
    gone = demo.asks(token, SENT)
    assert gone.status_code == 503
    assert gone.headers["Retry-After"].isdigit()
    assert [error["extensions"]["code"] for error in gone.json()["errors"]] == ["DATABASE_UNAVAILABLE"]
    killed_at = time.monotonic()
    assert wait_until(demo.is_ready, READY_SECONDS, 0.5)
    assert time.monotonic() - killed_at < max(60, demo.start_seconds)  # a crowded machine also took longer to start
    assert _sent(demo, token) == before


def test_ctrl_c_stops_everything(demo: Demo, token: str, shell: Shell) -> None:
    """The API ends without a traceback and no Neo4j of this home is left."""
    assert token
    assert demo.ends(signal.SIGINT) in {0, 130}
    assert shell.servers() == []
    assert "Traceback" not in demo.said
    assert orjson.loads(shell.runs("db", "status", "--json").stdout)["has_data"] is True


def test_a_second_start_finds_the_data(demo: Demo, token: str, shell: Shell, tmp_path: Path) -> None:
    """The invitation and the token of before are still good; SIGTERM stops everything like Ctrl-C."""
    assert demo.process.poll() is not None
    again = started(shell, tmp_path / "again.log")
    assert "Drawing the marketplace" not in again.said
    assert "nia-newcomer" in _sent(again, token)
    assert again.ends(signal.SIGTERM) in {0, 130, 143}
    assert shell.servers() == []
    assert "Traceback" not in again.said
