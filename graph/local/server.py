"""One local server in one folder: started, joined, stopped, filled and saved."""

import errno
import fcntl
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from ..progress import Progress
from . import process as processes
from .distribution import Distribution, install
from .errors import AdminFailed, DiskFull, NotRunning, StartFailed, StoreNotEmpty
from .layout import LOOPBACK, USER, Layout, ServerOptions
from .process import Serving

START_SECONDS = 300
ANSWER_SECONDS = 2
PORT_SECONDS = 10
"""How long the port of a killed server may stay taken."""
PORT_TRIES = 3
ADMIN_SECONDS = 1800
NOT_WRITABLE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}
)
ROOM_BYTES = 200 * 2**20
"""Free disk that a start asks for: transaction logs and a small store."""
IMPORT_HEAP = "640m"
"""Enough for a million people; the import holds what else it needs outside the heap, and would fill a larger one."""


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a server runs, and where."""

    is_running: bool
    uri: str | None
    browser: str | None
    pid: int | None
    has_data: bool


class LocalServer:
    """Neo4j in a folder of its own; several launchers of the same folder share one process."""

    def __init__(self, folder: Path, options: ServerOptions | None = None) -> None:
        self.layout = Layout(folder)
        self.options = options or ServerOptions()
        self._distribution: Distribution | None = None
        self._child: subprocess.Popen[bytes] | None = None  # kept, so that it is reaped when it ends
        self._port: int | None = None  # kept, so that clients find the server again after a restart

    @property
    def auth(self) -> tuple[str, str]:
        """User and password."""
        return USER, self.layout.password()

    @property
    def uri(self) -> str:
        """Bolt address of the running server.

        Raises:
            NotRunning: there is none.
        """
        serving = self._serving()
        if serving is None:
            raise NotRunning("The local Neo4j is not running. Start it with `confrere db start`.")
        return f"bolt://{LOOPBACK}:{serving.bolt_port}"

    def status(self) -> Status:
        """Tells whether it runs, and where."""
        serving = self._serving()
        return Status(
            is_running=serving is not None,
            uri=f"bolt://{LOOPBACK}:{serving.bolt_port}" if serving else None,
            browser=f"http://{LOOPBACK}:{serving.browser_port}/browser/" if serving and serving.browser_port else None,
            pid=serving.pid if serving else None,
            has_data=not self.is_empty(),
        )

    def is_empty(self) -> bool:
        """Tells whether no store was ever written here."""
        return not self.layout.store.exists()

    def install(self, progress: Progress | None = None) -> Distribution:
        """Makes sure that Neo4j itself is here."""
        if self._distribution is None:
            with self._writable():  # a folder that is of no use is told before anything is fetched
                self.layout.make()
                self._make_room()
            self._distribution = install(progress, self.options.release)
        return self._distribution

    def start(self, progress: Progress | None = None) -> bool:
        """Starts the server, or joins the one that another launcher started in this folder.

        Returns:
            Whether this call started it, so that whoever started it also stops it.

        Raises:
            NoNetwork, DiskFull, StartFailed: each says what to do.
        """
        distribution = self.install(progress)
        with self._alone():
            if (serving := self._serving()) is not None:
                self._await_bolt(serving)
                self._port = serving.bolt_port
                return False
            if self._child is not None:
                self._child.wait()
            self._make_room()
            self._drop_leftovers()
            self.layout.plug(distribution.plugins if self.options.with_gds else ())
            self._set_password()
            self._child = self._begin(distribution)
            return True

    @contextmanager
    def running(self) -> Iterator[Self]:
        """Keeps the server up for as long as somebody needs it; one that ran before is joined and left running.

        Raises:
            NoNetwork, DiskFull, StartFailed: see ``start``.
        """
        is_ours = self.start()
        try:
            yield self
        finally:
            if is_ours:
                self.stop()

    def stop(self) -> bool:
        """Stops the server cleanly; tells whether there was one."""
        with self._alone():
            serving = processes.recorded(self.layout.state)
            process = serving.process() if serving else None
            if process is not None:
                processes.end(process)
            if self._child is not None:
                self._child.wait()
            self._child = self._port = None
            self.layout.state.unlink(missing_ok=True)
            return process is not None

    def admin(self, *arguments: str, home: Path | None = None, heap: str = "1g") -> str:
        """Runs neo4j-admin and returns what it printed; the server must not be running for most of its commands.

        Raises:
            AdminFailed: with the last lines it printed.
        """
        command = processes.command(self.install(), "org.neo4j.cli.AdminTool", *arguments, heap=heap)
        place = home or self.layout.home
        done = subprocess.run(
            command,
            env=processes.environment(place),
            cwd=place,
            capture_output=True,
            text=True,
            timeout=ADMIN_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            printed = (done.stdout + done.stderr).strip()
            if "No space left" in printed:
                raise DiskFull(f"There is no room left for the store in {place}. Free some space and start again.")
            raise AdminFailed(f"neo4j-admin {arguments[0]} failed: {printed[-800:]}")
        return done.stdout

    def import_full(self, arguments: Sequence[str], *, heap: str = IMPORT_HEAP) -> None:
        """Fills an empty store offline: into a new folder first, which is swapped in when it is whole.

        Args:
            arguments: ``--nodes`` and ``--relationships`` of neo4j-admin.
            heap: memory of the import, in Java's notation.

        Raises:
            StoreNotEmpty: there is data already; nothing was touched.
            AdminFailed: the files are not right; nothing was touched.
        """
        with self._alone():
            self._require_stopped()
            if not self.is_empty():
                raise StoreNotEmpty(
                    "There is data in this store already. Choose another CONFRERE_HOME, "
                    "or remove the store's folder if you do not need it: " + str(self.layout.folder)
                )
            self._make_room()
            self._drop_leftovers()
            fresh = Layout(self.layout.folder / "importing")
            fresh.make()
            fresh.configure(self.options, self.options.bolt_port)
            try:
                self.admin(
                    "database",
                    "import",
                    "full",
                    "neo4j",
                    "--verbose=false",
                    f"--report-file={fresh.folder / 'import.report'}",
                    *arguments,
                    home=fresh.home,
                    heap=heap,
                )
            except BaseException:
                self._drop_leftovers()
                raise
            shutil.rmtree(self.layout.home / "data" / "transactions" / "neo4j", ignore_errors=True)
            self.layout.store.parent.mkdir(parents=True, exist_ok=True)
            (self.layout.home / "data" / "transactions").mkdir(parents=True, exist_ok=True)
            # The store comes last: without it the next start sees an empty store and begins again.
            (fresh.home / "data" / "transactions" / "neo4j").rename(
                self.layout.home / "data" / "transactions" / "neo4j"
            )
            fresh.store.rename(self.layout.store)
            shutil.rmtree(fresh.folder)

    def dump(self, folder: Path) -> None:
        """Saves the stopped database as ``neo4j.dump`` into a folder, for its owner alone."""
        with self._alone():
            self._require_stopped()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.admin("database", "dump", "neo4j", f"--to-path={folder}", "--overwrite-destination=true")
            (folder / "neo4j.dump").chmod(0o600)

    def load(self, folder: Path) -> None:
        """Replaces the stopped database by the ``neo4j.dump`` of a folder."""
        with self._alone():
            self._require_stopped()
            self.layout.configure(self.options, self.options.bolt_port)
            self.admin("database", "load", "neo4j", f"--from-path={folder}", "--overwrite-destination=true")

    def check(self) -> None:
        """Reads every record of the stopped database.

        Raises:
            AdminFailed: something in the store is damaged; it says where the report is.
        """
        with self._alone():
            self._require_stopped()
            self.admin("database", "check", "neo4j", f"--report-path={self.layout.home / 'logs'}")

    def shell(self, *arguments: str, may_write: bool = False, piped: str | None = None) -> int:
        """Runs cypher-shell, which refuses to write unless it may, on the terminal or a text; returns its exit code."""
        user, password = self.auth
        mode = "write" if may_write else "read"
        told = ("-a", self.uri, "-u", user, "--access-mode", mode, *arguments)
        command = processes.command(self.install(), "org.neo4j.shell.Main", *told, heap="256m")
        environment = {**processes.environment(self.layout.home), "NEO4J_PASSWORD": password}
        return subprocess.run(command, env=environment, check=False, input=piped, text=True).returncode

    def _serving(self) -> Serving | None:
        serving = processes.recorded(self.layout.state)
        return serving if serving and serving.process() else None

    def _begin(self, distribution: Distribution) -> subprocess.Popen[bytes]:
        """Starts the process on a port that nobody takes away meanwhile; after a restart on the one clients know."""
        is_restart = self._port is not None
        for tries_left in reversed(range(1 if is_restart else PORT_TRIES)):
            port = self._known_port() if is_restart else processes.free_port(self.options.bolt_port)
            try:
                child = self._spawn(distribution, port)
            except StartFailed:
                if not tries_left or processes.is_free(port):
                    raise
                continue  # somebody took the port between our look and Neo4j's
            self._port = port
            return child
        raise AssertionError("the last try returns or raises")

    def _known_port(self) -> int:
        port = self._port or self.options.bolt_port
        if not processes.wait_until(lambda: processes.is_free(port), PORT_SECONDS):
            raise StartFailed(f"Port {port}, on which Neo4j ran, is taken. Stop what listens there.")
        return port

    def _spawn(self, distribution: Distribution, bolt_port: int) -> subprocess.Popen[bytes]:
        browser_port = self.options.browser_port and processes.free_port(self.options.browser_port)
        self.layout.configure(replace(self.options, browser_port=browser_port), bolt_port)
        arguments = processes.command(
            distribution,
            distribution.release.main,
            f"--home-dir={self.layout.home}",
            f"--config-dir={self.layout.home / 'conf'}",
            heap=self.options.heap,
            plugins=self.layout.home / "plugins",
            options=self.options.java_options,
        )
        child = processes.spawn(arguments, home=self.layout.home, log=self.layout.log)
        try:
            serving = Serving.of(child.pid, bolt_port, browser_port)
            serving.write(self.layout.state)
            self._await_bolt(serving)
        except BaseException:  # Ctrl-C while starting leaves nothing behind either
            child.kill()
            child.wait()
            self.layout.state.unlink(missing_ok=True)
            raise
        return child

    def _require_stopped(self) -> None:
        if self._serving() is not None:
            raise StoreNotEmpty("The local Neo4j is running. Stop it first with `confrere db stop`.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps other launchers of this folder waiting; the lock goes with the process that holds it."""
        with self._writable():
            self.layout.make()
            with self.layout.lock.open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """Tells a full disk, and a folder that cannot be one, in a sentence."""
        try:
            yield
        except OSError as failed:
            if failed.errno in NOT_WRITABLE:
                raise DiskFull(
                    f"{self.layout.folder} cannot be written ({failed.strerror}). "
                    "Free some space or choose another folder with CONFRERE_HOME."
                ) from failed
            raise

    def _make_room(self) -> None:
        free = shutil.disk_usage(self.layout.folder).free
        if free < ROOM_BYTES:
            raise DiskFull(
                f"Only {free // 2**20} MB are free where {self.layout.folder} lies, and Neo4j needs "
                f"{ROOM_BYTES // 2**20} MB. Free some space or choose another folder with CONFRERE_HOME."
            )

    def _drop_leftovers(self) -> None:
        """Removes what an import that was cut off left behind."""
        shutil.rmtree(self.layout.folder / "importing", ignore_errors=True)

    def _set_password(self) -> None:
        if not (self.layout.home / "data" / "dbms" / "auth.ini").exists() and not self._has_system_store():
            self.layout.configure(self.options, self.options.bolt_port)
            self.admin("dbms", "set-initial-password", self.layout.password())

    def _has_system_store(self) -> bool:
        return (self.layout.home / "data" / "databases" / "system").exists()

    def _await_bolt(self, serving: Serving) -> None:
        """Waits until the database answers a query: a line in a log or an open port is no readiness."""
        uri = f"bolt://{LOOPBACK}:{serving.bolt_port}"
        answered = False

        def answers_or_ended() -> bool:
            nonlocal answered
            answered = _answers(uri, self.auth)
            return answered or serving.process() is None

        in_time = processes.wait_until(answers_or_ended, START_SECONDS)
        if answered:
            return
        if "No space left" in (last := self._last_words()):
            raise DiskFull(f"Neo4j ran out of disk in {self.layout.folder}. Free some space and start again.")
        what = "ended while starting" if in_time else f"did not answer within {START_SECONDS} seconds"
        raise StartFailed(f"Neo4j {what}. Its last words, in {self.layout.home / 'logs'}: {last}")

    def _last_words(self) -> str:
        """Returns the last error of the server's log, or its last line; without a log what Java itself printed."""
        for file in (self.layout.home / "logs" / "neo4j.log", self.layout.log):
            lines = file.read_text("utf-8", "replace").strip().splitlines()[-60:] if file.exists() else []
            if lines:
                return next((line for line in reversed(lines) if " ERROR " in line or "No space" in line), lines[-1])
        return "none"


def _answers(uri: str, auth: tuple[str, str]) -> bool:
    try:
        with GraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=ANSWER_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,  # it bounds the handshake with somebody who never answers
            max_transaction_retry_time=0,
        ) as driver:
            driver.execute_query("RETURN 1")
    except AuthError as wrong:
        raise StartFailed(
            f"Another Neo4j answers on {uri} and does not know this server's password. Stop it and start again."
        ) from wrong
    except (DriverError, Neo4jError, OSError):
        return False
    return True
