"""Every command explains itself, speaks data where it is asked to, and tells a mistake in one sentence."""

import errno
import re
import socket
from pathlib import Path

import orjson
import pytest
import typer
from graphql import build_schema
from typer.core import TyperGroup
from typer.testing import CliRunner

from confrere.api.cli import entry
from confrere.api.cli.databases import asks_to_write
from confrere.api.cli.entry import app
from confrere.api.cli.serving import listening
from confrere.api.schema import printed
from confrere.api.settings import Settings

from .conftest import Shell, free_port


def _every(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(command, TyperGroup):
        return [path]
    asked = typer.Context(command)
    inner = [(name, command.get_command(asked, name)) for name in command.list_commands(asked)]
    return [path, *(each for name, below in inner for each in _every(below, (*path, name)))]


COMMANDS = _every(typer.main.get_command(app))


def sentence(said: str) -> str:
    """The one line on stderr of a command that ended, without who says it."""
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    assert lines[0].startswith("confrere: ")
    assert lines[0].endswith(".")
    return lines[0].removeprefix("confrere: ")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "confrere")
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    """``--help`` ends well and says what the command does, and each of its options."""
    done = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert done.exit_code == 0
    assert re.search(r"^ [A-Z][^\n]+\.\s*$", done.stdout, re.MULTILINE), done.stdout
    for option in re.findall(r"^│ (--.*?) │$", done.stdout, re.MULTILINE):
        assert re.search(r"[A-Z].*\.", option), option


def test_the_demo_names_the_settings_that_matter() -> None:
    """Whoever asks for help learns what can be changed."""
    said = CliRunner().invoke(app, ["demo", "--help"], env={"COLUMNS": "200"}).stdout
    for name in ("CONFRERE_PORT", "CONFRERE_HOME", "CONFRERE_PEOPLE", "NEO4J_URI", "Ctrl-C"):
        assert name in said


def test_settings_are_data(shell: Shell) -> None:
    """``settings --json`` is one object with every setting, and no password."""
    done = shell.runs("settings", "--json", CONFRERE_PORT="1234", NEO4J_PASSWORD="hunter2hunter2")
    assert (done.returncode, done.stderr) == (0, "")
    settings = orjson.loads(done.stdout)
    assert list(settings) == list(Settings.model_fields)
    assert settings["port"] == 1234
    assert "hunter2" not in done.stdout
    for form in ((), ("--markdown",)):
        assert "hunter2" not in shell.runs("settings", *form, NEO4J_PASSWORD="hunter2hunter2").stdout


@pytest.mark.parametrize("command", ["settings", "demo", "up", "personas", "migrate"])
def test_an_unknown_variable_is_told_by_every_command(command: str, shell: Shell) -> None:
    """One sentence names the nearest one, and nothing else happens."""
    done = shell.runs(command, CONFRERE_PROT="8000")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence(done.stderr) == (
        "There is no setting CONFRERE_PROT. Did you mean CONFRERE_PORT? Correct or unset it."
    )


def test_a_bad_value_is_told(shell: Shell) -> None:
    """One sentence names the variable."""
    done = shell.runs("demo", CONFRERE_PORT="eighty")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence(done.stderr).startswith("CONFRERE_PORT is not usable: ")


def test_headers_and_body_of_an_answer_do_not_wait_for_each_other() -> None:
    """Whoever connects has a socket that sends at once, whatever the event loop makes of it."""
    with listening(Settings(port=0)) as listener, socket.create_connection(listener.getsockname()) as client:
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert not client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_ends_the_demo_at_once(shell: Shell, tmp_path: Path) -> None:
    """It is told before anything is fetched or written."""
    home = tmp_path / "home"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = shell.runs("demo", CONFRERE_PORT=str(port), CONFRERE_HOME=str(home))
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence(done.stderr).startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert "CONFRERE_PORT" in done.stderr
    assert not home.exists()


@pytest.mark.parametrize("command", [("demo",), ("db", "stop")])
def test_a_home_that_cannot_be_written_is_told(command: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    """A file stands in its place: one sentence, before any work."""
    (tmp_path / "home").write_text("not a folder", "utf-8")
    done = shell.runs(*command, CONFRERE_HOME=str(tmp_path / "home"), CONFRERE_PORT="0")
    assert done.returncode == 1
    assert "cannot be written" in sentence(done.stderr.splitlines()[-1])
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [("personas", "--json"), ("token", "--as", "ada"), ("migrate",), ("up",)], ids=" ".join
)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_does_not_answer_is_told(scheme: str, command: tuple[str, ...], shell: Shell) -> None:
    """One sentence names it and the variable, and the driver says nothing of its own."""
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    done = shell.runs(*command, NEO4J_URI=uri, NEO4J_PASSWORD="not-this-one", CONFRERE_PORT="0")
    assert (done.returncode, done.stdout) == (1, "")
    said = sentence(done.stderr.removeprefix("Asking your Neo4j …\n"))
    assert said.startswith(f"The Neo4j at {uri} does not answer.")
    assert "NEO4J_URI" in said
    assert "not-this-one" not in done.stderr


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it is noticed, what is said names the place."""

    def fills_up() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/full/people.csv")

    monkeypatch.setattr(entry, "app", fills_up)
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 1
    assert sentence(capsys.readouterr().err).startswith("The disk is full where /full/people.csv lies.")


def test_the_schema_is_printed(shell: Shell) -> None:
    """What is printed is the whole schema and nothing else, so that a tool can read it."""
    done = shell.runs("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == printed()
    assert build_schema(done.stdout).mutation_type


def test_the_status_of_an_empty_home_is_data(shell: Shell, tmp_path: Path) -> None:
    """Nothing runs and there is nothing yet; asking makes no folder."""
    done = shell.runs("db", "status", "--json", CONFRERE_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stderr) == (0, "")
    assert orjson.loads(done.stdout) == {
        "is_running": False,
        "uri": None,
        "browser": None,
        "pid": None,
        "has_data": False,
    }
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "command", [("personas", "--json"), ("token", "--as", "ada"), ("migrate",), ("up",), ("db", "start")], ids=" ".join
)
def test_an_empty_home_is_left_empty(command: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    """A server started without data could take in none any more, so the ways to have some are told."""
    done = shell.runs(*command, CONFRERE_HOME=str(tmp_path / "home"), CONFRERE_PORT="0")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence(done.stderr).startswith("There is no data yet. `confrere demo` makes a marketplace")
    assert not (tmp_path / "home").exists()


def test_stopping_what_does_not_run_is_no_mistake(shell: Shell, tmp_path: Path) -> None:
    """It is said, and that is all."""
    done = shell.runs("db", "stop", CONFRERE_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stderr.strip()) == (0, "Neo4j was not running.")


@pytest.mark.attack(75)
@pytest.mark.parametrize(
    ("arguments", "piped", "asks"),
    [
        ((), "MATCH (a)-[:CONNECTED_TO]-(b) RETURN a, b", False),
        (("-P", "{person: 'FL_1'}", "RETURN 1"), "", False),
        ((), ":access-mode write\nCREATE (n)", True),
        ((), "RETURN 1; :Access-Mode write", True),
        ((), "/* */ : source more.cypher", True),
        (("--access-mode", "write", "CREATE (n)"), "", True),
        (("--access-mode=write",), "", True),
        (("-f", "bad.cypher"), "", True),
        (("--file=bad.cypher",), "", True),
        (("-f", "good.cypher"), "", False),
        (("-f",), "", False),
    ],
)
def test_a_shell_that_reads_is_not_talked_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], piped: str, asks: bool
) -> None:
    """Not by an argument, by what is piped or by a file; a type of relationship is none of these."""
    monkeypatch.chdir(tmp_path)
    Path("bad.cypher").write_text("RETURN 1;\n:access-mode write\nMATCH (n) DETACH DELETE n;\n")
    Path("good.cypher").write_text("MATCH ()-[c:CONNECTED_TO]->() RETURN count(c);\n")
    assert asks_to_write(arguments, piped) is asks
