"""The schema: committed as printed, described throughout, and in the words of the draft."""

from pathlib import Path

from graphql import GraphQLObjectType, GraphQLSchema, build_schema, is_input_object_type, is_interface_type

from confrere.api.schema import printed

ROOT = Path(__file__).parents[2]


def built() -> GraphQLSchema:
    """The schema as clients see it."""
    return build_schema(printed())


def test_the_committed_schema_is_what_the_code_prints() -> None:
    """`confrere schema > schema.graphql` after every change of the API."""
    assert (ROOT / "schema.graphql").read_text("utf-8") == printed()


def test_every_element_is_described() -> None:
    """Types, fields, arguments and values, each in a sentence."""
    silent: list[str] = []
    for name, kind in built().type_map.items():
        if name.startswith("__") or name in {"Boolean", "Float", "ID", "Int", "String"}:
            continue
        if not kind.description:
            silent.append(name)
        fields = getattr(kind, "fields", {})
        for field, definition in fields.items():
            if not definition.description:
                silent.append(f"{name}.{field}")
            silent += [
                f"{name}.{field}({argument})"
                for argument, given in getattr(definition, "args", {}).items()
                if not given.description
            ]
        silent += [f"{name}.{value}" for value, given in getattr(kind, "values", {}).items() if not given.description]
    assert silent == []


ANSWERS = {"ImpossibleTeam", "ProposedTeams"}
"""Of a result that is read, and so has no payload."""


def test_every_refusal_is_a_user_error_and_every_node_has_an_id() -> None:
    """Clients can spread on the interfaces."""
    schema = built()
    node, error = schema.type_map["Node"], schema.type_map["UserError"]
    assert is_interface_type(node)
    assert is_interface_type(error)
    for name, kind in schema.type_map.items():
        if name.endswith("Result"):
            members = {each.name: each for each in kind.types}  # type: ignore[attr-defined]  # results are unions
            for member, definition in members.items():
                is_answer = member.endswith("Payload") or member in ANSWERS
                assert is_answer or error in definition.interfaces, (name, member)
        if isinstance(kind, GraphQLObjectType) and "id" in kind.fields:
            assert node in kind.interfaces, name


def test_mutations_take_one_input_that_honours_a_key() -> None:
    """And answer with a union."""
    schema = built()
    assert schema.mutation_type is not None
    for name, field in schema.mutation_type.fields.items():
        assert list(field.args) == ["input"], name
        given = field.args["input"].type.of_type
        assert is_input_object_type(given)
        assert "idempotencyKey" in given.fields
