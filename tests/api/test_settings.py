"""Settings are read from the environment once; a wrong one is told by name, with what to do."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from confrere.api.settings import PREFIX, BadSettings, Settings, described, load_settings
from confrere.graph.model.rules import Phase, Rules


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without settings."""
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(field.alias or PREFIX + name.upper(), raising=False)


def told() -> str:
    """What is said of the environment."""
    with pytest.raises(BadSettings) as wrong:
        load_settings()
    return str(wrong.value)


@pytest.mark.parametrize(
    ("variable", "nearest"),
    [
        ("CONFRERE_PROT", "CONFRERE_PORT"),
        ("CONFRERE_HOEM", "CONFRERE_HOME"),
        ("CONFRERE_PAGECACHE", "CONFRERE_PAGE_CACHE"),
        ("CONFRERE_MAX_CONECTIONS", "CONFRERE_MAX_CONNECTIONS"),
        ("CONFRERE_NEO4J_URI", "NEO4J_URI"),
        ("confrere_port", "CONFRERE_PORT"),
        ("Confrere_Prot", "CONFRERE_PORT"),
    ],
)
def test_an_unknown_variable_is_refused(variable: str, nearest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest name is offered."""
    monkeypatch.setenv(variable, "1")
    assert told() == f"There is no setting {variable}. Did you mean {nearest}? Correct or unset it."


def test_any_unknown_variable_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one that is near to nothing."""
    monkeypatch.setenv("CONFRERE_", "1")
    assert told().startswith("There is no setting CONFRERE_. Did you mean ")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CONFRERE_PORT", "eighty"),
        ("CONFRERE_PORT", "-1"),
        ("CONFRERE_PORT", "65536"),
        ("CONFRERE_PORT", ""),
        ("CONFRERE_BOLT_PORT", "80"),
        ("CONFRERE_HEAP", "1 gigabyte"),
        ("CONFRERE_HEAP", "0m"),
        ("CONFRERE_PAGE_CACHE", "512m\nserver.default_listen_address=0.0.0.0"),
        ("CONFRERE_PEOPLE", "99"),
        ("CONFRERE_AUDIENCE", "ALL"),
        ("CONFRERE_PHASE", "4"),
        ("CONFRERE_MIN_JOB_SUCCESS_SCORE", "101"),
        ("CONFRERE_DEVELOPMENT", "perhaps"),
        ("CONFRERE_HOME", ""),
        ("NEO4J_URI", ""),
        ("NEO4J_URI", "localhost:7687"),
        ("NEO4J_URI", "http://localhost:7474"),
    ],
)
def test_a_value_that_is_not_usable_is_told(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named in one line, with what it means."""
    monkeypatch.setenv(variable, value)
    sentence = told()
    assert sentence.startswith(f"{variable} is not usable: ")
    assert ". It means: " in sentence
    assert sentence.endswith(".")
    assert len(sentence.splitlines()) == 1


def test_a_password_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not where the settings are printed, nor where one of them is wrong."""
    monkeypatch.setenv("NEO4J_PASSWORD", "hunter2hunter2")
    settings = load_settings()
    assert settings.neo4j_password is not None
    assert settings.neo4j_password.get_secret_value() == "hunter2hunter2"
    assert "hunter2" not in repr(settings) + settings.model_dump_json() + str(settings.model_dump(mode="json"))
    monkeypatch.setenv("CONFRERE_PORT", "x")
    assert "hunter2" not in told()


def test_settings_do_not_change() -> None:
    """Writing one after it was read raises."""
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().port = 1


def test_the_variables_of_the_tests_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test suite has its own."""
    monkeypatch.setenv("CONFRERE_TEST_NEO4J", "container")
    assert load_settings().port == 8000


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_any_way_to_a_server_may_be_named(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One machine or a cluster, with or without encryption."""
    monkeypatch.setenv("NEO4J_URI", f"{scheme}://db.example:7687")
    assert load_settings().neo4j_uri == f"{scheme}://db.example:7687"


def test_every_setting_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is read from the variable that the page names."""
    defaults = load_settings().model_dump(mode="json")
    monkeypatch.setenv("CONFRERE_HOME", "/somewhere")
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://example.org")
    monkeypatch.setenv("CONFRERE_INVITATION_DAYS", "7")
    settings = load_settings()
    assert settings.folder == Path("/somewhere")
    assert settings.neo4j_uri == "neo4j+s://example.org"
    assert settings.rules.invitation_days == 7
    assert set(defaults) == set(Settings.model_fields)


def test_the_domain_reads_its_rules_from_the_settings() -> None:
    """Without a variable the rules are those of the domain itself."""
    assert load_settings().rules == Rules()


def test_the_home_folder_is_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a command is run, a tilde means the user's folder."""
    monkeypatch.setenv("CONFRERE_HOME", "~/x")
    assert load_settings().folder == Path.home() / "x"


def test_every_setting_is_described() -> None:
    """The page lists each variable once, with a sentence."""
    listed = re.findall(r"^\| `(\w+)` \| .* \| (.+) \|$", described(), re.MULTILINE)
    assert [name for name, _ in listed] == [
        field.alias or PREFIX + name.upper() for name, field in Settings.model_fields.items()
    ]
    assert all(sentence.endswith(".") for _, sentence in listed)


def test_what_goes_before_a_default_does_not_go_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the demo offers teams unless CONFRERE_PHASE says otherwise."""
    monkeypatch.delenv("CONFRERE_PHASE", raising=False)
    assert load_settings({"phase": Phase.TEAMS}).phase is Phase.TEAMS
    monkeypatch.setenv("CONFRERE_PHASE", "BETA")
    assert load_settings({"phase": Phase.TEAMS}).phase is Phase.BETA
    assert load_settings().phase is Phase.BETA
