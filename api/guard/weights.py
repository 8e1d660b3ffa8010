"""Points of fields and sizes of lists: how the cost of an operation is counted, in one table.

What holds for nearly every field is a rule and stands in no schema: whatever has ``first`` and ``last`` is a page of
that size, an object costs a point and a scalar none. Only what differs is named here.
"""

LARGEST_SIZE = 100
"""Entries of the largest page, and ids of the longest look-up."""
SLICING_ARGUMENTS = frozenset({"first", "last", "ids"})
"""Arguments that say how long a list is."""
SIZED_FIELDS = frozenset({"edges", "nodes"})
"""Fields of a page that have its size."""
ASSUMED_SIZE = {"*": 10, "Relation.actions": 8, "RecommendationEdge.reasons": 7, "Reason.witnesses": 3}
"""Lengths of lists that no argument bounds, by field; ``*`` for all others."""
WEIGHTS = {
    "*.facets": 10,
    "*.totalCount": 5,
    "Analysis.appetite": 100,
    "Analysis.fillRate": 200,
    "Analysis.funnel": 200,
    "Client.appetite": 10,
    "Job.appetite": 10,
    "RecommendationConnection.totalCount": 20,
    "Team.substitute": 50,
    "Viewer.proposeTeams": 50,
    "Viewer.recommendations": 10,
}
"""Points of fields that cost more than an object does: ``Type.field``, or ``*.field`` for any type."""
MUTATION = 10
"""Points of an act."""
INTROSPECTION = {"__schema": 200, "__type": 20}
"""Points of asking for the schema, whatever of it."""


def weight_of(parent: str, field: str, *, is_leaf: bool) -> int:
    """Returns the points of one field."""
    named = WEIGHTS.get(f"{parent}.{field}", WEIGHTS.get(f"*.{field}"))
    if named is not None:
        return named
    if parent == "Mutation":
        return MUTATION
    return 0 if is_leaf else 1
