"""How large a document may be: every bound with its name, its default and the sentence that refuses."""

from dataclasses import dataclass, fields

from ..faults import Fault


class TooComplex(Fault):
    """A document beyond a bound; nothing of it was run."""

    code = "TOO_COMPLEX"

    def __init__(self, what: str, limit: int, **more: int) -> None:
        super().__init__(f"This document has more than {limit} {what}. Ask for less, or in several operations.")
        self.extensions = {"limit": limit, "what": what, **more}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may have at most; fragments count wherever they are spread."""

    characters: int = 16_384
    tokens: int = 1_000
    arguments: int = 400
    depth: int = 16
    operations: int = 10
    fragments: int = 30
    selections: int = 500
    aliases: int = 30
    directives: int = 30
    root_fields: int = 20
    repeats: int = 300
    mutations: int = 5

    def check(self, name: str, count: int) -> None:
        """Refuses more than one bound allows.

        Raises:
            TooComplex: it does.
        """
        limit: int = getattr(self, name)
        if count > limit:
            raise TooComplex(WORDS[name], limit)


WORDS = {
    "characters": "characters",
    "tokens": "tokens",
    "arguments": "tokens in brackets of arguments and variables",
    "depth": "levels",
    "operations": "operations",
    "fragments": "fragments",
    "selections": "fields, fragments counted wherever they are spread",
    "aliases": "aliases",
    "directives": "directives",
    "root_fields": "fields at the root",
    "repeats": "pairs of fields of one name in one place",
    "mutations": "mutations",
}
BOUNDS = tuple(field.name for field in fields(Bounds))
