"""Counts the tokens and the nesting of a document before any parser sees it, in one pass of a regular expression.

It need not be right about every text, only never slow and never low: whatever it takes for one token is at least one to
GraphQL's own lexer, or an error there.
"""

import re

from .bounds import Bounds

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\"""|\\|"(?!""))*+"""'  # a block of text
    r'|"(?:[^"\\\n\r]|\\.)*+"'  # a line of text
    r"|\#[^\n\r]*+"  # a comment, which parsers keep
    r"|[_A-Za-z][_0-9A-Za-z]*+|-?[0-9][0-9.eE+-]*+|\.\.\."
    r"|[^ \t\n\r,\ufeff]"
)
MAX_NESTING = 64
"""Brackets within brackets of any kind: more than any depth within the bounds needs, less than the stack holds."""


def count(text: str, bounds: Bounds) -> int:
    """Returns how many tokens a document has.

    Raises:
        TooComplex: it is too long, has too many tokens or is nested too deeply.
    """
    bounds.check("characters", len(text))
    tokens = nesting = arguments = inside = 0
    for found in _TOKEN.finditer(text):
        tokens += 1
        arguments += inside > 0  # values take longer to validate than fields do
        if tokens > bounds.tokens or arguments > bounds.arguments:
            bounds.check("tokens", tokens)
            bounds.check("arguments", arguments)
        first = text[found.start()]
        inside += (first == "(") - (first == ")")
        if first in "{[(":
            nesting += 1
            if nesting > MAX_NESTING:
                bounds.check("depth", nesting)
        elif first in "}])":
            nesting -= 1
    return tokens
