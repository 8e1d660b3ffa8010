"""Media types: which kind of answer a client accepts."""

from ..faults import Fault

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
MAX_ACCEPT = 1_000
"""Characters of an Accept header that are read."""


class NotAcceptable(Fault):
    """The client accepts nothing that is spoken here."""

    code = "NOT_ACCEPTABLE"


def media_type(header: str) -> tuple[str, dict[str, str]]:
    """Splits a header into the lower-case type and its parameters."""
    kind, *rest = header.lower().split(";")
    pairs = (part.partition("=") for part in rest)
    return kind.strip(), {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def accepted(header: str | None) -> str:
    """Returns the kind of answer that a client likes best, plain JSON when it does not care.

    Raises:
        NotAcceptable: it wants neither.
    """
    if not header:
        return JSON
    offers = [media_type(each) for each in header[:MAX_ACCEPT].split(",")]
    ranked = [(*_liking(ours, offers), ours) for ours in (GRAPHQL, JSON)]
    weight, _, _, best = max(ranked)
    if not weight:
        raise NotAcceptable(f"Accept {GRAPHQL} or {JSON}.")
    return best


def _liking(ours: str, offers: list[tuple[str, dict[str, str]]]) -> tuple[float, int, bool]:
    """Returns how much one kind is liked, by the range that names it most exactly."""
    ranges = ("*/*", "application/*", ours)
    exactness, weight = max(
        ((ranges.index(kind) + 1, _weight(parameters.get("q", "1"))) for kind, parameters in offers if kind in ranges),
        default=(0, 0.0),
    )
    # Whoever names the kind of GraphQL gets it; whoever takes anything gets what every client can read.
    return weight, exactness, (ours == GRAPHQL) == (exactness == len(ranges))


def _weight(text: str) -> float:
    try:
        return max(0.0, min(1.0, float(text)))  # in this order what is no number is a one
    except ValueError:
        return 0.0
