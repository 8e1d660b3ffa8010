"""Every requirement has its number once, and every finished one has a test."""

from .requirements import proofs, written


def test_the_requirements_are_numbered_without_a_gap() -> None:
    """Each is there once, in order, with words of its own."""
    sentences, finished = written()
    assert [each.number for each in sentences] == [f"R{number}" for number in range(1, len(sentences) + 1)]
    assert all(each.text.strip() for each in sentences)
    assert finished <= {each.number for each in sentences}


def test_every_finished_requirement_has_a_test() -> None:
    """What is said to be done is proven."""
    _, finished = written()
    assert finished <= proofs().keys()


def test_no_test_carries_a_number_that_is_none() -> None:
    """A slip of the keyboard does not pass for a proof."""
    assert proofs().keys() <= {each.number for each in written()[0]}
