"""The desktop finds its database where the command line does."""

import os
import sqlite3
import subprocess

import pytest

import accessibility as a11y
from conftest import ROOT


def start(folder, *arguments):
    """Runs the desktop in `folder` until it has said what is wrong, closes its window and gives the exit status."""
    program = ROOT / os.environ.get("ETIME_DESKTOP_BIN", ".build/debug/etime-desktop")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ETIME_")}
    environment |= {
        "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data"), "GTK_A11Y": "atspi",
        "G_DEBUG": "fatal-criticals",
    }
    process = subprocess.Popen([str(program), *arguments], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        root = a11y.application(process)
        a11y.expect(root, "label", "The database could not be opened")
        shown = " ".join(a11y.texts(root))
        a11y.press(next(n for n in a11y.walk(root) if n.get_role_name() == "push button" and n.get_name() == "Close"))
        said = process.communicate(timeout=60)[1]
    finally:
        process.kill()
    return process.returncode, said, shown


def test_the_database_of_the_env_file_is_opened(tmp_path):
    (tmp_path / ".env").write_text("ETIME_DATABASE=oracle://from-file\n")
    status, said, shown = start(tmp_path)
    assert status == 1
    assert "oracle" in said and "oracle" in shown


def test_the_option_wins_over_the_env_file(tmp_path):
    (tmp_path / ".env").write_text("ETIME_DATABASE=oracle://from-file\n")
    status, said, shown = start(tmp_path, "--database", "no/such/folder/etime.db")
    assert status == 1
    assert "no/such/folder" in said and "oracle" not in said
    assert "no/such/folder" in shown


def not_a_database(folder, etime):
    file = folder / "notes.db"
    file.write_text("These are notes, and no database at all. " * 200)
    return file, "not a"


def of_a_newer_program(folder, etime):
    file = folder / "newer.db"
    subprocess.run([str(etime), "db", "migrate", "--database", str(file)], check=True, capture_output=True)
    with sqlite3.connect(file) as database:
        table, column = next(
            (name, columns[0][1]) for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if "migration" in name and (columns := list(database.execute(f"PRAGMA table_info({name})")))
        )
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        last = list(database.execute(f"SELECT * FROM {table} ORDER BY {column} DESC LIMIT 1"))[0]
        values = [9999 if isinstance(value, int) and name == column else value for name, value in zip(names, last)]
        database.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
    return file, "newer"


def a_folder(folder, etime):
    return folder, "folder"


@pytest.mark.parametrize("make", [not_a_database, of_a_newer_program, a_folder])
def test_a_database_that_cannot_be_used_is_explained_in_a_window(tmp_path, etime, make):
    file, word = make(tmp_path, etime)
    status, said, shown = start(tmp_path, "--database", str(file))
    assert status == 1
    assert word in said and word in shown
    assert len(said.strip().splitlines()) == 1, said
