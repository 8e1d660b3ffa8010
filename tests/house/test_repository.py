"""What the repository holds to: lock files, links, the page of settings and the wheel."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from confrere.api.settings import BadSettings, described, load_settings

from .sources import ROOT

UNWALKED = {".venv", ".git", "node_modules", "dist", "__pycache__"}


def pages() -> Iterator[Path]:
    """Every Markdown page of the project."""
    for file in sorted(ROOT.rglob("*.md")):
        inside = file.relative_to(ROOT)
        hidden = any(part in UNWALKED or part.startswith(".") for part in inside.parts)
        if not hidden and not inside.is_relative_to("src"):
            yield inside


def headings(text: str) -> set[str]:
    """Anchors of a page, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "graph/local/java-25.lock"])
def test_a_lock_file_holds_names_versions_and_hashes_only(name: str) -> None:
    """No address, no option, and nothing without a hash."""
    for entry in re.split(r"\n(?! )", (ROOT / name).read_text("utf-8").strip()):
        assert re.match(r"[a-z0-9][a-z0-9.-]*(\[[a-z,]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry, entry


def test_what_runs_is_what_is_tested() -> None:
    """Every version to run is among those to work with, there perhaps with more of itself, as `uvicorn[standard]`."""
    run, dev = (
        set(re.findall(r"^([^\s=\[]+)(?:\[.*?\])?(==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= dev


@pytest.mark.parametrize("page", list(pages()), ids=str)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading in it."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(\s*<?([^)\s>]+)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page.parent / path).resolve() if path else ROOT / page
        assert file.is_relative_to(ROOT), f"{page}: {target} leads out of the project"
        assert file.exists(), f"{page}: {target} leads nowhere"
        if anchor and file.suffix == ".md":
            assert anchor in headings(file.read_text("utf-8")), f"{page}: {target} has no such heading"


def test_no_merge_is_left_half_done() -> None:
    """No file that git knows holds the marks of a conflict."""
    marked = subprocess.run(
        ["git", "grep", "--line-number", "--extended-regexp", "^(<{7}|>{7}) "],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (marked.returncode, marked.stdout) == (1, "")


KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def test_the_changelog_keeps_its_form() -> None:
    """What is not released stands first, then versions with dates from the newest on; every kind has an entry."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert text.startswith("# Changelog\n")
    first, *released = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert first == "[Unreleased]"
    dates = [re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d\d-\d\d)", each) for each in released]
    assert all(dates), released
    assert (days := [each[1] for each in dates if each]) == sorted(days, reverse=True)
    for kind, entries in re.findall(r"^### (.+)\n((?:(?!##).*\n)*)", text, re.MULTILINE):
        assert kind in KINDS
        assert re.search(r"^- \S", entries, re.MULTILINE), kind


def test_the_page_of_settings_is_current() -> None:
    """It is what `confrere settings --markdown` prints."""
    assert (ROOT / "docs/settings.md").read_text("utf-8") == described()


def test_an_unknown_setting_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the keyboard does not go unnoticed."""
    monkeypatch.setenv("CONFRERE_PROT", "8001")
    with pytest.raises(BadSettings, match=r"no setting CONFRERE_PROT\. Did you mean CONFRERE_PORT\?"):
        load_settings()


def test_the_wheel_holds_all_and_installs_nothing_beside_its_name(tmp_path: Path) -> None:
    """Code, queries, pages and the mark of types, all below ``confrere``."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "confrere/api/app.py",
        "confrere/api/pages/landing.html",
        "confrere/cypher/network/page.cypher",
        "confrere/graph/local/java-25.lock",
        "confrere/graph/store.py",
        "confrere/py.typed",
    } <= names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"confrere"}
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names if ".dist-info/licenses/" in name}
