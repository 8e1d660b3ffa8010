"""Somebody new joins: the marketplace opens the account, with an address that it has verified."""

import re
from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import InvalidInput
from .model.addresses import Address
from .model.directions import unturned
from .model.email_invitations import ErrandKind
from .model.ids import IdKind
from .model.money import rate_key
from .model.transitions import EventKind
from .names import email_key, name_key, spaced, written_names
from .queries import query
from .store import Store, Transaction

HANDLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST_HANDLE = 60


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the marketplace knows of somebody new."""

    handle: str
    first_name: str
    last_name: str
    email: Address


async def join(store: Store, newcomer: Newcomer, *, now: datetime, chance: Chance) -> str:
    """Opens an account and returns its id; what waits for its address by e-mail is brought as the next errand.

    Raises:
        InvalidInput: the handle is none or taken, the name is empty, or an account has the address already.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    first, last = (spaced(unturned(each)) for each in (newcomer.first_name, newcomer.last_name))
    if not HANDLE.fullmatch(newcomer.handle) or len(newcomer.handle) > LONGEST_HANDLE:
        raise InvalidInput("A handle has small letters, digits and hyphens between them.", path=("handle",))
    if not first:
        raise InvalidInput("Give a first name.", path=("firstName",))
    person, event, errand = (new_id(kind, chance) for kind in (IdKind.FREELANCER, IdKind.EVENT, IdKind.ERRAND))
    address = newcomer.email
    facts = {
        "id": person,
        "handle": newcomer.handle,
        "firstName": first,
        "lastName": last,
        **written_names(first, last, person),
        "rateKey": f"{rate_key(None, None)}\t{name_key(first, last, person)}",
        "email": address.written,
        "emailKey": email_key(address.written),
    }

    async def work(transaction: Transaction) -> None:
        (taken,) = await transaction.run(
            query("people/taken"), handle=newcomer.handle, spellings=list(address.spellings)
        )
        if taken["handle"]:
            raise InvalidInput("This handle is taken. Choose another one.", path=("handle",))
        if taken["address"]:
            raise InvalidInput("An account has this address already.", path=("email",))
        await transaction.run(
            query("people/join"),
            account=facts,
            currency="USD",
            now=now,
            errand={"id": errand, "kind": ErrandKind.BRING},
            event={"id": event, "kind": EventKind.FREELANCER_JOINED},
        )

    await store.act(work)
    return person
