"""Who was erased, as a file outside the database: keyed hashes that recognise an erased person who comes back.

A dump that is older than an erasure brings the person back; the file, which no dump holds, says whom to erase again.
Without the key a line tells nothing, not even whether it is about somebody whose id is known.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One erased person: which receipt, when, and the hash of the id with the name of its key."""

    receipt: str
    at: str
    key: str
    hash: str


class Tombstones:
    """The file of the erased; the previous secret recognises those that were written with it."""

    def __init__(self, file: Path, *secrets: bytes) -> None:
        if not secrets:
            raise ValueError("at least one secret is needed to write tombstones")
        self._file = file
        self._secrets = {_key_id(secret): secret for secret in secrets}
        self._current = _key_id(secrets[0])

    def add(self, person: str, *, receipt: str, at: datetime) -> Tombstone:
        """Writes that somebody is erased, on disk when this returns; where that is known already, returns it."""
        for known in self.all():
            if self._is_of(known, person):
                return known
        made = Tombstone(receipt, at.isoformat(), self._current, _hash(self._secrets[self._current], person))
        # A line that a crash left half written is ended first, so that it spoils nothing but itself.
        line = (b"" if self._ends_well() else b"\n") + orjson.dumps(made) + b"\n"
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return made

    def all(self) -> Iterator[Tombstone]:
        """Reads all tombstones; a line that a crash left half written ends nothing but itself."""
        if not self._file.exists():
            return
        for line in self._file.read_bytes().splitlines():
            with suppress(orjson.JSONDecodeError, TypeError):
                yield Tombstone(**orjson.loads(line))

    def unreadable(self) -> int:
        """Counts tombstones whose key is not here, so that nobody can be recognised by them."""
        return sum(1 for each in self.all() if each.key not in self._secrets)

    def recognised(self, people: list[str]) -> list[str]:
        """Returns those of these people who were erased before."""
        by_key: dict[str, set[str]] = {}
        for each in self.all():
            by_key.setdefault(each.key, set()).add(each.hash)
        return [
            person
            for person in people
            if any(_hash(self._secrets[key], person) in by_key[key] for key in by_key.keys() & self._secrets.keys())
        ]

    def _ends_well(self) -> bool:
        return not self._file.exists() or self._file.read_bytes()[-1:] in {b"", b"\n"}

    def _is_of(self, tombstone: Tombstone, person: str) -> bool:
        secret = self._secrets.get(tombstone.key)
        return secret is not None and hmac.compare_digest(tombstone.hash, _hash(secret, person))


def _hash(secret: bytes, person: str) -> str:
    return hmac.new(secret, person.encode(), hashlib.sha256).hexdigest()


def _key_id(secret: bytes) -> str:
    return hashlib.sha256(b"tombstones\x00" + secret).hexdigest()[:16]
