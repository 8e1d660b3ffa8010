"""Measures a document in time linear in its length: fragments are multiplied where they are spread, never expanded.

Only a document whose selections are few even when expanded is walked a second time, expanded, to count the pairs of
fields that validation will compare; that number grows with the square of repetition and is what makes validation slow.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from ..faults import Fault
from .bounds import Bounds

_STACK = 48
"""Selection sets and spreads within each other, fields or not, so that no chain of fragments exhausts the stack."""


class Invalid(Fault):
    """A document that cannot be valid."""

    code = "GRAPHQL_VALIDATION_FAILED"


@dataclass(slots=True)
class Measure:
    """What a piece of a document amounts to, expanded."""

    selections: int = 0
    aliases: int = 0
    directives: int = 0
    roots: int = 0
    """Fields that stand at its own level."""
    depth: int = 0


@dataclass
class Shape:
    """One document being measured.

    Attributes:
        visited: how many nodes were looked at, which is what it costs.
    """

    bounds: Bounds
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    visited: int = 0
    _known: dict[str, Measure] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def check(self, document: DocumentNode) -> None:
        """Refuses a document beyond any bound.

        Raises:
            TooComplex: it is.
            Invalid: its fragments run in a circle.
        """
        check = self.bounds.check
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        check("operations", len(operations))
        check("fragments", len(fragments))
        self.fragments = {each.name.value: each for each in fragments}
        mutations = selections = 0
        starts: list[SelectionSetNode] = []
        for operation in operations:
            found = self._check_definition(operation)
            starts.append(operation.selection_set)
            selections += found.selections
            mutations += found.roots * (operation.operation is OperationType.MUTATION)
        for name, fragment in self.fragments.items():  # those that no operation reaches stand for themselves
            if name not in self._known:
                selections += self._check_definition(fragment).selections
                starts.append(fragment.selection_set)
        check("selections", selections)
        check("mutations", mutations)
        check("repeats", sum(self._repeats(each) for each in starts))

    def _check_definition(self, node: OperationDefinitionNode | FragmentDefinitionNode) -> Measure:
        found = self._measure(node.selection_set, 1, 1)
        found.directives += len(node.directives or ())
        check = self.bounds.check
        if isinstance(node, OperationDefinitionNode):
            found.directives += sum(len(each.directives or ()) for each in node.variable_definitions or ())
            check("root_fields", found.roots)
        check("aliases", found.aliases)
        check("directives", found.directives)
        check("depth", found.depth)
        return found

    def _measure(self, node: SelectionSetNode, level: int, stack: int) -> Measure:
        """Adds up a selection set; ``level`` counts fields, ``stack`` whatever is nested."""
        self.bounds.check("depth", level)
        if stack > _STACK:
            self.bounds.check("depth", stack)
        total = Measure(depth=1)
        for each in node.selections:
            self.visited += 1
            total.selections += 1
            total.directives += len(each.directives or ())
            match each:
                case FieldNode():
                    total.roots += 1
                    total.aliases += each.alias is not None
                    if each.selection_set:
                        inner = self._measure(each.selection_set, level + 1, stack + 1)
                        self._add(total, inner, inner.depth + 1)
                case InlineFragmentNode():
                    inner = self._measure(each.selection_set, level, stack + 1)
                    self._add(total, inner, inner.depth)
                    total.roots += inner.roots
                case FragmentSpreadNode():
                    inner = self._fragment(each.name.value, level, stack + 1)
                    self._add(total, inner, inner.depth)
                    total.roots += inner.roots
        return total

    def _add(self, total: Measure, inner: Measure, depth: int) -> None:
        total.selections += inner.selections
        total.aliases += inner.aliases
        total.directives += inner.directives
        total.depth = max(total.depth, depth)

    def _fragment(self, name: str, level: int, stack: int) -> Measure:
        if name in self._open:
            raise Invalid("A fragment in this document spreads itself.")
        if name not in self._known:
            definition = self.fragments.get(name)
            if definition is None:
                return Measure()  # which validation will tell
            self._open.add(name)
            self._known[name] = self._measure(definition.selection_set, level, stack)
            self._open.remove(name)
        return self._known[name]

    def _repeats(self, *merged: SelectionSetNode) -> int:
        """Counts the pairs of fields of one name in a place, and in all places below it."""
        places: dict[str, list[SelectionSetNode]] = defaultdict(list)
        times: Counter[str] = Counter()
        pending = list(merged)
        while pending:
            for each in pending.pop().selections:
                self.visited += 1
                match each:
                    case FieldNode():
                        name = (each.alias or each.name).value
                        times[name] += 1
                        if each.selection_set:
                            places[name].append(each.selection_set)
                    case InlineFragmentNode():
                        pending.append(each.selection_set)
                    case FragmentSpreadNode() if each.name.value in self.fragments:
                        pending.append(self.fragments[each.name.value].selection_set)
        pairs = sum(count * (count - 1) // 2 for count in times.values())
        return pairs + sum(self._repeats(*below) for below in places.values())
