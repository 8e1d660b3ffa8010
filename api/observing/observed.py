"""What is noted of each operation: one line of JSON, and the numbers it adds to."""

from typing import TYPE_CHECKING

from ..guard.documents import Operation
from ..telling import Answer
from .lines import logger
from .metrics import Metrics

if TYPE_CHECKING:
    from ..context import Context

MAX_NAME = 60
"""Characters of an operation's name in a line; names are of letters, digits and underscores alone."""


class Observed:
    """Notes operations; never a document, a variable, a name, an address or a token."""

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self._log = logger("confrere.operations")

    def operation(self, operation: Operation | None, answer: Answer, context: "Context", seconds: float) -> None:
        """Notes one operation, run or refused."""
        kind = operation.kind.value if operation else "none"
        code = answer.code or "OK"
        self.metrics.operations.labels(kind, code).inc()
        self.metrics.seconds.labels(kind).observe(seconds)
        charge = context.charge
        if charge:
            self.metrics.cost.observe(charge.actual)
        self._log.info(
            "operation",
            request_id=context.request_id,
            kind=kind,
            operation=(operation.name or "")[:MAX_NAME] if operation else "",
            document=operation.hash if operation else "",
            code=code,
            milliseconds=round(seconds * 1000, 3),
            cost=charge.requested if charge else 0,
            used=charge.actual if charge else 0,
        )
