"""Real Neo4j as a child process: nothing installed beforehand, nothing shared, nothing left behind."""

from .distribution import Distribution, install
from .errors import LocalServerError
from .layout import ServerOptions
from .releases import CALENDAR, LTS, Release
from .server import LocalServer, Status
from .supervisor import Supervisor

__all__ = [
    "CALENDAR",
    "LTS",
    "Distribution",
    "LocalServer",
    "LocalServerError",
    "Release",
    "ServerOptions",
    "Status",
    "Supervisor",
    "install",
]
