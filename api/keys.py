"""Keys of this installation: made once below ``$CONFRERE_HOME/keys``, readable by their owner alone."""

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key

SECRET_BYTES = 32


def secret(home: Path, name: str) -> bytes:
    """Returns the secret of this name, 32 bytes, drawn on first use.

    Args:
        home: the installation's folder.
        name: what the secret is for; each use has its own.
    """
    return _kept(home, f"{name}.secret", lambda: secrets.token_bytes(SECRET_BYTES))


def signing_key(home: Path, name: str) -> EllipticCurvePrivateKey:
    """Returns the ES256 key of this name, made on first use."""
    text = _kept(home, f"{name}.pem", _new_key)
    key = serialization.load_pem_private_key(text, password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError(f"{name}.pem holds another kind of key; remove it and a new one is made")
    return key


def _new_key() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _kept(home: Path, file_name: str, make: Callable[[], bytes]) -> bytes:
    folder = home / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / file_name
    if not file.exists():
        # Two processes may start at once: whoever links first wins, and both read the winner's.
        handle, fresh = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as out:
            out.write(make())
        with suppress(FileExistsError):
            os.link(fresh, file)
        Path(fresh).unlink()
    return file.read_bytes()
