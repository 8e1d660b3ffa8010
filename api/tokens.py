"""Bearer tokens of the development issuer: ES256, every claim required, judged by the clock one is handed."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from confrere.graph.model.ids import IdKind, kind_of

from .faults import Unauthenticated
from .keys import signing_key

ALGORITHM = "ES256"
MAX_LENGTH = 8192
LEEWAY = timedelta(seconds=30)
"""How far clocks may differ."""
TYPE = "JWT"


class BadToken(Unauthenticated):
    """The token is not good; the message is safe to show."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Who a good token speaks for."""

    subject: str
    roles: frozenset[str]
    expires: datetime | None = None
    """When the token stops being good, for whatever lasts longer than a request."""

    @classmethod
    def of(cls, claims: dict[str, Any], *, id_claim: str = "sub", roles_claim: str = "roles") -> Self:
        """Reads the claims of a token whose signature is good.

        Raises:
            BadToken: the subject is nobody's id here, or the roles are no list of words.
        """
        expires = datetime.fromtimestamp(claims["exp"], UTC)
        return cls(_subject(claims.get(id_claim)), _roles(claims.get(roles_claim, [])), expires)


class Issuer(Protocol):
    """Whose tokens are good here."""

    async def claims(self, token: str, now: datetime) -> Claims:
        """Returns who a token speaks for.

        Raises:
            BadToken: it is not good here and now.
        """
        ...


class Tokens:
    """Issues and verifies tokens of one issuer for one audience; a previous key stays good for verifying."""

    def __init__(
        self,
        key: EllipticCurvePrivateKey,
        *,
        issuer: str,
        audience: str,
        previous: EllipticCurvePrivateKey | None = None,
    ) -> None:
        self._key = key
        self._public = {key_id(each): each.public_key() for each in (key, previous) if each is not None}
        self._issuer = issuer
        self._audience = audience

    @classmethod
    def of_home(cls, home: Path, *, issuer: str, audience: str) -> Self:
        """Uses the key of this installation, made on first use.

        To replace it, rename ``tokens.pem`` to ``tokens.previous.pem`` and start again: a new key is made, and tokens
        of the old one stay good until that file is removed.
        """
        is_replaced = (home / "keys" / "tokens.previous.pem").exists()
        previous = signing_key(home, "tokens.previous") if is_replaced else None
        return cls(signing_key(home, "tokens"), issuer=issuer, audience=audience, previous=previous)

    def issue(self, subject: str, *, now: datetime, good_for: timedelta, roles: frozenset[str] = frozenset()) -> str:
        """Returns a token for somebody."""
        claims = {
            "sub": subject,
            "iss": self._issuer,
            "aud": self._audience,
            "iat": int(now.timestamp()),
            "exp": int((now + good_for).timestamp()),
            "roles": sorted(roles),
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": key_id(self._key), "typ": TYPE})

    def verify(self, token: str, now: datetime) -> Claims:
        """Returns who a token speaks for.

        Raises:
            BadToken: it is not ours, not whole, not for this audience or not good at ``now``.
        """
        if len(token) > MAX_LENGTH:
            raise BadToken("This token is too long. Sign in again.")
        try:
            header = jwt.get_unverified_header(token)
            public = self._public.get(header.get("kid", ""))  # PyJWT refuses a key id that is no text
            if public is None:
                raise BadToken("This token was signed by a key that is not known here. Sign in again.")
            if header.get("typ") != TYPE:
                raise BadToken("This is a token of another kind. Sign in again.")
        except (jwt.InvalidTokenError, ValueError) as wrong:
            raise BadToken("This token is not valid here. Sign in again.") from wrong
        return Claims.of(read_claims(token, public, ALGORITHM, issuer=self._issuer, audience=self._audience, now=now))

    async def claims(self, token: str, now: datetime) -> Claims:
        """Returns who a token speaks for; see ``verify``."""
        return self.verify(token, now)


def read_claims(
    token: str, public: Any, algorithm: str, *, issuer: str, audience: str, now: datetime
) -> dict[str, Any]:
    """Returns the claims of a token that this key signed, for this audience and for now.

    Raises:
        BadToken: it is none of that.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            public,
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            # Times are judged below by the clock we are handed, so that tests and replays are exact.
            options={
                "require": ["exp", "iat", "aud", "iss", "sub"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except (jwt.InvalidTokenError, ValueError) as wrong:
        raise BadToken("This token is not valid here. Sign in again.") from wrong
    _judge_times(claims, now)
    return claims


def key_id(key: EllipticCurvePrivateKey) -> str:
    """Returns the name of a key in the headers of its tokens: the beginning of a hash of its public half."""
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return hashlib.sha256(public).hexdigest()[:16]


def _judge_times(claims: dict[str, Any], now: datetime) -> None:
    try:
        expires = datetime.fromtimestamp(claims["exp"], UTC)
        begins = [datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "nbf") if name in claims]
    except (TypeError, ValueError, OverflowError, OSError) as wrong:
        raise BadToken("This token is not valid here. Sign in again.") from wrong
    if now >= expires:
        raise BadToken("This token has expired. Sign in again.")
    if any(begin > now + LEEWAY for begin in begins):
        raise BadToken("This token is not good yet. Check the clock and sign in again.")


def _subject(subject: Any) -> str:
    if not isinstance(subject, str) or kind_of(subject) not in {IdKind.FREELANCER, IdKind.CLIENT}:
        raise BadToken("This token speaks for nobody known here. Sign in again.")
    return subject


def _roles(roles: Any) -> frozenset[str]:
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise BadToken("This token is not valid here. Sign in again.")
    return frozenset(roles)
