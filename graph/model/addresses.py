"""E-mail addresses: what is one, and by which texts two of them are compared; nothing is looked up here."""

import unicodedata
from dataclasses import dataclass

import idna

from ..names import email_key

LONGEST_ADDRESS = 254
"""Characters that a path of SMTP has room for."""
LONGEST_LOCAL = 64
"""Octets of what stands before the sign (RFC 5321)."""
_NEVER = frozenset('"(),:;<>@[\\] \t\r\n')
"""Signs that only quoted forms may hold, which no provider hands out."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
"""Kinds of characters that nobody sees, by which one address looks like another or ends a line."""
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Providers to whom dots mean nothing, with the one name of each."""


class NoAddress(ValueError):
    """This is no address that can be written to; the message says why, and never repeats it."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address in the forms that matter."""

    written: str
    """As mail is sent to it: the domain in ASCII."""
    shown: str
    """As people read it: the domain in its own script."""
    exact: str
    """By which it is the verified address of an account: no case, compatible forms."""
    mailbox: str
    """By which it is one mailbox under all its aliases: without a plus and what follows, or dots that mean nothing."""
    spellings: tuple[str, ...]
    """The keys that an account with this address may have: with the domain in ASCII and in its own script."""


def address_of(text: str) -> Address:
    """Reads an address.

    Raises:
        NoAddress: it is none, or none that can be written to.

    >>> address_of("Ana.Perez+jobs@Bücher.example").written
    'Ana.Perez+jobs@xn--bcher-kva.example'
    >>> address_of("Ana.Perez+jobs@GoogleMail.com").mailbox
    'anaperez@gmail.com'
    """
    if len(text) > 4 * LONGEST_ADDRESS:
        raise NoAddress(f"An address has at most {LONGEST_ADDRESS} characters.")
    composed = unicodedata.normalize("NFC", text.strip(" "))
    local, sign, domain = composed.rpartition("@")
    if not sign:
        raise NoAddress("An address has a name, the sign @ and a domain.")
    if not _is_local(local) or not _is_local(email_key(local)):
        raise NoAddress("What stands before the sign @ is no name of a mailbox.")
    host, own_script = _domain(domain)
    written = f"{local}@{host}"
    if len(written) > LONGEST_ADDRESS:
        raise NoAddress(f"An address has at most {LONGEST_ADDRESS} characters.")
    folded = email_key(local)
    return Address(
        written=written,
        shown=f"{local}@{idna.decode(host)}",
        exact=f"{folded}@{host}",
        mailbox=_mailbox(folded, host),
        spellings=tuple(dict.fromkeys((f"{folded}@{host}", f"{folded}@{own_script}"))),
    )


def _mailbox(folded: str, host: str) -> str:
    name, plus, _ = folded.partition("+")
    bare = name if plus and name else folded
    provider = _DOTLESS.get(host)
    return f"{bare.replace('.', '')}@{provider}" if provider else f"{bare}@{host}"


def _is_local(name: str) -> bool:
    """Whether this is words with single dots between them, in any script, as mailboxes are named."""
    return (
        1 <= len(name.encode("utf-8", "surrogatepass")) <= LONGEST_LOCAL
        and all(name.split("."))
        and not any(sign in _NEVER or unicodedata.category(sign) in _UNSEEN for sign in name)
    )


def _domain(text: str) -> tuple[str, str]:
    """Returns a domain in ASCII and in its own script.

    Raises:
        NoAddress: it is no domain of the internet.
    """
    try:
        host = idna.encode(text, uts46=True, std3_rules=True).decode().lower()
        own_script = email_key(idna.decode(host))
    except (idna.IDNAError, UnicodeError) as wrong:
        raise NoAddress("What stands behind the sign @ is no domain.") from wrong
    if "." not in host.strip(".") or host.endswith(".") or host.rpartition(".")[2].isdigit():
        raise NoAddress("What stands behind the sign @ is no domain.")
    return host, own_script
