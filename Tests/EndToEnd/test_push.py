"""Push terminals at the real program: `etime collect --push`, spoken to over sockets as terminals do."""

import http.client
import json
import os
import pathlib
import re
import signal
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ETIME = ROOT / ".build" / "debug" / "etime"


class Collector:
    """One running `etime collect --push`; the port is the one that it says."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ, XDG_STATE_HOME=str(folder / "state"), XDG_CONFIG_HOME=str(folder / "config"))
        self.process = subprocess.Popen(
            [ETIME, "collect", "--push", "127.0.0.1:0"], cwd=folder, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.port = None
        for line in self.process.stdout:
            found = re.search(r"Push terminals call at 127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                return
        raise AssertionError("It never listened.")

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body=body, headers={"Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


def etime(folder, *arguments):
    environment = dict(os.environ, XDG_STATE_HOME=str(folder / "state"), XDG_CONFIG_HOME=str(folder / "config"))
    done = subprocess.run([ETIME, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def devices(folder):
    return json.loads(etime(folder, "device", "list", "--format", "json"))


@pytest.fixture
def collector(tmp_path):
    etime(tmp_path, "db", "migrate")
    running = Collector(tmp_path)
    yield running
    running.stop()


SERIAL = "CJ9Z000001"
ROWS = "42\t2026-11-20 09:00:00\t0\t1\t\t0\t0\n42\t2026-11-20 18:00:00\t1\t1\t\t0\t0\n"


def upload(collector, rows, prefix=""):
    return collector.ask("POST", f"{prefix}/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1", rows)


def ledger(folder):
    return etime(folder, "ledger", "verify")


def test_a_stranger_is_listed_and_nothing_of_it_is_kept(collector):
    status, body = collector.ask("GET", f"/iclock/cdata?SN={SERIAL}&options=all&pushver=2.4.0&DeviceType=att")
    assert (status, body) == (200, "OK")
    status, body = upload(collector, ROWS)
    assert status == 200 and not body.startswith("OK")
    assert SERIAL in etime(collector.folder, "device", "knocking")
    assert "0 punches" in ledger(collector.folder)


def test_an_adopted_terminal_is_kept_once_whatever_it_repeats(collector):
    collector.ask("GET", f"/iclock/cdata?SN={SERIAL}&options=all")
    etime(collector.folder, "device", "adopt", SERIAL, "Warehouse")
    assert "SN" not in etime(collector.folder, "device", "knocking")
    status, body = collector.ask("GET", f"/iclock/cdata?SN={SERIAL}&options=all")
    assert status == 200 and body.startswith(f"GET OPTION FROM: {SERIAL}\n")
    for _ in range(3):
        status, body = upload(collector, ROWS)
        assert (status, body) == (200, "OK: 2")
    assert "2 punches" in ledger(collector.folder)


def test_a_word_lets_it_in_and_a_wrong_one_does_not(collector):
    told = etime(collector.folder, "device", "adopt", SERIAL, "Warehouse", "--token")
    word = told.split()[-1]
    # It may have said its word before this program was started: it is asked for it once.
    assert upload(collector, ROWS)[0] == 503
    assert collector.ask("GET", f"/iclock/getrequest?SN={SERIAL}") == (200, "C:0:CHECK\n")
    assert upload(collector, ROWS)[0] == 403
    assert upload(collector, ROWS, "/t/wrong")[0] == 403
    assert upload(collector, ROWS, f"/t/{word}") == (200, "OK: 2")
    # Nobody finds the word in what is kept.
    for file in (collector.folder / "data").iterdir():
        assert word.encode() not in file.read_bytes()


def test_what_was_acknowledged_survives_the_program_being_killed(collector):
    etime(collector.folder, "device", "adopt", SERIAL, "Warehouse")
    assert upload(collector, ROWS) == (200, "OK: 2")
    collector.kill()
    again = Collector(collector.folder)
    try:
        assert upload(again, ROWS + "43\t2026-11-20 09:01:00\t0\t1\t\t0\t0\n") == (200, "OK: 3")
        assert "3 punches" in ledger(collector.folder)
    finally:
        again.stop()


def test_a_row_that_is_no_punch_is_kept_and_said(collector):
    etime(collector.folder, "device", "adopt", SERIAL, "Warehouse")
    assert upload(collector, "42\tyesterday\t0\t1\n" + ROWS) == (200, "OK: 3")
    warnings = devices(collector.folder)[0]["warnings"]
    assert "1 line of it could not be read" in warnings


def test_a_command_reaches_it_and_its_answer_comes_back(collector):
    etime(collector.folder, "device", "adopt", SERIAL, "Warehouse")
    etime(collector.folder, "device", "user", "delete", "42", "Warehouse", "--later")
    command = None
    for _ in range(600):
        status, body = collector.ask("GET", f"/iclock/getrequest?SN={SERIAL}")
        assert status == 200
        command = re.match(r"C:(\w+):DATA DELETE USERINFO PIN=42", body)
        if command:
            break
    assert command, "It was never told."
    status, body = collector.ask(
        "POST", f"/iclock/devicecmd?SN={SERIAL}", f"ID={command.group(1)}&Return=0&CMD=DATA\n")
    assert status == 200
    for _ in range(600):
        tasks = json.loads(etime(collector.folder, "device", "tasks", "--format", "json"))
        if tasks[0]["state"] == "done":
            return
    raise AssertionError(tasks)
