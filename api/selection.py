"""What a query selects below a field, so that only that is read from the database."""

from collections.abc import Iterator

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from strawberry import Info

from confrere.graph.people import Parts

from .context import Context

Tree = dict[str, "Tree"]
"""Names of the selected fields, each with what is selected below it."""

PLAIN = "plain"
"""Whatever of a profile stands on the person."""
APART = frozenset({"categories", "city", "skills", "synonyms"})
"""Parts of a profile that stand on other nodes, each read only when it is asked for."""


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


def parts(tree: Tree, *path: str) -> Parts:
    """Returns which parts of the profile at the end of a path are selected; none where it is not selected.

    Whoever asks for other lines of the profile itself asks for the same, so that one read answers both.
    """
    for name in path:
        if name not in tree:
            return ()
        tree = tree[name]
    return tuple(sorted({PLAIN, *APART.intersection(_names(tree))}))


def parts_of_edges(tree: Tree, *path: str) -> Parts:
    """The same below the entries of a page, over ``nodes`` and over ``edges``."""
    return tuple(sorted({*parts(tree, "nodes", *path), *parts(tree, "edges", "node", *path)}))


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
