"""What can go wrong with the local server; each message is one sentence that says what to do.

LocalServerError
├── NoNetwork        the first start needs to fetch Neo4j
├── DiskFull         no room for the store
├── StartFailed      Neo4j ended, or did not answer in time
├── NotRunning       something was asked of a server that is not there
├── StoreNotEmpty    an import into a store with data
└── AdminFailed      neo4j-admin ended with an error
"""

from typing import ClassVar


class LocalServerError(Exception):
    """The local server cannot do what was asked."""

    code: ClassVar[str] = "LOCAL_SERVER"


class NoNetwork(LocalServerError):
    """Neo4j is not here yet and cannot be fetched."""

    code = "NO_NETWORK"


class DiskFull(LocalServerError):
    """There is no room left, or the folder cannot be written."""

    code = "DISK_FULL"


class StartFailed(LocalServerError):
    """Neo4j did not come up."""

    code = "START_FAILED"


class NotRunning(LocalServerError):
    """No server runs in this folder."""

    code = "NOT_RUNNING"


class StoreNotEmpty(LocalServerError):
    """There is data already."""

    code = "STORE_NOT_EMPTY"


class AdminFailed(LocalServerError):
    """An administrator's command failed."""

    code = "ADMIN_FAILED"
