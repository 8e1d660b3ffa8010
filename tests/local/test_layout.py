"""The files of a server, without one that runs."""

from pathlib import Path

from confrere.graph.local.layout import Layout


def test_only_links_that_are_ours_come_and_go(tmp_path: Path) -> None:
    """Plugins of another release are dropped, links to nothing are mended, and a jar that somebody put there stays."""
    layout, jars = Layout(tmp_path / "server"), tmp_path / "jars"
    layout.make()
    plugins = layout.home / "plugins"
    old, new = jars / "1" / "gds.jar", jars / "2" / "gds.jar"
    for jar in (old, new, jars / "1" / "gone.jar"):
        jar.parent.mkdir(parents=True, exist_ok=True)
        jar.touch()
    (plugins / "own.jar").touch()
    layout.plug([old, jars / "1" / "gone.jar"])
    assert {each.name for each in plugins.iterdir()} == {"gds.jar", "gone.jar", "own.jar"}
    old.unlink()
    layout.plug([new])
    assert {each.name: each.resolve() for each in plugins.iterdir()} == {
        "gds.jar": new.resolve(),
        "own.jar": plugins / "own.jar",
    }
    layout.plug([])
    assert [each.name for each in plugins.iterdir()] == ["own.jar"]
