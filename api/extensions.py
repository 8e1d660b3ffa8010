"""What Strawberry is told of an operation that was prepared before it ran."""

from collections.abc import Iterator

from strawberry.extensions import SchemaExtension


class KnownDocument(SchemaExtension):
    """Runs the document that was bounded, parsed and validated already; nothing else is run."""

    def on_parse(self) -> Iterator[None]:
        """Hands the parsed document over."""
        self.execution_context.graphql_document = self.execution_context.context.operation.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Says that it is valid."""
        self.execution_context.pre_execution_errors = []
        yield
