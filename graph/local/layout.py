"""What lies in a server's folder, and its configuration."""

import secrets
import string
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .releases import LTS, Release

LOOPBACK = "127.0.0.1"
USER = "neo4j"


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """Sizes, limits and ports of one server; memory in Neo4j's notation, times in seconds."""

    heap: str = "1g"
    page_cache: str = "512m"
    transaction_memory: str = "64m"
    transaction_seconds: int = 5
    lock_seconds: int = 2
    checkpoint_seconds: int = 30
    """How often what was written is put into the store's files, so that a start after a kill has no more than that to
    do again."""
    replan_seconds: int = 10
    """How old the plan of a query may grow before another is made for what the database then holds."""
    bolt_port: int = 7687
    """Port to use when it is free; another free one is taken otherwise."""
    browser_port: int | None = None
    """Port of Neo4j Browser, None to leave it off."""
    with_gds: bool = True
    """Whether the Graph Data Science library is loaded: a third of what a start takes, and no query of ours asks it."""
    java_options: tuple[str, ...] = ()
    """What else Java is told, after what the release tells it."""
    release: Release = LTS
    """Which Neo4j; a folder is of one release for ever, since a newer one changes the store."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one server below its folder."""

    folder: Path

    @property
    def home(self) -> Path:
        """Neo4j's own home."""
        return self.folder / "neo4j"

    @property
    def store(self) -> Path:
        """Where the data of the database lies once there is any."""
        return self.home / "data" / "databases" / "neo4j"

    @property
    def state(self) -> Path:
        """Which process serves, on which port."""
        return self.folder / "server.json"

    @property
    def lock(self) -> Path:
        """Held while a launcher starts, stops or imports."""
        return self.folder / "launch.lock"

    @property
    def log(self) -> Path:
        """What the server prints."""
        return self.folder / "console.log"

    def make(self) -> None:
        """Makes the folders, for the owner alone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        for name in ("conf", "data", "logs", "plugins", "import", "run"):
            (self.home / name).mkdir(parents=True, exist_ok=True)

    def password(self) -> str:
        """Returns the password of this server, drawn once and readable by the owner alone."""
        file = self.folder / "password"
        if not file.exists():
            word = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(32))
            fresh = file.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(word, "ascii")
            fresh.rename(file)
        return file.read_text("ascii")

    def plug(self, jars: Iterable[Path]) -> None:
        """Links the plugins of the next start and drops the links of others; a jar that somebody put there stays."""
        wanted = {self.home / "plugins" / jar.name: jar for jar in jars}
        for there in (self.home / "plugins").iterdir():
            if there.is_symlink() and there.readlink() != wanted.get(there):
                there.unlink()
        for link, jar in wanted.items():
            if not link.exists():
                link.symlink_to(jar)

    def configure(self, options: ServerOptions, bolt_port: int) -> None:
        """Writes ``neo4j.conf``: loopback only, with the guards that keep one query from harming the rest."""
        browser = options.browser_port
        settings = {
            "server.default_listen_address": LOOPBACK,
            "server.bolt.listen_address": f"{LOOPBACK}:{bolt_port}",
            "server.bolt.advertised_address": f"{LOOPBACK}:{bolt_port}",
            # Told to expect signs of life, the driver waits for each piece of an answer in a task of its own. Whoever
            # asks has a patience of their own here.
            "server.bolt.connection_keep_alive_for_requests": "OFF",
            "server.http.enabled": "false" if browser is None else "true",
            "server.https.enabled": "false",
            "server.memory.heap.initial_size": options.heap,
            "server.memory.heap.max_size": options.heap,
            "server.memory.pagecache.size": options.page_cache,
            "db.memory.transaction.max": options.transaction_memory,
            "db.transaction.timeout": f"{options.transaction_seconds}s",
            "db.lock.acquisition.timeout": f"{options.lock_seconds}s",
            # Indexes made since the last checkpoint are filled anew after a kill: a minute of it where there is a demo.
            "db.checkpoint.interval.time": f"{options.checkpoint_seconds}s",
            "dbms.cypher.min_replan_interval": f"{options.replan_seconds}s",
            "db.tx_log.rotation.retention_policy": "1 files",
            "dbms.security.auth_enabled": "true",
            "dbms.security.allow_csv_import_from_file_urls": "false",
            # And from no address either: whoever may ask a query has no errand in the network behind it.
            "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
            "dbms.usage_report.enabled": "false",
            # One plan of a query serves texts and lists of every length, not of one order of magnitude each.
            "internal.cypher.use_parameter_size": "false",
            # A query that is asked often would be planned a second time, for compiled expressions that Community lacks.
            "internal.cypher.expression_engine": "INTERPRETED",
            # A stop waits this long for Bolt and for its threads, with nobody connected too: ten seconds otherwise.
            "internal.server.bolt.connection_shutdown_wait_time": "1s",
            "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        }
        if options.with_gds:
            settings["dbms.security.procedures.unrestricted"] = "gds.*"
        if browser is not None:
            settings["server.http.listen_address"] = f"{LOOPBACK}:{browser}"
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, "utf-8")
