"""Documents that the schema allows, with values that mostly are right and sometimes are what nobody would send."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from ..world import Data

DEPTH = 5
HOSTILE = 0.04
"""How often a value is none that its type allows, or one at the edge of it."""
AS_VARIABLE = 0.5
OPTIONAL = 0.3
LIKELY = {"first": 0.9, "last": 0.05, "before": 0.05, "after": 0.1}
"""How often an argument of pages is given, which together make no page."""
EDGES: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202egnp.exe",
    "Z\u0351\u036b\u0343" * 40,
    "x" * 5_000,
    "'}) DETACH DELETE (n) //",
    "`",
    "*:* OR /.*/~",
    "9" * 400,
    "2026-13-45T99:00:00Z",
    -1,
    2**31,
    2**63,
    -(2**63) - 1,
    1e308,
    -0.0,
    0.1,
    True,
    [],
    [[[]]],
    {},
    {"id": {"id": {}}},
    [None],
)
TEXTS = ("Ada", "Bob T.", "bob", "Hello", "design", "PT", "Ünal", "a@b.org", "\U0001f980")
VALUES: dict[str, tuple[Any, ...]] = {
    "Int": (0, 1, 2, 3, 5, 20, 100),
    "Float": (0.0, 0.5, 10.0, 45.0),
    "Boolean": (True, False),
    "DateTime": ("2026-03-01T12:00:00Z", "2020-02-29T23:59:59+01:00", "2999-01-01T00:00:00Z"),
    "Date": ("2026-03-01", "2020-02-29"),
    "CountryCode": ("PT", "DE", "XX"),
    "CurrencyCode": ("USD", "EUR", "XXX"),  # the last is ISO 4217 for "no currency", which has no rate
    "EmailAddress": ("zoe@example.com", "zoe", "a@b.example\r\nBcc: c@d.example"),
    "TimeZone": ("Europe/Lisbon", "UTC", "Mars/Base"),
    "Decimal": ("12.50", "0", "-1", "1000000"),
}


@dataclass
class Grammar:
    """Draws documents.

    Attributes:
        schema: what may be asked.
        chance: draws.
        known: ids and cursors worth asking for.
    """

    schema: GraphQLSchema
    chance: random.Random
    known: Sequence[str]
    declared: list[str] = field(default_factory=list)
    variables: Data = field(default_factory=dict)
    names: int = 0

    def document(self) -> tuple[str, Data]:
        """Draws one document and its variables."""
        kind, root = self.chance.choice(
            [("query", self.schema.query_type)] * 2 + [("mutation", self.schema.mutation_type)]
        )
        assert root is not None
        selection = self._selection(root, DEPTH)
        told = f"({', '.join(self.declared)})" if self.declared else ""
        return f"{kind} Drawn{told} {selection}", self.variables

    def _selection(self, type_: GraphQLNamedType, depth: int) -> str:
        """Fields of an object, or the members of a union with fields of each."""
        if is_abstract_type(type_):
            members = self.schema.get_possible_types(type_)
            drawn = self.chance.sample(list(members), min(2, len(members)))
            inside = " ".join(f"... on {each.name} {self._selection(each, depth)}" for each in drawn)
            return f"{{ __typename {inside} }}"
        fields = [
            (name, each)
            for name, each in type_.fields.items()  # type: ignore[attr-defined]  # an object, for it is no union
            if depth > 1 or is_leaf_type(get_named_type(each.type))
        ]
        if not fields:
            return "{ __typename }"
        chosen = self.chance.sample(fields, min(self.chance.randint(1, 3), len(fields)))
        return f"{{ {' '.join(self._field(name, each, depth) for name, each in chosen)} }}"

    def _field(self, name: str, field_: GraphQLField, depth: int) -> str:
        """One field under a name of its own, so that no two can conflict."""
        given = []
        for argument, each in field_.args.items():
            if is_required_argument(each) or self.chance.random() < LIKELY.get(argument, OPTIONAL):
                given.append(f"{argument}: {self._argument(each)}")
        told = f"({', '.join(given)})" if given else ""
        inner = get_named_type(field_.type)
        inside = "" if is_leaf_type(inner) else f" {self._selection(inner, depth - 1)}"
        return f"{self._name('f')}: {name}{told}{inside}"

    def _argument(self, argument: GraphQLArgument) -> str:
        value = self._value(argument.type, DEPTH)
        if self.chance.random() >= AS_VARIABLE:
            return spelled(value, argument.type)
        name = self._name("v")
        self.declared.append(f"${name}: {argument.type}")
        self.variables[name] = value
        return f"${name}"

    def _name(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def _value(self, type_: Any, depth: int) -> Any:
        if self.chance.random() < HOSTILE:
            return self.chance.choice(EDGES)
        if isinstance(type_, GraphQLNonNull):
            return self._value(type_.of_type, depth)
        if isinstance(type_, GraphQLList):
            return [self._value(type_.of_type, depth - 1) for _ in range(self.chance.randint(0, 3))]
        if isinstance(type_, GraphQLEnumType):
            return self.chance.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self._value(each.type, depth - 1) for name, each in self._inputs(type_, depth)}
        if type_.name == "ID" or self.chance.random() < HOSTILE:
            return self.chance.choice(self.known)
        return self.chance.choice(VALUES.get(type_.name, TEXTS))

    def _inputs(self, type_: GraphQLInputObjectType, depth: int) -> list[tuple[str, GraphQLInputField]]:
        """The fields of an input that are given: one of them where the type says so."""
        fields = list(type_.fields.items())
        directives = (type_.ast_node.directives if type_.ast_node else None) or ()
        if any(each.name.value == "oneOf" for each in directives):
            return [self.chance.choice(fields)]
        return [
            (name, each)
            for name, each in fields
            if is_required_input_field(each) or (depth > 0 and self.chance.random() < OPTIONAL)
        ]


def spelled(value: Any, type_: Any) -> str:
    """A value as it is written in a document: names of enums bare, keys of objects too."""
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(value, dict):
        fields = inner.fields if isinstance(inner, GraphQLInputObjectType) else {}
        given = (f"{key}: {spelled(each, fields[key].type if key in fields else None)}" for key, each in value.items())
        return f"{{{', '.join(given)}}}"
    if isinstance(value, list):
        item = inner.of_type if isinstance(inner, GraphQLList) else None
        return f"[{', '.join(spelled(each, item) for each in value)}]"
    if isinstance(inner, GraphQLEnumType) and value in inner.values:
        return str(value)
    return json.dumps(value)
