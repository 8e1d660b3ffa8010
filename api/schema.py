"""The schema: built once a process, printed into ``schema.graphql``."""

from graphql import GraphQLError, build_schema, lexicographic_sort_schema, print_schema
from strawberry import Schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from .acting import Mutation
from .extensions import KnownCallers, OnlyOurWords
from .profiles import Category, City, Skill
from .reading import Query
from .scalars import SCALARS


class QuietSchema(Schema):
    """Strawberry's schema, which leaves the logging of errors to ``extensions``: documents are personal data."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs nothing."""


schema = QuietSchema(
    query=Query,
    mutation=Mutation,
    types=[Category, City, Skill],
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, relay_max_results=100),
    extensions=[KnownCallers, OnlyOurWords],
)


def printed() -> str:
    """Returns the schema as text, in the order of names."""
    return print_schema(lexicographic_sort_schema(build_schema(schema.as_str()))) + "\n"
