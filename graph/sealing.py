"""What is kept of an e-mail address: keyed hashes to compare by, and a sealed text for as long as it must be read.

Without the key neither tells anything. The key of before goes on opening and recognising while it is being replaced.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .model.ids import ALPHABET

TOKEN_LENGTH = 32
"""Characters of the token in a link, five bits each: 160 bits."""


class KeyMissing(Exception):
    """A text was sealed by a key that is not here any more."""


class Sealing:
    """Seals and hashes by the first secret, opens and recognises by all."""

    def __init__(self, *secrets: bytes) -> None:
        if not secrets:
            raise ValueError("at least one secret is needed to seal addresses")
        self._hashing = [_derived(secret, b"hash") for secret in secrets]
        self._tokens = [_derived(secret, b"token") for secret in secrets]
        self._box = MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(each, b"seal"))) for each in secrets])

    def hashes(self, text: str) -> list[str]:
        """Returns the keyed hashes that a text may be kept under, the present one first."""
        return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._hashing]

    def hashed(self, text: str) -> str:
        """Returns the keyed hash that a text is kept under."""
        return self.hashes(text)[0]

    def sealed(self, text: str, *, now: datetime) -> str:
        """Returns a text that only the key opens."""
        return self._box.encrypt_at_time(text.encode(), int(now.timestamp())).decode()

    def opened(self, sealed: str) -> str:
        """Returns what was sealed.

        Raises:
            KeyMissing: the key that sealed it is not here.
        """
        try:
            return self._box.decrypt(sealed).decode()
        except InvalidToken as lost:
            raise KeyMissing from lost

    def tokens(self, about: str) -> list[str]:
        """Returns the secrets that the link about an id may carry, the present key's first.

        They are made of the id by the key, so that they are kept nowhere and can be made again to write again.
        """
        return [_spelled(hmac.digest(key, about.encode(), "sha256")) for key in self._tokens]


def _spelled(raw: bytes) -> str:
    number = int.from_bytes(raw)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(0, 5 * TOKEN_LENGTH, 5))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    """Returns a key of its own for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"confrere mail " + purpose).derive(secret)
