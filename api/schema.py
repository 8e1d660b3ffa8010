"""The schema: built once a process, printed into ``schema.graphql``."""

from strawberry import Schema
from strawberry.printer import print_schema
from strawberry.schema.config import StrawberryConfig

from .acting import Mutation
from .extensions import KnownCallers, OnlyOurWords
from .profiles import Category, City, Skill
from .reading import Query
from .scalars import SCALARS

schema = Schema(
    query=Query,
    mutation=Mutation,
    types=[Category, City, Skill],
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, relay_max_results=100),
    extensions=[KnownCallers, OnlyOurWords],
)


def printed() -> str:
    """Returns the schema as text, in the order of names."""
    return print_schema(schema) + "\n"
