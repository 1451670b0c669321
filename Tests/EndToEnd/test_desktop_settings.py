"""The desktop finds its database where the command line does."""

import os
import subprocess

from conftest import ROOT


def start(folder, *arguments):
    """Runs the desktop in `folder` until it gives up."""
    program = ROOT / os.environ.get("ETIME_DESKTOP_BIN", ".build/debug/etime-desktop")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ETIME_")}
    environment |= {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


def test_the_database_of_the_env_file_is_opened(tmp_path):
    (tmp_path / ".env").write_text("ETIME_DATABASE=oracle://from-file\n")
    done = start(tmp_path)
    assert done.returncode == 1
    assert "oracle" in done.stderr


def test_the_option_wins_over_the_env_file(tmp_path):
    (tmp_path / ".env").write_text("ETIME_DATABASE=oracle://from-file\n")
    done = start(tmp_path, "--database", "no/such/folder/etime.db")
    assert done.returncode == 1
    assert "no/such/folder" in done.stderr and "oracle" not in done.stderr
