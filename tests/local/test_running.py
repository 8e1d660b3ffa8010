"""One real Neo4j in one folder, from its first start to its stop; the tests share it and run in this order."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError, ClientError

from confrere.graph.local import LocalServer, Supervisor
from confrere.graph.local.process import Serving, free_port, recorded, wait_until

from .conftest import OPTIONS, Folders, asks, people

LAUNCH = """
import sys
from pathlib import Path
from confrere.graph.local import LocalServer, ServerOptions, process
looks = iter([int(sys.argv[2])])
free_port = process.free_port
process.free_port = lambda preferred: next(looks, 0) or free_port(preferred)
server = LocalServer(Path(sys.argv[1]), ServerOptions(heap="512m", page_cache="64m", bolt_port=int(sys.argv[2])))
print(server.start(), server.status().pid, server.uri)
"""
ANSWER_SECONDS = 300
CHECKPOINT = re.compile(r"\[neo4j/.*checkpoint started(.*\n)+?.*\[neo4j/.*checkpoint completed")
FILLING = "Index population started"


@dataclass(frozen=True)
class Launched:
    """A server in a folder with a record of a process that is gone, started while its port was taken."""

    server: LocalServer
    taken: int
    """The port that was asked for."""
    said: list[tuple[bool, int, str]]
    """What two launchers at once said: whether it is theirs, process and address."""


@pytest.fixture(scope="module")
def launched(folders: Folders) -> Iterator[Launched]:
    """Two processes start a server at once; the port is taken in the moment after each has found it free."""
    server = folders.server("one")
    server.layout.make()
    Serving(os.getpid(), 1.0, 1, None).write(server.layout.state)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        launchers = [
            subprocess.Popen(
                [sys.executable, "-c", LAUNCH, str(server.layout.folder), str(port)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        lines = [launcher.communicate(timeout=600)[0].split() for launcher in launchers]
        yield Launched(server, port, [(is_ours == "True", int(pid), uri) for is_ours, pid, uri in lines])


def kill(server: LocalServer) -> int:
    """Kills Neo4j without a word and returns which process it was."""
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not server.status().is_running, ANSWER_SECONDS)
    return pid


def test_two_launchers_at_once_start_one_server(launched: Launched) -> None:
    """Exactly one of them starts Neo4j; the other waits and joins the same process."""
    assert sorted(is_ours for is_ours, _, _ in launched.said) == [False, True]
    assert len({(pid, uri) for _, pid, uri in launched.said}) == 1


def test_a_stale_record_is_not_taken_for_the_server(launched: Launched) -> None:
    """The number of a process may belong to another one by now."""
    assert launched.server.status().pid != os.getpid()


def test_a_taken_port_is_left_to_whoever_has_it(launched: Launched) -> None:
    """Another free port is chosen and recorded."""
    serving = recorded(launched.server.layout.state)
    assert serving is not None
    assert serving.bolt_port != launched.taken
    assert launched.server.uri == f"bolt://127.0.0.1:{serving.bolt_port}"


def test_a_port_is_taken_when_it_is_free(launched: Launched) -> None:
    """The preferred port is used where nobody listens, another one where somebody does."""
    assert launched.server.status().is_running
    taken, free = launched.taken, free_port(0)
    assert free_port(taken) not in {0, taken}
    assert free_port(free) == free


def test_the_folder_is_for_its_owner_alone(launched: Launched) -> None:
    """Nobody else reads the data or the password."""
    layout = launched.server.layout
    assert stat.S_IMODE(layout.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((layout.folder / "password").stat().st_mode) == 0o600
    assert len(layout.password()) == 32


def test_it_listens_on_loopback_only(launched: Launched) -> None:
    """Only this machine reaches Bolt, and there is no other door."""
    process = psutil.Process(launched.server.status().pid)
    listening = {each.laddr for each in process.net_connections("tcp") if each.status == psutil.CONN_LISTEN}
    addresses = {str(address[0]).removeprefix("::ffff:") for address in listening}
    assert addresses == {"127.0.0.1"}
    assert int(launched.server.uri.rpartition(":")[2]) in {int(address[1]) for address in listening}


def test_a_wrong_password_is_refused(launched: Launched) -> None:
    """Authentication is on."""
    with (
        neo4j.GraphDatabase.driver(launched.server.uri, auth=("neo4j", "a wrong one")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_files_of_the_machine_cannot_be_loaded(launched: Launched) -> None:
    """``LOAD CSV`` reads no file, whoever asks."""
    with pytest.raises(ClientError, match="file"):
        asks(launched.server, "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")


@pytest.mark.attack(75)
def test_whoever_opens_a_shell_reads_and_neither_writes_nor_reaches_out_nor_stays(
    launched: Launched, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every statement is refused or ended, whatever it is hidden behind, and what is asked after it is answered."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        door.settimeout(0.1)
        address = f"http://127.0.0.1:{door.getsockname()[1]}/"
        (tmp_path / "attack.cypher").write_text(
            "CREATE (:Person {id: 7});\n"
            "/* only reads */ MATCH (n) /* */ DETACH /* */ DELETE n;\n"
            "CALL { CREATE (p:Person {id: 9}) RETURN p } RETURN count(p);\n"
            f"LOAD CSV FROM '{address}' AS line RETURN line;\n"
            "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line;\n"
            "ALTER USER neo4j SET PASSWORD 'another one' CHANGE NOT REQUIRED;\n"
            "CREATE INDEX mine FOR (p:Person) ON (p.mine);\n"
            "UNWIND range(1, 9000000000) AS n WITH n WHERE n < 0 RETURN count(n);\n"
            "RETURN 'still ' + 'answered' AS word;\n"
        )
        code = launched.server.shell("--fail-at-end", "--format", "plain", "-f", str(tmp_path / "attack.cypher"))
        with pytest.raises(TimeoutError):
            door.accept()
    told = capfd.readouterr()
    assert code == 1
    assert "still answered" in told.out
    assert told.err.count("read access mode") == 5
    assert "blocked" in told.err
    assert "file" in told.err
    assert "transaction has been terminated" in told.err.casefold()
    assert people(launched.server) == 0
    assert asks(launched.server, "SHOW INDEXES YIELD name WHERE name = 'mine' RETURN name") == []


def test_a_shell_writes_when_it_is_told_to(launched: Launched) -> None:
    """Whoever operates it may."""
    assert launched.server.shell("CREATE (p:Person {id: 7}) DELETE p", may_write=True) == 0


def test_graph_data_science_answers(launched: Launched) -> None:
    """The library is in the server, in the version that was asked for."""
    assert asks(launched.server, "RETURN gds.version() AS version")[0]["version"].startswith("2.13")


def test_a_query_that_runs_away_is_ended(launched: Launched) -> None:
    """The guard of the configuration is in force."""
    rows = asks(launched.server, "SHOW SETTINGS YIELD name, value WHERE name = 'db.transaction.timeout' RETURN value")
    assert rows[0]["value"] == "5s"


def test_a_query_is_planned_once_for_every_length_of_its_parameters(launched: Launched) -> None:
    """Otherwise what was planned before anybody asked would serve those alone who ask for something as long."""
    clear = "CALL db.clearQueryCaches() YIELD value RETURN value"
    asks(launched.server, clear)
    for each in ("", "a", "abc", "a" * 20, "a" * 200):
        asks(launched.server, "MATCH (p:Person) WHERE p.name = $name RETURN p", name=each)
    assert "of 1 " in asks(launched.server, clear)[0]["value"]


def test_data_survive_a_kill(launched: Launched) -> None:
    """After kill -9 the next start works, and what was written before is there."""
    asks(launched.server, "UNWIND range(1, 100) AS id CREATE (:Person {id: id})")
    before = kill(launched.server)
    assert launched.server.start() is True
    assert launched.server.status().pid != before
    assert people(launched.server) == 100


def test_it_starts_without_graph_data_science_where_that_is_left_off(launched: Launched) -> None:
    """This launcher wants none, whatever the one before it wanted."""
    assert not launched.server.options.with_gds
    assert asks(launched.server, "SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'gds.' RETURN name") == []


def test_indexes_outlast_a_kill_soon_after_they_were_made(folders: Folders) -> None:
    """They are in the store's files within moments, so that the next start does not fill them anew."""
    server = folders.server("indexed", replace(OPTIONS, checkpoint_seconds=1))
    log = server.layout.home / "logs" / "debug.log"
    server.start()
    asks(server, "CREATE CONSTRAINT person_id FOR (p:Person) REQUIRE p.id IS UNIQUE")
    made = len(log.read_text("utf-8"))
    asks(server, "UNWIND range(1, 100) AS id CREATE (:Person {id: id})")
    assert wait_until(lambda: CHECKPOINT.search(log.read_text("utf-8"), made) is not None, ANSWER_SECONDS)
    before = len(log.read_text("utf-8"))
    kill(server)
    server.start()
    again = log.read_text("utf-8")[before:].splitlines()
    assert not [line for line in again if FILLING in line and "name='person_id'" in line]
    assert people(server) == 100
    server.stop()


def test_a_killed_server_is_started_again_on_its_port(launched: Launched) -> None:
    """The supervisor sees that it is gone, and whoever knew the address finds it there again."""
    server = launched.server
    uri = server.uri
    supervisor = Supervisor(server)
    supervisor.start()
    try:
        with neo4j.GraphDatabase.driver(uri, auth=server.auth, connection_timeout=3) as driver:
            driver.verify_connectivity()
            kill(server)
            assert wait_until(lambda: supervisor.restarts == 1, ANSWER_SECONDS)
            assert server.uri == uri
            assert driver.execute_query("MATCH (p:Person) RETURN count(p) AS people").records[0]["people"] == 100
    finally:
        supervisor.stop()


def test_a_server_that_was_joined_is_brought_back_too(launched: Launched) -> None:
    """On the port that clients know, prepared before it counts as back, by whoever serves from it."""
    uri = launched.server.uri
    joined = LocalServer(launched.server.layout.folder, OPTIONS)
    assert joined.start() is False
    prepared: list[bool] = []
    supervisor = Supervisor(joined, prepare=lambda: prepared.append(supervisor.is_back))
    supervisor.start()
    try:
        kill(launched.server)
        assert wait_until(lambda: supervisor.restarts == 1 and supervisor.is_back, ANSWER_SECONDS)
        assert prepared == [False]
        assert joined.uri == uri
        assert people(joined) == 100
    finally:
        supervisor.stop()
        joined.stop()
        launched.server.start()


def test_whoever_did_not_start_it_can_stop_it(launched: Launched) -> None:
    """The stop is clean and leaves no process; a second one says that nothing ran."""
    pid = launched.server.status().pid
    assert pid is not None
    process = psutil.Process(pid)
    stranger = LocalServer(launched.server.layout.folder, OPTIONS)
    assert stranger.stop() is True
    assert not launched.server.status().is_running
    assert stranger.stop() is False
    assert launched.server.stop() is False
    assert not process.is_running()
    assert "Stopped." in (launched.server.layout.home / "logs" / "neo4j.log").read_text("utf-8")[-200:]
