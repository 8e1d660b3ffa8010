"""Documents that may run: bounded, parsed, validated and priced once, and remembered by their text.

The order is the defence: counting characters and tokens costs microseconds, parsing a bounded document a few
milliseconds, validation is reached only by what is small and repeats little.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from ..faults import Fault
from .bounds import Bounds
from .cost import Priced, priced
from .lexing import count
from .shape import Shape

BYTES_FOR_A_TOKEN = 2_000
"""What a token takes in memory once it is parsed and priced, measured and rounded up."""
RULES = (*specified_rules, OneOfInputValidationRule)
"""GraphQL's own and Strawberry's for inputs of which exactly one field is given."""
MAX_ERRORS = 5
"""Errors of validation that are told."""


class Unparsable(Fault):
    """No GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"


class BadDocument(Fault):
    """GraphQL, but not of this schema; carries the errors of validation."""

    code = "GRAPHQL_VALIDATION_FAILED"

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__("This document is not valid.")
        self.errors = errors


class UnknownOperation(Fault):
    """The document does not say which of its operations is meant, or has none of that name."""

    code = "OPERATION_UNKNOWN"


@dataclass(frozen=True)
class Operation:
    """One operation of a valid document."""

    document: DocumentNode
    node: OperationDefinitionNode
    fields: Sequence[Priced]
    hash: str
    """The beginning of a hash of the document, to count and trace it without its text."""

    @property
    def kind(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.node.operation

    @property
    def name(self) -> str | None:
        """What the client calls it."""
        return self.node.name.value if self.node.name else None

    @cached_property
    def asks_for_the_schema(self) -> bool:
        """Whether it looks into the schema."""
        return any(field.is_introspection for field in self.fields)


class Documents:
    """Prepares documents, and remembers those that signed-in callers sent, the least recently used going first."""

    def __init__(self, schema: GraphQLSchema, bounds: Bounds, *, max_bytes: int) -> None:
        self._schema = schema
        self._bounds = bounds
        self._max_bytes = max_bytes
        self._bytes = 0
        self._known: OrderedDict[str, tuple[dict[str | None, Operation], int]] = OrderedDict()
        self.hits = self.misses = 0

    @property
    def bytes(self) -> int:
        """Estimated memory of what is remembered."""
        return self._bytes

    def operation(self, text: str, name: str | None) -> Operation:
        """Returns the operation that is meant.

        Raises:
            TooComplex: the document is beyond a bound.
            Unparsable: it is no GraphQL.
            BadDocument, Invalid: it is not of this schema.
            UnknownOperation: it is not clear which operation is meant.
        """
        known = self._known.get(text)
        if known is None:
            self.misses += 1
            operations, size = self._prepared(text)
            self._remember(text, operations, size)
        else:
            self.hits += 1
            self._known.move_to_end(text)
            operations = known[0]
        return _meant(operations, name)

    def asks_for_nothing(self, text: str) -> bool:
        """Tells whether a document asks for the name of a root type and nothing else, without validating it.

        Raises:
            TooComplex, Unparsable: see ``operation``.
        """
        document = self._parsed(text, count(text, self._bounds))
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        return len(operations) == len(document.definitions) and all(
            isinstance(field, FieldNode) and field.name.value == "__typename"
            for operation in operations
            for field in operation.selection_set.selections
        )

    def _parsed(self, text: str, tokens: int) -> DocumentNode:
        try:
            return parse(text, max_tokens=tokens)
        except GraphQLError as wrong:
            raise Unparsable(f"{wrong.message} {_place(wrong)}") from wrong

    def _prepared(self, text: str) -> tuple[dict[str | None, Operation], int]:
        tokens = count(text, self._bounds)
        document = self._parsed(text, tokens)
        Shape(self._bounds).check(document)
        errors = validate(self._schema, document, RULES, max_errors=MAX_ERRORS, hide_suggestions=True)
        if errors:
            raise BadDocument(errors[:MAX_ERRORS])
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        operations = {
            each.name.value if each.name else None: Operation(
                document, each, priced(self._schema, document, each), digest
            )
            for each in document.definitions
            if isinstance(each, OperationDefinitionNode)
        }
        return operations, len(text) + tokens * BYTES_FOR_A_TOKEN

    def _remember(self, text: str, operations: dict[str | None, Operation], size: int) -> None:
        if size > self._max_bytes:
            return
        self._known[text] = operations, size
        self._bytes += size
        while self._bytes > self._max_bytes:
            self._bytes -= self._known.popitem(last=False)[1][1]


def _meant(operations: dict[str | None, Operation], name: str | None) -> Operation:
    if name:
        if name not in operations:
            raise UnknownOperation("This document has no operation of that name.")
        return operations[name]
    if len(operations) != 1:
        raise UnknownOperation("Send one operation, or say by operationName which one is meant.")
    return next(iter(operations.values()))


def _place(error: GraphQLError) -> str:
    where = error.locations[0] if error.locations else None
    return f"Line {where.line}, column {where.column}." if where else ""
