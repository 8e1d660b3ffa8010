"""What a query selects below a field, so that only that is read from the database."""

from collections.abc import Iterator

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from strawberry import Info

from confrere.graph.people import Parts

from .context import Context

Tree = dict[str, "Tree"]
"""Names of the selected fields, each with what is selected below it."""


def selected(info: Info[Context, None]) -> Tree:
    """Returns the fields selected below the present one; fragments are merged, whatever type they are on."""
    tree: Tree = {}
    for node in info._raw_info.field_nodes:  # noqa: SLF001  the only way to graphql-core's nodes from Strawberry
        _merge(tree, node.selection_set, info._raw_info.fragments)  # noqa: SLF001  as above
    return tree


def asks(tree: Tree, *path: str) -> bool:
    """Tells whether a path is selected."""
    for name in path:
        if name not in tree:
            return False
        tree = tree[name]
    return True


def asks_of_edges(tree: Tree, *path: str) -> bool:
    """Tells whether a path below the entries of a page is selected, over ``nodes`` or over ``edges``."""
    return asks(tree, "nodes", *path) or asks(tree, "edges", "node", *path)


def below(tree: Tree, *path: str) -> Parts:
    """Returns the names of everything selected below a path, in order; none where the path is not selected."""
    for name in path:
        if name not in tree:
            return ()
        tree = tree[name]
    return tuple(sorted(set(_names(tree))))


def below_edges(tree: Tree, *path: str) -> Parts:
    """The same below the entries of a page, over ``nodes`` and over ``edges``."""
    return below(tree, "nodes", *path) + below(tree, "edges", "node", *path)


def _names(tree: Tree) -> Iterator[str]:
    for name, inner in tree.items():
        yield name
        yield from _names(inner)


def _merge(tree: Tree, selection: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode]) -> None:
    for node in selection.selections if selection else ():
        match node:
            case FieldNode():
                _merge(tree.setdefault(node.name.value, {}), node.selection_set, fragments)
            case InlineFragmentNode():
                _merge(tree, node.selection_set, fragments)
            case FragmentSpreadNode():
                _merge(tree, fragments[node.name.value].selection_set, fragments)
