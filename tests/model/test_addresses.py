"""What is an address, and which two are one: of an account, and of a mailbox."""

import pytest

from confrere.graph.model.addresses import NoAddress, address_of

LONG = "a" * 65


@pytest.mark.attack(70)
@pytest.mark.requirement("R32")
@pytest.mark.parametrize(
    "text",
    [
        *("", "zoe", "@example.com", "zoe@", "zoe@localhost", "zoe@127.0.0.1", "zoe@[127.0.0.1]", "zoe@example..com"),
        *("zoe@example.com\n", "zoe\n@example.com", "zoe@example.com\r\nBcc: all@example.com", "zoe@example.com\0"),
        *("zoe,all@example.com", "<zoe@example.com>", "Zoe <zoe@example.com>", '"zoe"@example.com', "a b@example.com"),
        *(
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "a@-example.com",
            "a@example.com.",
            "a@b@example.com",
        ),
        *(f"{LONG}@example.com", f"zoe@{'b' * 64}.com", "zoe@" + "a." * 200 + "com", "zoe@" + "a" * 5000),
        *("zoe\u202e@example.com", "zo\u200be@example.com", "zoe@exam\u200bple\u200d.com", "\ud800@example.com"),
        "zoe\uff20example.com@example.org",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    """Line ends, lists, names around it, quoted and numeric forms, what nobody sees, and what is too long."""
    with pytest.raises(NoAddress) as refused:
        address_of(text)
    assert "zoe" not in str(refused.value)


@pytest.mark.requirement("R32")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoe@Example.COM", "zoe@example.com"),
        (" zoe@example.com ", "zoe@example.com"),
        ("zoe@bücher.example", "zoe@xn--bcher-kva.example"),
        ("zoe@BÜCHER.example", "zoe@bu\u0308cher.example"),
        ("ｚｏｅ@example.com", "zoe@example.com"),
        ("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"),
    ],
)
def test_one_address_has_many_spellings(one: str, other: str) -> None:
    """Case, forms of letters, and the domain in its script or in ASCII."""
    assert address_of(one).exact == address_of(other).exact


@pytest.mark.requirement("R32")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zoe@example.com", "zoe@example.org"),
        ("zoe@straße.example", "zoe@strasse.example"),
        ("zoe+jobs@example.com", "zoe@example.com"),
        ("z.oe@gmail.com", "zoe@gmail.com"),
    ],
)
def test_an_alias_is_no_verified_address(one: str, other: str) -> None:
    """Nobody is brought what was sent to another spelling that a provider might give to somebody else."""
    assert address_of(one).exact != address_of(other).exact


@pytest.mark.attack(70)
@pytest.mark.requirement("R32")
def test_one_mailbox_has_many_aliases() -> None:
    """What follows a plus, and dots where the provider ignores them; elsewhere dots tell people apart."""
    gmail = {"zoe.p@gmail.com", "zoep+x@gmail.com", "Z.O.E.P+a+b@GoogleMail.com"}
    assert {address_of(each).mailbox for each in gmail} == {"zoep@gmail.com"}
    assert address_of("zoe+x@example.com").mailbox == "zoe@example.com"
    assert address_of("z.oe@example.com").mailbox != address_of("zoe@example.com").mailbox
    assert address_of("+x@example.com").mailbox == "+x@example.com"


def test_an_address_is_shown_in_its_own_script() -> None:
    """As its sender wrote it, and written to in ASCII."""
    address = address_of("Zoe@Bücher.example")
    assert (address.shown, address.written) == ("Zoe@bücher.example", "Zoe@xn--bcher-kva.example")
    assert address_of(address.written).shown == address.shown
