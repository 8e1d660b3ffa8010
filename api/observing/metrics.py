"""Numbers for Prometheus: a registry for each application, and labels from short closed lists only."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
POINTS = (1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000)


class Metrics:
    """All numbers of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.operations = Counter(
            "confrere_operations", "Operations answered.", ["kind", "code"], registry=self.registry
        )
        self.seconds = Histogram(
            "confrere_operation_seconds", "Time to answer.", ["kind"], buckets=SECONDS, registry=self.registry
        )
        self.cost = Histogram(
            "confrere_operation_cost", "Points that operations did cost.", buckets=POINTS, registry=self.registry
        )
        self.requests = Counter("confrere_requests", "HTTP requests, by status.", ["status"], registry=self.registry)
        self.documents = Gauge(
            "confrere_documents_bytes", "Estimated memory of remembered documents.", registry=self.registry
        )
        self.document_hits = Gauge(
            "confrere_document_hits", "Operations whose document was remembered.", registry=self.registry
        )

    def text(self) -> bytes:
        """Returns all of them as Prometheus reads them."""
        return generate_latest(self.registry)
