"""Watches a local server and starts it again when it dies."""

import logging
import threading
from collections.abc import Callable

from ..errors import ConfrereError
from .errors import LocalServerError
from .server import LocalServer

log = logging.getLogger("confrere.local")

LOOK_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 30.0


class Supervisor:
    """A thread that looks four times a second; after a failed start it pauses twice as long, at most half a minute."""

    def __init__(self, server: LocalServer, *, prepare: Callable[[], None] = lambda: None) -> None:
        """Sets it up.

        Args:
            server: what to watch; it runs now.
            prepare: done with a server that runs again, before it counts as back.
        """
        self._server = server
        self._prepare = prepare
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="neo4j-supervisor", daemon=True)
        self.restarts = 0
        self.is_back = True
        """False from the moment a death is seen until the server runs again and is prepared."""

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the watch; the server goes on."""
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = LOOK_SECONDS
        while not self._is_over.wait(pause):
            if self._server.status().is_running:
                continue
            self.is_back = False
            log.warning("the local Neo4j ended by itself and is started again")
            try:
                # Another launcher may have been faster: then it is joined, and is the other's to stop.
                self.restarts += self._server.start()
                pause = LOOK_SECONDS
            except (LocalServerError, OSError) as failed:
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                log.warning("the local Neo4j could not be started: %s", failed)
                continue
            try:
                self._prepare()
            except ConfrereError as failed:
                log.warning("the local Neo4j runs again and is not prepared: %s", failed)
            self.is_back = True
