"""Watches a local server and starts it again when it dies."""

import logging
import threading

from .errors import LocalServerError
from .server import LocalServer

log = logging.getLogger("confrere.local")

LOOK_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0


class Supervisor:
    """A thread that looks every second; after a failed start it pauses twice as long, at most half a minute."""

    def __init__(self, server: LocalServer) -> None:
        self._server = server
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="neo4j-supervisor", daemon=True)
        self.restarts = 0

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
            log.warning("the local Neo4j ended by itself and is started again")
            try:
                self._server.start()
                self.restarts += 1
                pause = LOOK_SECONDS
            except (LocalServerError, OSError) as failed:
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                log.warning("the local Neo4j could not be started: %s", failed)
