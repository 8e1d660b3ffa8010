"""What is noted of an error that nobody expected."""

import logging
import traceback


def note(log: logging.Logger, what: str, error: BaseException) -> None:
    """Writes what failed and where, and not what the error says, which may repeat somebody's data."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed with %s\n%s", what, type(error).__name__, where)
