"""The key to fingerprints, which is kept apart from the database."""

import csv
import io
import os

from databases import command, refused
from desktop import run

KEY = "ab" * 32


def test_the_key_may_come_from_the_environment(etime, database, simulate, tmp_path):
    door = simulate("--users", 2, "--logs", 4, "--fingers", 1, "--seed", 3, "--serial", "FING1")
    run(etime, database, "device", "add", "Door", door.host, "--port", door.tcp_port)
    run(etime, database, "sync", "Door")
    listed = run(etime, database, "device", "user", "list", "Door", "--format", "csv")
    name = next(row["Name"] for row in csv.DictReader(io.StringIO(listed)) if row["User"] == "1001")
    run(etime, database, "employee", "change", "1001", "--name", name)
    run(etime, database, "biometric", "consent", "1001", "Sheet 7")

    folder = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "home")}
    keep = ["device", "user", "keep-fingers", "Door"]
    kept = command(etime, *keep, "--database", database, env=os.environ | folder | {"ETIME_VAULT_KEY": KEY})
    assert "1 finger kept." in kept.stdout
    assert not list(tmp_path.rglob("*.key")), "what was given is written nowhere"

    for wrong in ("cd" * 32, KEY[:-2], "no key"):
        sentence = refused(etime, database, *keep, ETIME_VAULT_KEY=wrong, **folder)
        assert "ETIME_VAULT_KEY is not this company's" in sentence and wrong not in sentence
    assert "is missing" in refused(etime, database, *keep, **folder)
