"""`etime collect` as a process: what is on this computer alone survives its sudden end."""

import collections
import datetime
import os
import pathlib
import signal
import sqlite3
import subprocess

from zk import ZK

from databases import until, whole
from desktop import run


def log(terminal):
    """The terminal's punches in its own order, as an unmodified client of the protocol reads them."""
    connection = ZK(terminal.host, port=terminal.tcp_port, timeout=10, ommit_ping=True).connect()
    try:
        return [(record.user_id, record.timestamp) for record in connection.get_attendance()]
    finally:
        connection.disconnect()


def ledger(path, device):
    """The punches of a terminal that are stored, by its own clock."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20) as reader:
        rows = reader.execute(
            "SELECT device_user, local_s FROM punch WHERE device_id = (SELECT id FROM device WHERE name = ?)", [device])
        return [(user, datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=second)) for user, second in rows]


def spooled(state):
    """Bytes of readings that wait there."""
    return sum(file.stat().st_size for file in pathlib.Path(state).rglob("*.spool"))


def test_punches_in_the_spool_survive_a_kill(etime, database, terminal, simulate, tmp_path):
    path = database.removeprefix("sqlite:///")
    live = simulate("--users", 4, "--logs", 50, "--seed", 11, "--serial", "LIVE1", "--live", 0.3)
    run(etime, database, "device", "add", "Yard", live.host, "--port", live.tcp_port)
    state = tmp_path / "state"

    def collect():
        return subprocess.Popen(
            [str(etime), "collect", "--database", database], cwd=tmp_path, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=os.environ | {"XDG_STATE_HOME": str(state)})

    first = collect()
    try:
        until(
            lambda: len(ledger(path, "Gate")) == 400 and len(ledger(path, "Yard")) >= 50, "what was in both logs", limit=90)
        locked = sqlite3.connect(path, isolation_level=None, timeout=60)
        locked.execute("BEGIN EXCLUSIVE")
        until(lambda: spooled(state) > 0, "punches in the spool", limit=120)
        before = spooled(state)
        until(lambda: spooled(state) > before, "more of them", limit=60)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait(timeout=30)
    locked.execute("ROLLBACK")
    locked.close()
    assert spooled(state) > 0, "they are on this computer alone"

    second = collect()
    try:
        until(lambda: spooled(state) == 0, "the spool to be drained", limit=90)
        held = len(log(live))
        until(lambda: len(ledger(path, "Yard")) >= held, "all that the terminal held", limit=90)
    finally:
        second.terminate()
        second.wait(timeout=30)
    stored = ledger(path, "Yard")
    assert collections.Counter(stored) == collections.Counter(log(live)[: len(stored)])
    whole(etime, database, 400 + len(stored))
