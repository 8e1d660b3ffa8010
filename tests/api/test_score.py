"""Nothing writes the Job Success Score (R21): a random run of every mutation there is."""

import random
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLType,
    build_schema,
)

from confrere.api.schema import printed

from ..world import World

SCHEMA = build_schema(printed())
ROUNDS = 12
MOST_ROUNDS = 60
WANTED = {"sendInvitation", "blockFreelancer", "setProfileVisibility", "deactivateFreelancer"}
"""Acts that must have come about, so that the run is worth something."""
SCORES = """MATCH (f:Freelancer)
RETURN f.id AS id, f.jobSuccessScore AS score, f.topRatedWeeks AS weeks ORDER BY id"""


class Inputs:
    """Draws inputs of any mutation, with ids of things that are there where the field's name tells the kind."""

    def __init__(self, chance: random.Random, ids: dict[str, list[str]]) -> None:
        self.chance = chance
        self.ids = ids

    def of(self, kind: GraphQLType, name: str) -> Any:
        """Draws a value of a type for a field of that name."""
        match kind:
            case GraphQLNonNull():
                return self.of(kind.of_type, name)
            case GraphQLList():
                return [self.of(kind.of_type, name.removesuffix("s"))]
            case GraphQLEnumType():
                return self.chance.choice(sorted(kind.values))
            case GraphQLInputObjectType():
                return self.object(kind)
            case GraphQLScalarType():
                return self.scalar(kind.name, name)
            case _:
                raise AssertionError(f"no value can be drawn for {kind}")

    def object(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        """Draws an input object: all that is required and some of the rest, or one field of a ``@oneOf``."""
        fields = dict(kind.fields)
        if kind.is_one_of:
            name = self.chance.choice(sorted(fields))
            return {name: self.of(fields[name].type, name)}
        return {
            name: self.of(field.type, name)
            for name, field in fields.items()
            if isinstance(field.type, GraphQLNonNull) or (name != "idempotencyKey" and self.chance.random() < 0.3)
        }

    def scalar(self, kind: str, name: str) -> Any:
        """Draws a scalar; a kind that is not known here is given as text, and refused like any bad value."""
        if kind == "ID":
            return self.chance.choice(self.ids.get(name, self.ids["freelancerId"]))
        return {"Int": 2, "Float": 2.0, "Boolean": True}.get(kind, "text")


@pytest.mark.requirement("R21")
async def test_no_mutation_writes_the_job_success_score(world: World) -> None:
    """Equal before and after a random run of every mutation, which goes on until some have succeeded."""
    chance = random.Random(21)
    people = await world.people("ada", "bob", "cem", "dan", "eve", "kim", "leo", "zoe")
    before = await world.cypher(SCORES)
    assert SCHEMA.mutation_type
    mutations = SCHEMA.mutation_type.fields
    done: set[str] = set()
    for number in range(MOST_ROUNDS):
        if number >= ROUNDS and done >= WANTED:
            break
        for name in chance.sample(sorted(mutations), len(mutations)):
            invitations = await world.cypher("MATCH ()-[i:INVITED]->() RETURN i.id AS id ORDER BY id")
            ids = {
                "freelancerId": [each.id for each in people],
                "invitationId": [row["id"] for row in invitations] or ["IN_0000000000000000"],
            }
            given = Inputs(chance, ids).of(mutations[name].args["input"].type, "input")
            kind = mutations[name].args["input"].type.of_type.name
            text = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ __typename }} }}"
            token = world.token(chance.choice(people).id, roles=frozenset({"administrator"}))
            answer = await world.post(text, {"input": given}, token=token)
            result = (answer.body.get("data") or {}).get(name)
            if result and result["__typename"].endswith("Payload"):
                done.add(name)
            world.clock.tick(hours=5)
    assert await world.cypher(SCORES) == before
    assert done >= WANTED
