"""The devices room of the real desktop: the fleet, punches as they come, and what a terminal is told.

What a terminal holds is asked by pyzk, and what is stored is read from the database's own file: neither is the program.
"""

import contextlib
import datetime
import re
import socket
import sqlite3
import statistics
import threading
import time

import pytest
from zk import ZK

import accessibility as a11y
from desktop import PEOPLE, run, running_desktop
from test_desktop_names import check

BAR = 300  # milliseconds from the stored punch to its row


def file_of(database):
    return database.removeprefix("sqlite:///")


def rows(database, sql):
    with contextlib.closing(sqlite3.connect(f"file:{file_of(database)}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def held_leases(database):
    return rows(database, "SELECT name FROM lease WHERE expires_at > strftime('%s', 'now')")


def punches_on(terminal):
    connection = ZK(terminal.host, port=terminal.tcp_port, timeout=20, ommit_ping=True).connect()
    try:
        return len(connection.get_attendance())
    finally:
        connection.disconnect()


@contextlib.contextmanager
def devices_room(database, folder, **more):
    with running_desktop(database, folder, XDG_STATE_HOME=str(folder / "state"), **more) as desktop:
        desktop.sees("Asha Verma")
        desktop.open_room(2)
        yield desktop


@pytest.fixture
def room(database, tmp_path):
    with devices_room(database, tmp_path) as desktop:
        yield desktop


def collect_continuously(desktop):
    a11y.press(desktop.expect("check box", "Collect continuously"))


def open_terminal(desktop, name, page):
    a11y.click_row(desktop.expect("tree table", "Terminals"), name)
    desktop.press(page)


def labels_of(desktop, table, text):
    return a11y.labels(a11y.row(desktop.expect("tree table", table), text))


def type_line(window, start, text):
    entry = next(
        node for node in a11y.walk(window) if node.get_role_name() == "text" and node.get_name().startswith(start)
    )
    a11y.type_into(entry, text)


def test_the_fleet_shows_how_each_terminal_is(room, simulate, etime, database):
    full = simulate("--users", 3, "--logs", 46000, "--seed", 3, "--clock-offset", -400, "--serial", "FULL1")
    run(etime, database, "device", "add", "Yard", full.host, "--port", full.tcp_port)
    run(etime, database, "device", "add", "Attic", "127.0.0.1", "--port", 9)
    assert "Never read" in labels_of(room, "Terminals", "Gate")
    room.press("Sync now")
    room.sees("Attic could not be read", limit=90)
    yard = labels_of(room, "Terminals", "Yard")
    assert "46,000 · 92 %" in yard and "7 min slow" in yard, yard
    assert "Not reached" in labels_of(room, "Terminals", "Attic")
    a11y.type_into(room.expect("entry", "Search terminals"), "not reached")
    table = room.expect("tree table", "Terminals")
    a11y.wait_for(lambda: "Yard" not in a11y.texts(table), "the terminals narrowed", tree=lambda: table)
    assert "Attic" in a11y.texts(table)


class StoredPunches:
    """Notes when a punch is in the database's file."""

    def __init__(self, database):
        self.connection = sqlite3.connect(f"file:{file_of(database)}?mode=ro", uri=True)

    def newest(self):
        return self.connection.execute("SELECT id, local_s, device_user FROM punch ORDER BY id DESC LIMIT 1").fetchone()


def first_row(table):
    """What stands in the topmost row; nothing while there is none."""
    for row in a11y.walk(table):
        if row.get_role_name() == "table row" and any(re.match(r"\d\d:\d\d", text) for text in a11y.labels(row)):
            return a11y.labels(row)
    return []


def test_a_punch_is_a_row_as_soon_as_it_is_stored(etime, database, tmp_path, simulate):
    busy = simulate("--users", 3, "--logs", 10, "--seed", 5, "--live", 1.5, "--serial", "LIVE1")
    run(etime, database, "device", "add", "Door", busy.host, "--port", busy.tcp_port)
    with devices_room(database, tmp_path, ETIME_TRACE_FEED="1") as desktop:
        collect_continuously(desktop)
        table = desktop.expect("tree table", "Live punches")
        a11y.wait_for(lambda: "Door" in first_row(table), "the first live punch", tree=lambda: table)
        stored = StoredPunches(database)
        delays = []
        for _ in range(8):
            before = stored.newest()[0]
            while (punch := stored.newest())[0] == before:
                time.sleep(0.002)
            since = time.monotonic()
            shown = f"{datetime.datetime.fromtimestamp(punch[1], datetime.timezone.utc):%H:%M:%S}"
            a11y.wait_for(lambda: {shown, punch[2]} <= set(first_row(table)), shown, tree=lambda: table)
            delays.append(round((time.monotonic() - since) * 1000))
        painted = [int(found) for found in re.findall(r"live punch painted after (\d+) ms", desktop.said())]
    print(f"stored to row, by a screen reader: {delays} ms; notice to paint: {painted} ms")
    assert len(painted) >= 8
    assert statistics.median(delays) <= BAR and statistics.median(painted) <= BAR, (delays, painted)


def test_collecting_is_remembered_and_ends_with_the_window(database, tmp_path):
    with devices_room(database, tmp_path) as desktop:
        assert held_leases(database) == []
        collect_continuously(desktop)
        desktop.sees("Connected")
        assert held_leases(database) != []
        desktop.press("Close")
        assert desktop.process.wait(timeout=30) == 0
        desktop.process.poll = lambda: None
    assert held_leases(database) == []
    with devices_room(database, tmp_path) as desktop:
        desktop.sees("Connected")
        collect_continuously(desktop)
        a11y.wait_for(lambda: held_leases(database) == [], "the terminals let go")


def test_a_terminal_is_found_and_added(room, simulate, etime, database):
    new = simulate("--users", 2, "--logs", 5, "--serial", "NEW0001")
    room.press("Find terminals")
    window = room.window("Find terminals")
    type_line(window, "Where", new.host)
    type_line(window, "Port", str(new.tcp_port))
    stop = a11y.find(window, "push button", "Stop")
    if stop is not None:
        a11y.press(stop)
    a11y.press(a11y.expect(window, "push button", "Search"))
    table = a11y.expect(window, "tree table", "Terminals found")
    found = a11y.labels(a11y.row(table, f"{new.host}:{new.tcp_port}"))
    assert any("NEW0001" in text for text in found) and "new" in found, found
    check(window, "Find terminals")
    type_line(window, "Name", "North gate")
    a11y.press(a11y.expect(window, "push button", "Add North gate"))
    room.sees("North gate is saved")
    room.closed("Find terminals")
    assert "North gate" in run(etime, database, "device", "list")


def test_a_line_readers_sample_is_explained_while_one_types(room, etime, database):
    room.press("Add line reader…")
    window = room.window("New line reader")
    room.sees("This line is read as a punch.")
    type_line(window, "A line as", "1001,2026-13-22 08:00:00,0")
    room.sees("This line cannot be read:")
    type_line(window, "A line as", "77,2026-11-22 08:15:00,1")
    room.sees("column 2: “2026-11-22 08:15:00”")
    check(window, "New line reader")
    a11y.press(a11y.expect(window, "push button", "Add"))
    room.sees("Enter the reader’s address.")
    type_line(window, "Name", "Canteen")
    type_line(window, "Address", "127.0.0.1")
    a11y.press(a11y.expect(window, "push button", "Add"))
    room.sees("Canteen is saved")
    room.closed("New line reader")
    assert "Canteen" in run(etime, database, "device", "list")
    room.sees("Line reader")


@pytest.fixture
def canteen():
    """A reader that sends a punch of now and a line that is none to whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        connections = []

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = door.accept()
                    connections.append(connection)
                    now = datetime.datetime.now()
                    connection.sendall(f"1001,{now:%Y-%m-%d %H:%M:%S},0\r\nout of paper\r\n".encode())

        threading.Thread(target=serve, daemon=True).start()
        yield door.getsockname()[1]
        for connection in connections:
            connection.close()


def test_a_line_readers_punches_come_in_and_what_is_none_waits_in_the_inbox(room, canteen):
    synchronise_here(room)  # or the terminal's old punches would come in after the reader's
    room.press("Add line reader…")
    window = room.window("New line reader")
    for start, text in [("Name", "Canteen"), ("Address", "127.0.0.1"), ("Port", str(canteen))]:
        type_line(window, start, text)
    a11y.press(a11y.expect(window, "push button", "Add"))
    room.closed("New line reader")
    collect_continuously(room)
    table = room.expect("tree table", "Live punches")
    a11y.wait_for(
        lambda: any({"Canteen", PEOPLE["1001"]} <= set(a11y.labels(row)) for row in a11y.walk(table)
                    if row.get_role_name() == "table row"),
        "the reader's punch", tree=lambda: table,
    )
    room.sees("could not be read as a punch")
    button = a11y.wait_for(
        lambda: a11y.find(room.root, "push button", "Match…") or a11y.find(room.root, "push button", "Show…"), "the inbox")
    a11y.press(button)
    window = room.window("Unknown users")
    lines = a11y.expect(window, "tree table", "Lines that could not be read")
    assert "Canteen" in a11y.labels(a11y.row(lines, "out of paper"))
    check(window, "the inbox")


def test_the_log_is_cleared_only_after_a_question_that_says_what_is_checked(room, terminal, database):
    before = punches_on(terminal)
    open_terminal(room, "Gate", "Operations")
    room.press("Clear the punches")
    question = "Clear the punches on Gate?"
    room.window(question)
    room.sees("read once more and stored")
    room.answer(question, "Cancel")
    assert punches_on(terminal) == before
    room.press("Clear the punches")
    room.answer(question, "Check and clear Gate")
    room.sees(f"{before} punches cleared", limit=60)
    assert punches_on(terminal) == 0
    assert rows(database, "SELECT COUNT(*) FROM punch") == [(before,)]


def test_the_pages_of_a_terminal_show_its_users_log_and_tasks(room, terminal):
    synchronise_here(room)
    open_terminal(room, "Gate", "Users")
    room.press("Ask the terminal")
    users = room.expect("tree table", "Users of the terminal")
    connection = ZK(terminal.host, port=terminal.tcp_port, timeout=20, ommit_ping=True).connect()
    try:
        known = {user.user_id: user.name for user in connection.get_users()}
    finally:
        connection.disconnect()
    for number, name in known.items():
        assert name in a11y.labels(a11y.row(users, number))
    check(room.root, "the users")
    room.press("Log")
    a11y.row(room.expect("tree table", "Log of the terminal"), PEOPLE["1001"])
    check(room.root, "the log")
    room.press("Operations")
    check(room.root, "the operations")
    room.press("Set the clock")
    room.sees("now it is right", limit=60)
    room.press("Tasks")
    tasks = room.expect("tree table", "Tasks of the terminal")
    assert "done" in a11y.labels(a11y.row(tasks, "Set the clock"))
    check(room.root, "the tasks")


def synchronise_here(desktop):
    desktop.press("Sync now")
    desktop.sees("new punches from Gate")
