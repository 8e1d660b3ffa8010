"""Lines of JSON on the standard error, one for each thing that happened; nothing in a value can begin another line."""

import logging
import sys

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

from confrere.graph.clock import Clock


def configure(*, level: str, clock: Clock) -> None:
    """Sends what the product notes to the standard error, and what libraries log in the same form."""
    number = logging.getLevelNamesMapping()[level]

    def stamped(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        event["at"] = clock().isoformat()
        return event

    shared = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, stamped]
    written = structlog.processors.JSONRenderer(serializer=lambda event, **_: orjson.dumps(event, default=str).decode())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                written,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )
