"""What an operation costs before it runs and what it did cost after: points of fields, multiplied by sizes of lists.

The words are those of the IBM cost specification (weight, list size, slicing arguments, sized fields), the node count
is GitHub's: every list counts as long as it may get, times the lists around it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from .weights import ASSUMED_SIZE, INTROSPECTION, LARGEST_SIZE, SIZED_FIELDS, SLICING_ARGUMENTS, weight_of


@dataclass(frozen=True, slots=True)
class Size:
    """How long a list may get: a number, or a variable's."""

    number: int
    variable: str | None = None

    def among(self, variables: Mapping[str, Any]) -> int:
        """Returns the size with these variables; what is no size costs what the largest would."""
        if self.variable is None:
            return self.number
        given = variables.get(self.variable)
        if isinstance(given, list):
            return min(len(given), LARGEST_SIZE)
        if isinstance(given, int) and not isinstance(given, bool):
            return min(max(given, 0), LARGEST_SIZE)
        return self.number


@dataclass(frozen=True, slots=True)
class Priced:
    """One selected field of a composite type."""

    key: str
    weight: int
    is_list: bool
    size: Size | None
    """Of the field's own list."""
    page: Size | None
    """Of the lists directly below it, whose length the field's arguments say."""
    children: Sequence["Priced"]
    is_introspection: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an operation may cost at most."""

    cost: int
    nodes: int


def priced(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, *, largest: int = LARGEST_SIZE
) -> list[Priced]:
    """Returns an operation of a valid document as what costs something in it."""
    root = schema.get_root_type(operation.operation)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    defaults = {
        each.variable.name.value: each.default_value
        for each in operation.variable_definitions or ()
        if each.default_value
    }
    return list(_Pricing(schema, fragments, defaults, largest).below(operation.selection_set, root, None))


def estimate(operation: Sequence[Priced], variables: Mapping[str, Any]) -> Estimate:
    """Returns what an operation may cost with these variables; an operation costs at least one point."""
    cost = nodes = 0
    pending: list[tuple[Priced, int, int | None]] = [(each, 1, None) for each in operation]
    while pending:
        field, times, page = pending.pop()
        size = 1
        if field.is_list:
            size = page if page is not None and field.size is None else field.size.among(variables) if field.size else 1
        cost += times * size * field.weight
        below = None
        if field.page is not None:
            below = field.page.among(variables)
            nodes += times * below
        elif field.is_list and page is None:
            nodes += times * size
        pending.extend((each, times * size, below) for each in field.children)
    return Estimate(max(cost, 1), nodes)


def actual(operation: Sequence[Priced], data: Any) -> int:
    """Returns what an answer did cost, by the objects that are in it."""
    cost = 0
    pending: list[tuple[Sequence[Priced], Any]] = [(operation, data)]
    while pending:
        fields, parent = pending.pop()
        if not isinstance(parent, dict):
            continue
        for field in fields:
            found = parent.get(field.key)
            if isinstance(found, list):
                cost += field.weight * len(found)
                pending.extend((field.children, each) for each in found if field.children)
            elif found is not None:
                cost += field.weight
                pending.append((field.children, found))
    return max(cost, 1)


@dataclass(frozen=True, slots=True)
class _Pricing:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    defaults: Mapping[str, ValueNode]
    largest: int

    def below(self, node: SelectionSetNode | None, parent: Any, sized: frozenset[str] | None) -> Iterator[Priced]:
        """Walks what is selected; ``sized`` names the lists whose length the parent's arguments say."""
        for each in node.selections if node else ():
            match each:
                case FieldNode():
                    found = self._field(each, parent, sized or frozenset())
                    if found is not None:
                        yield found
                case InlineFragmentNode():
                    on = self.schema.type_map[each.type_condition.name.value] if each.type_condition else parent
                    yield from self.below(each.selection_set, on, sized)
                case FragmentSpreadNode():
                    fragment = self.fragments[each.name.value]
                    yield from self.below(
                        fragment.selection_set, self.schema.type_map[fragment.type_condition.name.value], sized
                    )

    def _field(self, node: FieldNode, parent: Any, sized: frozenset[str]) -> Priced | None:
        name, key = node.name.value, (node.alias or node.name).value
        if name in INTROSPECTION:
            return Priced(key, INTROSPECTION[name], False, None, None, (), is_introspection=True)
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) or name not in parent.fields:
            return None  # __typename
        definition = parent.fields[name]
        kind = get_named_type(definition.type)
        weight = weight_of(parent.name, name, is_leaf=is_leaf_type(kind))
        page = self._slicing(node, definition)
        is_list = _is_list(definition)
        if is_leaf_type(kind) and not weight:
            return None
        size = None
        if is_list and name not in sized:
            size, page = page or Size(ASSUMED_SIZE.get(f"{parent.name}.{name}", ASSUMED_SIZE["*"])), None
        children = tuple(self.below(node.selection_set, kind, SIZED_FIELDS if page else None))
        return Priced(key, weight, is_list, size, page, children)

    def _slicing(self, node: FieldNode, definition: GraphQLField) -> Size | None:
        if not SLICING_ARGUMENTS & definition.args.keys():
            return None
        given = [each.value for each in node.arguments or () if each.name.value in SLICING_ARGUMENTS]
        sizes = [self._size(value) for value in given]
        return max(sizes, key=lambda size: size.number) if sizes else Size(self.largest)

    def _size(self, value: ValueNode) -> Size:
        match value:
            case IntValueNode():
                # Texts of digits are bounded by the document, numbers by what the resolver refuses anyway.
                return Size(min(max(int(value.value[:12]), 0), self.largest))
            case ListValueNode():
                return Size(min(len(value.values), self.largest))
            case VariableNode():
                default = self.defaults.get(value.name.value)
                return Size(self._size(default).number if default else self.largest, value.name.value)
            case _:
                return Size(0)


def _is_list(definition: GraphQLField) -> bool:
    kind: Any = definition.type
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList)
