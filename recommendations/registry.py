"""The one list of recommenders: whoever stands here is tested by the contract suite and ranked in the leaderboard."""

from collections.abc import Callable
from typing import TypeVar

from .contract import Recommender

Made = TypeVar("Made", bound=Callable[[], Recommender])

_makers: dict[str, Callable[[], Recommender]] = {}


class UnknownMethod(Exception):
    """There is no recommender of that name; the message lists those there are."""


def register(make: Made) -> Made:
    """Registers a recommender under its class's ``name``; used as a decorator.

    Raises:
        ValueError: the name is taken.
    """
    name = make().name
    if name in _makers:
        raise ValueError(f"there is a recommender {name!r} already")
    _makers[name] = make
    return make


def names() -> list[str]:
    """Returns the names of all recommenders in alphabetical order."""
    from . import methods as methods  # importing the package registers its methods

    return sorted(_makers)


def make(name: str) -> Recommender:
    """Makes an unfitted recommender.

    Raises:
        UnknownMethod: nobody registered under this name.
    """
    if name not in names():
        raise UnknownMethod(f"There is no recommender {name!r}. There are: {', '.join(names())}.")
    return _makers[name]()
