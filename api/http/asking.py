"""What a client asks, read from a request: well-formed or refused, before anything of it is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from ..faults import Fault
from .media import media_type

MAX_DEPTH = 32
"""Levels of variables."""
MAX_VALUES = 5_000
"""Values in variables, however they are nested."""
PARAMETERS = ("query", "operationName", "variables", "extensions")


class BadJson(Fault):
    """The body is no JSON."""

    code = "BAD_JSON"


class NotWellFormed(Fault):
    """JSON, but no GraphQL request."""

    code = "NOT_WELL_FORMED"


class UnsupportedMediaType(Fault):
    """The body is of a kind that a web page could send without asking first, or that nobody here reads."""

    code = "UNSUPPORTED_MEDIA_TYPE"


@dataclass(frozen=True, slots=True)
class Asked:
    """A well-formed GraphQL request."""

    query: str
    operation_name: str | None
    variables: dict[str, Any]
    by_get: bool = False


async def read(request: Request) -> Asked:
    """Reads what is asked.

    Raises:
        UnsupportedMediaType: a POST of anything but JSON in UTF-8.
        BadJson: no JSON, or deeper than any reader follows.
        NotWellFormed: JSON of another shape.
    """
    if request.method == "GET":
        return _read_address(request.query_params)
    kind, parameters = media_type(request.headers.get("content-type", ""))
    if kind != "application/json" or parameters.get("charset", "utf-8") not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType("Send the request as application/json in UTF-8.")
    return _well_formed(_json(await request.body(), "The body"), by_get=False)


def _read_address(query: Mapping[str, str]) -> Asked:
    given: dict[str, Any] = {name: query[name] for name in ("query", "operationName") if name in query}
    for name in ("variables", "extensions"):
        if query.get(name):
            given[name] = _json(query[name].encode(), name.title())
    return _well_formed(given, by_get=True)


def _json(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        raise BadJson(f"{what} cannot be read as JSON in UTF-8.") from wrong


def read_values(given: dict[str, Any]) -> Asked:
    """Reads what is asked in a message that was parsed already.

    Raises:
        NotWellFormed: of another shape.
    """
    return _well_formed(given, by_get=False)


def _well_formed(given: Any, *, by_get: bool) -> Asked:
    if isinstance(given, list):
        raise NotWellFormed("Send one operation at a time; batches are not answered.")
    if not isinstance(given, dict):
        raise NotWellFormed("Send one JSON object with a query.")
    query, name, variables, extensions = (given.get(each) for each in PARAMETERS)
    if not isinstance(query, str) or not query:
        raise NotWellFormed("Send the document as text, as query.")
    if name is not None and not isinstance(name, str):
        raise NotWellFormed("Send operationName as text or leave it out.")
    if variables is not None and not isinstance(variables, dict):
        raise NotWellFormed("Send variables as a JSON object or leave them out.")
    if extensions is not None and not isinstance(extensions, dict):
        raise NotWellFormed("Send extensions as a JSON object or leave them out.")
    _bounded(variables or {})
    return Asked(query, name, variables or {}, by_get)


def _bounded(variables: dict[str, Any]) -> None:
    """Walks level by level, so that no depth can exhaust the stack."""
    level: list[Any] = [variables]
    seen = 0
    for _ in range(MAX_DEPTH):
        seen += len(level)
        if seen > MAX_VALUES:
            raise NotWellFormed(f"Send at most {MAX_VALUES} values in variables.")
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise NotWellFormed(f"Send variables of at most {MAX_DEPTH} levels.")
