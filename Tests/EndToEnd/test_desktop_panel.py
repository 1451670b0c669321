"""What the devices room says by itself, and the page of a terminal that calls: through the accessibility tree."""

import contextlib
import datetime
import http.client
import os
import re
import socket
import sqlite3
import subprocess
import threading

import pytest

import accessibility as a11y
from desktop import PEOPLE, run
from test_desktop_devices import collect_continuously, devices_room, file_of, open_terminal, rows, type_line
from test_desktop_names import check


def test_a_terminal_that_is_given_up_is_named_until_it_answers(etime, database, tmp_path, terminal, simulate):
    run(etime, database, "device", "settings", "--max-retry-attempts", 1, "--scan-interval", 2)
    with devices_room(database, tmp_path) as room:
        collect_continuously(room)
        room.sees("Connected")
        assert room.lacks("is not reached and is tried only now and then")
        terminal.stop()
        room.sees("Gate is not reached any more. See Devices.")
        room.sees("Gate is not reached and is tried only now and then")
        room.press("Show it")
        room.sees("Failing since")
        check(room.root, "a terminal that is given up")
        simulate("--users", 4, "--logs", 400, "--seed", 7, "--port", terminal.tcp_port)
        room.press("Sync now")
        room.sees("Gate answers again.")
        a11y.wait_for(lambda: room.lacks("is tried only now and then"), "the end of it", tree=lambda: room.root)


class Canteen:
    """A reader of lines that sends what it is told to."""

    def __init__(self, door):
        self.door = door
        self.port = door.getsockname()[1]
        self.connection = None
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                self.connection, _ = self.door.accept()

    def punch(self, user):
        self.connection.sendall(f"{user},{datetime.datetime.now():%Y-%m-%d %H:%M:%S},0\r\n".encode())


@pytest.fixture
def canteen(etime, database):
    with socket.create_server(("127.0.0.1", 0)) as door:
        reader = Canteen(door)
        run(etime, database, "device", "add-lines", "Canteen", "--connect", f"127.0.0.1:{reader.port}",
            "--preset", "standard")
        yield reader
        if reader.connection:
            reader.connection.close()


def test_punches_that_wait_for_the_database_are_counted_until_they_are_in(canteen, etime, database, tmp_path):
    held = "SELECT COUNT(*) FROM punch JOIN device ON device.id = device_id WHERE name = 'Canteen'"
    # Else the database's writers would queue up before the reader's.
    run(etime, database, "device", "retire", "Gate")
    with devices_room(database, tmp_path) as room:
        collect_continuously(room)
        a11y.wait_for(lambda: canteen.connection, "the collector at the reader")
        canteen.punch("1001")
        a11y.wait_for(lambda: rows(database, held) == [(1,)], "the first punch")
        with contextlib.closing(sqlite3.connect(file_of(database), isolation_level=None)) as blocker:
            blocker.execute("BEGIN IMMEDIATE")
            canteen.punch("1002")
            room.sees("The database is away. 1 punch of Canteen waits safely on this computer", limit=90)
            check(room.root, "punches that wait")
            blocker.execute("ROLLBACK")
        room.sees("1 punch that waited on this computer is in.", limit=60)
        a11y.wait_for(lambda: room.lacks("The database is away."), "the end of it", tree=lambda: room.root)
    assert rows(database, held) == [(2,)]


SERIAL = "CJ9Z000001"


@pytest.fixture
def warehouse(etime, database, tmp_path):
    """A push terminal of the company that has called once, with a punch: a function that calls as it does."""
    run(etime, database, "device", "adopt", SERIAL, "Warehouse")
    process = subprocess.Popen(
        [str(etime), "collect", "--push", "127.0.0.1:0", "--database", database], cwd=tmp_path, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | {"XDG_STATE_HOME": str(tmp_path / "push")})
    found = next(filter(None, (re.search(r"call at 127\.0\.0\.1:(\d+)", line) for line in process.stdout)))

    def call(method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
        connection.request(method, f"/iclock/{path}SN={SERIAL}", body=body, headers={"Connection": "close"})
        return connection.getresponse().read().decode()

    assert call("POST", "cdata?table=ATTLOG&Stamp=1&", f"1001\t{datetime.date.today()} 08:00:00\t0\t1\t\t0\t0\n")
    yield call
    process.terminate()
    process.wait(timeout=30)


def test_whom_a_calling_terminal_knows_is_shown_and_what_is_asked_waits_for_its_call(warehouse, database, tmp_path):
    with devices_room(database, tmp_path) as room:
        open_terminal(room, "Warehouse", "Users")
        known = room.expect("tree table", "Known users")
        assert PEOPLE["1001"] in a11y.labels(a11y.row(known, "1001"))
        check(room.root, "the known users")
        a11y.click_row(known, "1001")
        remove = room.expect("push button", "Remove…")
        a11y.wait_for(lambda: remove.get_state_set().contains(a11y.Atspi.StateType.SENSITIVE), "the user chosen")
        a11y.press(remove)
        room.answer("Remove user 1001 from Warehouse?", "Remove user 1001")
        room.sees("Remove user 1001: the terminal is told when it calls next.")
        room.press("Tasks")
        tasks = room.expect("tree table", "Tasks of the terminal")
        assert "waiting" in a11y.labels(a11y.row(tasks, "Remove user 1001"))
        told = a11y.wait_for(
            lambda: re.search("C:(.+):DATA DELETE USERINFO PIN=1001", warehouse("GET", "getrequest?")), "it is told")
        warehouse("POST", "devicecmd?", f"ID={told[1]}&Return=0&CMD=DATA\n")
        a11y.wait_for(
            lambda: "done" in a11y.labels(a11y.row(tasks, "Remove user 1001")), "the end", tree=lambda: tasks)


def test_a_calling_terminals_word_is_shown_once_and_taken_away(etime, database, tmp_path):
    run(etime, database, "device", "adopt", SERIAL, "Warehouse")
    with devices_room(database, tmp_path) as room:
        open_terminal(room, "Warehouse", "Information")
        room.sees("Its serial number alone lets it in")
        room.press("Give it a word…")
        room.answer("Give Warehouse a new word?", "Give a new word")
        window = room.window("The new word of Warehouse")
        word = next(text for text in a11y.texts(window) if re.fullmatch("[a-z2-9]{16}", text))
        assert rows(database, f"SELECT COUNT(*) FROM device WHERE connection LIKE '%{word}%'") == [(0,)]
        check(window, "the word")
        a11y.press(a11y.expect(window, "push button", "Copy the word"))
        a11y.expect(window, "push button", "The word is copied")
        a11y.press(a11y.expect(window, "push button", "Close"))
        room.closed("The new word of Warehouse")
        room.sees("It proves itself with a word.")
        check(room.root, "the information")
        assert room.lacks(word)
        room.press("Take the word away…")
        room.answer("Let Warehouse in without a word?", "Take the word away")
        room.sees("Its serial number alone lets it in")


def test_an_option_is_read_and_set(database, tmp_path):
    with devices_room(database, tmp_path) as room:
        open_terminal(room, "Gate", "Operations")
        room.expect("push button", "Read the option")
        type_line(room.root, "Option", "VoiceOn")
        room.press("Read the option")
        room.sees("VoiceOn is 1.", limit=60)
        type_line(room.root, "Its value", "0")
        room.press("Set the option")
        room.answer("Set VoiceOn of Gate to “0”?", "Set VoiceOn")
        room.sees("Set option VoiceOn to 0. Done.", limit=60)
        room.press("Read the option")
        room.sees("VoiceOn is 0.", limit=60)
