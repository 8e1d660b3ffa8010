"""What one person writes turns nothing around that stands beside it when it is shown to another."""

import re

TURNING = re.compile("[\u202a-\u202e]")
"""Embeddings and overrides of direction, which reach beyond the text they stand in; Unicode advises against them."""
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def unturned(text: str) -> str:
    r"""Returns a text without overrides of direction, and with what isolates one ended within its line.

    >>> unturned("pay\u202etxt.exe"), unturned("\u2067abc\nabc\u2069") == "\u2067abc\u2069\nabc"
    ('paytxt.exe', True)
    """
    if text.isascii():
        return text
    return "\n".join(_ended(line) for line in TURNING.sub("", text).split("\n"))


def _ended(line: str) -> str:
    """Ends what isolates a direction within its line, and drops ends of nothing."""
    kept, depth = [], 0
    for character in line:
        depth += (character in ISOLATES) - (character == END_OF_ISOLATE)
        if depth < 0:
            depth = 0
            continue
        kept.append(character)
    return "".join(kept) + END_OF_ISOLATE * depth
