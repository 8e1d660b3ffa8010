"""Real Neo4j as a child process: nothing installed beforehand, nothing shared, nothing left behind."""

from .distribution import Distribution, install
from .errors import LocalServerError
from .layout import ServerOptions
from .server import LocalServer, Status
from .supervisor import Supervisor

__all__ = ["Distribution", "LocalServer", "LocalServerError", "ServerOptions", "Status", "Supervisor", "install"]
