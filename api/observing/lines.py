"""Lines of JSON on the standard error, one for each thing that happened; nothing in a value can begin another line."""

import logging
import sys
from typing import Any

import orjson
import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, WrappedLogger

from confrere.graph.clock import Clock


def logger(name: str) -> BoundLogger:
    """Returns a logger of events with named values, which the logging of Python lets through or not by level."""
    made: BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=BoundLogger,
    )
    return made


def formatter(clock: Clock) -> logging.Formatter:
    """Returns what makes a line of JSON of every record, the product's own and those of libraries."""

    def stamped(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {"at": clock().isoformat(), **event}

    return ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            stamped,
            structlog.processors.JSONRenderer(serializer=_json),
        ],
    )


def configure(*, level: str, clock: Clock) -> None:
    """Writes to the standard error what is at least of this level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(clock))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # The driver warns of every lost race with the server's own text, node ids included; we say ourselves what matters.
    logging.getLogger("neo4j").setLevel(logging.ERROR)


def _json(event: EventDict, **_: Any) -> str:
    return orjson.dumps(event, default=str).decode()
