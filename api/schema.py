"""The schema: built once a process, printed into ``schema.graphql``."""

from typing import Any

from graphql import GraphQLError, build_schema, lexicographic_sort_schema, print_schema
from strawberry import Schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from .acting import Mutation
from .extensions import KnownDocument
from .profiles import Category, City, Skill
from .reading import Query
from .scalars import SCALARS
from .subscriptions import Lagged, NotificationRetracted, Subscription


class QuietSchema(Schema):
    """Strawberry's schema without what it says unasked: no documents in logs, no names that were not asked for."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs nothing: documents are personal data."""

    def _get_custom_context_kwargs(
        self, operation_extensions: dict[str, Any] | None = None, *, sync: bool = False
    ) -> dict[str, Any]:
        """Has variables refused without the names of fields and values that were nearly meant."""
        return {**super()._get_custom_context_kwargs(operation_extensions, sync=sync), "hide_suggestions": True}


schema = QuietSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Category, City, Lagged, NotificationRetracted, Skill],
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, relay_max_results=100),
    extensions=[KnownDocument],
)


def printed() -> str:
    """Returns the schema as text, in the order of names."""
    return print_schema(lexicographic_sort_schema(build_schema(schema.as_str()))) + "\n"
