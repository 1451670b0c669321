"""The devices room of the real desktop: the fleet, punches as they come, and what a terminal is told.

What a terminal holds is asked by pyzk, and what is stored is read from the database's own file: neither is the program.
"""

import contextlib
import datetime
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
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


def held_leases(database, holder=""):
    held = rows(database, "SELECT name, holder FROM lease WHERE expires_at > strftime('%s', 'now')")
    return [name for name, by in held if holder in by]


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


def choose(desktop, menu, item):
    """Opens a menu of the room, and presses a line of it."""
    a11y.click(desktop.expect("push button", menu))
    desktop.press(item, "menu item")


def open_terminal(desktop, name, page):
    a11y.click_row(desktop.expect("tree table", "Terminals"), name)
    desktop.press(page)


def open_inbox(desktop, page):
    """The inbox at a page, whose button also says how much waits there."""
    desktop.press("Open inbox…")
    window = desktop.window("Inbox")
    turn_to(window, page)
    return window


def turn_to(window, page):
    button = a11y.wait_for(
        lambda: next((n for n in a11y.walk(window)
                      if n.get_role_name() == "push button" and n.get_name().startswith(page)), None),
        page, tree=lambda: window)
    a11y.press(button)


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
    choose(room, "More to add", "Add line reader…")
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


def test_the_serial_ports_that_are_there_stand_beside_the_one_that_is_typed(etime, database, tmp_path):
    run(etime, database, "device", "add-lines", "Press", "--serial", "/dev/ttyUSB9", "--preset", "card")
    with devices_room(database, tmp_path) as room:
        open_terminal(room, "Press", "Information")
        room.press("Edit…")
        window = room.window("Edit line reader")
        room.sees("Serial ports of this computer")
        check(window, "a reader on a serial port")
        # What was typed stays, whether there is such a port or not.
        typed = [node for node in a11y.walk(window) if node.get_name().startswith("Serial port, such as")]
        assert "/dev/ttyUSB9" in [a11y.content(node) for node in typed], a11y.texts(window)


class Canteen:
    """A reader that sends a punch of now and a line that is none to whoever connects."""

    def __init__(self, door):
        self.door = door
        self.port = door.getsockname()[1]
        self.connections = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.door.accept()
                self.connections.append(connection)
                now = datetime.datetime.now()
                connection.sendall(f"1001,{now:%Y-%m-%d %H:%M:%S},0\r\nout of paper\r\n".encode())


@pytest.fixture
def canteen():
    with socket.create_server(("127.0.0.1", 0)) as door:
        reader = Canteen(door)
        yield reader
        for connection in reader.connections:
            connection.close()


def test_a_line_readers_punches_come_in_and_what_is_none_waits_in_the_inbox(room, canteen):
    synchronise_here(room)  # or the terminal's old punches would come in after the reader's
    choose(room, "More to add", "Add line reader…")
    window = room.window("New line reader")
    for start, text in [("Name", "Canteen"), ("Address", "127.0.0.1"), ("Port", str(canteen.port))]:
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
    window = open_inbox(room, "Unreadable lines")
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
    # What was changed at it is in its own log, whoever did it.
    room.press("Log")
    room.press("Changes at the terminal")
    room.press("Read the changes from the terminal")
    changes = room.expect("tree table", "Changes at the terminal")
    a11y.click_row(changes, "Clock set")
    room.sees("Clock set, number 21 in the terminal’s own list.")
    check(room.root, "the changes")


def synchronise_here(desktop):
    desktop.press("Sync now")
    desktop.sees("new punches from Gate")


def attendance_file(folder, *lines):
    file = folder / "1_attlog.dat"
    file.write_text("".join(f"{user}\t{moment}\t1\t0\t1\t0\n" for user, moment in lines))
    return file


def test_punches_in_doubt_are_explained_settled_and_taken_back(room, etime, database, tmp_path):
    odd = attendance_file(tmp_path, ("1001", "2000-01-01 00:10:00"), ("1002", "2000-01-01 00:12:00"))
    run(etime, database, "device", "import", "Gate", odd)
    room.sees("2 punches are in doubt.")
    window = open_inbox(room, "Doubtful punches (2)")
    table = a11y.expect(window, "tree table", "Doubtful punches")
    assert PEOPLE["1001"] in a11y.labels(a11y.row(table, "1001"))
    room.sees("one that has lost its battery begins in 2000")
    check(window, "the doubtful punches")

    a11y.press(a11y.expect(window, "push button", "It was made at…"))
    asked = room.window("When was it made?")
    check(asked, "when it was made")
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    for start, text in [("Day", str(yesterday)), ("Time", "18:05")]:
        type_line(asked, start, text)
    a11y.press(a11y.expect(asked, "push button", "Settle 1 punch"))
    room.sees("Say it, such as: seen by the guard.")
    type_line(asked, "How do you know", "seen by the guard")
    a11y.press(a11y.expect(asked, "push button", "Settle 1 punch"))
    room.closed("When was it made?")
    room.sees(f"1 punch is settled: made at {yesterday} 18:05")
    assert rows(database, "SELECT COUNT(*) FROM settled_doubt") == [(1,)]

    a11y.press(a11y.expect(window, "push button", "Undo"))
    room.sees("1 punch is in doubt again.")
    assert rows(database, "SELECT COUNT(*) FROM settled_doubt") == [(0,)]
    turn_to(window, "Unreadable lines")
    room.sees("Every line could be read")
    check(window, "the lines")
    turn_to(window, "Shared numbers")
    room.sees("Each number means one person")


def test_lines_are_read_again_and_dismissed(etime, database, tmp_path):
    run(etime, database, "device", "add-lines", "Canteen", "--connect", "127.0.0.1:9", "--preset", "standard")
    lines = tmp_path / "lines.csv"
    lines.write_text("out of paper\nno more paper\n")
    run(etime, database, "device", "import", "Canteen", lines)
    with devices_room(database, tmp_path) as room:
        room.sees("2 lines could not be read as punches.")
        window = open_inbox(room, "Unreadable lines (2)")
        table = a11y.expect(window, "tree table", "Lines that could not be read")
        a11y.press(a11y.expect(window, "push button", "Read again"))
        room.sees("2 lines still cannot be read: correct the format first.")
        a11y.click_row(table, "out of paper")
        dismiss = a11y.expect(window, "push button", "Dismiss…")
        a11y.wait_for(lambda: dismiss.get_state_set().contains(a11y.Atspi.StateType.SENSITIVE), "the line chosen")
        a11y.press(dismiss)
        asked = room.window("1 line: no punch")
        check(asked, "why a line is no punch")
        type_line(asked, "Why is it", "the printer")
        a11y.press(a11y.expect(asked, "push button", "Dismiss 1 line"))
        room.closed("1 line: no punch")
        room.sees("1 line is no punch; the journal keeps it.")
        assert rows(database, "SELECT line FROM unreadable_line") == [("no more paper",)]
        a11y.press(a11y.expect(window, "push button", "Correct the format…"))
        room.closed("Inbox")
        room.window("Edit line reader")


def test_what_another_programs_collector_refuses_is_accepted_here(etime, database, tmp_path, terminal, simulate):
    run(etime, database, "sync")
    terminal.stop()
    other = simulate("--users", 4, "--logs", 6, "--seed", 9, "--serial", "OTHER1", "--port", terminal.tcp_port)
    assert other.tcp_port == terminal.tcp_port
    with collecting(etime, database, tmp_path) as collector, devices_room(database, tmp_path) as desktop:
        a11y.wait_for(lambda: collector.holds() != [], "the collector at the terminal")
        open_terminal(desktop, "Gate", "Information")
        desktop.press("Accept…")
        question = "Accept Gate as it is?"
        desktop.window(question)
        desktop.sees("its serial number is OTHER1")
        desktop.answer(question, "Accept and sync")
        desktop.sees("Gate is another terminal now, as accepted", limit=60)
        desktop.sees("Collecting" if desktop.lacks("Connected") else "Connected")
        assert collector.holds() != []
    accepted = rows(database, "SELECT actor FROM journal WHERE action = 'accept-terminal'")
    assert len(accepted) == 1 and accepted[0][0] != "collector"


def test_what_is_to_be_seen_to_stands_above_what_is_known(etime, database, tmp_path, terminal):
    """Also at the first terminal that is opened: lines of text that are wrapped once lay over what came next."""
    run(etime, database, "sync")
    with devices_room(database, tmp_path) as desktop:
        open_terminal(desktop, "Gate", "Information")
        desktop.sees("The comm key is 0")
        warning = next(node for node in a11y.walk(desktop.root) if node.get_name().startswith("The comm key is 0"))
        # The table has a column of that name.
        below = [node for node in a11y.walk(desktop.root) if node.get_name() == "Address"][-1]

        def edges():
            upper, lower = (
                a11y.Atspi.Component.get_extents(node, a11y.Atspi.CoordType.WINDOW) for node in (warning, below))
            return upper.height and (upper.y + upper.height, lower.y)

        end, start = a11y.wait_for(edges, "the warning on the screen")
        assert end <= start


def conversations(desktop):
    """How many of them failed, as the open terminal's page says."""
    return next((text for text in a11y.texts(desktop.root) if " of the last " in text), None)


def test_what_is_refused_is_accepted_while_all_are_collected(simulate, etime, database, tmp_path, terminal, canteen):
    """A reader keeps nothing for a collector that comes back: its connection stays.

    The button that was there before a try is the one that is there after it: who is about to press it does not miss it.
    """
    run(etime, database, "sync")
    terminal.stop()
    simulate("--users", 4, "--logs", 6, "--seed", 9, "--serial", "OTHER1", "--port", terminal.tcp_port)
    run(etime, database, "device", "add-lines", "Canteen", "--connect", f"127.0.0.1:{canteen.port}", "--preset",
        "standard")
    with devices_room(database, tmp_path) as desktop:
        collect_continuously(desktop)
        a11y.wait_for(lambda: canteen.connections, "the collector at the reader")
        open_terminal(desktop, "Gate", "Information")
        accept = desktop.expect("push button", "Accept…")
        tried = conversations(desktop)
        a11y.wait_for(lambda: conversations(desktop) != tried, "one more try", limit=90, tree=lambda: desktop.root)
        a11y.press(accept)
        question = "Accept Gate as it is?"
        desktop.window(question)
        desktop.answer(question, "Accept and sync")
        desktop.sees("Gate is another terminal now, as accepted", limit=60)
        assert len(canteen.connections) == 1
        held = len(held_leases(database))
        assert held == 3, "both devices and the collector's own presence"


class Collector:
    """A running `etime collect`."""

    def __init__(self, etime, database, folder):
        self.database = database
        self.process = subprocess.Popen(
            [str(etime), "collect", "--database", database], cwd=folder, text=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=os.environ | {"XDG_STATE_HOME": str(folder / "collector")})

    def holds(self):
        """The leases that are this very program's."""
        return held_leases(self.database, f"process {self.process.pid} of")


@contextlib.contextmanager
def collecting(etime, database, folder):
    collector = Collector(etime, database, folder)
    try:
        yield collector
    finally:
        collector.process.terminate()
        collector.process.wait(timeout=30)


@pytest.fixture
def silent():
    """Somebody who takes each call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_collector_that_is_stopped_hands_its_terminals_over_at_once(etime, database, tmp_path, silent, number):
    """Without waiting for a lease to run out, which takes a minute; also in the middle of a call that nobody answers."""
    run(etime, database, "device", "add", "Attic", "127.0.0.1", "--port", silent, "--tcp")
    with collecting(etime, database, tmp_path) as first:
        a11y.wait_for(lambda: len(first.holds()) == 3, "both terminals and its own presence")
        with collecting(etime, database, tmp_path) as second:
            a11y.wait_for(lambda: len(second.holds()) == 2, "one terminal for each")
            first.process.send_signal(number)
            assert first.process.wait(timeout=20) == 0
            assert first.holds() == []
            a11y.wait_for(lambda: len(second.holds()) == 3, "both with the other", limit=20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_desktop_that_is_asked_to_end_hands_its_terminals_over_at_once(etime, database, tmp_path, number):
    with devices_room(database, tmp_path) as desktop:
        collect_continuously(desktop)
        desktop.sees("Connected")
        with collecting(etime, database, tmp_path) as second:
            a11y.wait_for(lambda: len(second.holds()) == 1, "the other program")
            desktop.process.send_signal(number)
            assert desktop.process.wait(timeout=30) == 0
            desktop.process.poll = lambda: None
            assert held_leases(database, f"process {desktop.process.pid} of") == []
            a11y.wait_for(lambda: len(second.holds()) == 2, "the terminal with the other", limit=20)


def test_a_window_that_is_closed_while_it_reads_lets_go_as_well(etime, database, tmp_path, silent):
    run(etime, database, "device", "add", "Attic", "127.0.0.1", "--port", silent, "--tcp")
    with devices_room(database, tmp_path) as desktop:
        desktop.press("Sync now")
        desktop.sees("Attic: connecting")
        assert held_leases(database) != []
        desktop.press("Close")
        assert desktop.process.wait(timeout=30) == 0
        desktop.process.poll = lambda: None
    assert held_leases(database) == []


def test_users_are_copied_to_the_terminals_that_are_checked(simulate, etime, database, tmp_path):
    others = {name: simulate("--users", 1, "--logs", 0, "--serial", name) for name in ["NORTH", "SOUTH", "WEST"]}
    for name, other in others.items():
        run(etime, database, "device", "add", name.title(), other.host, "--port", other.tcp_port)
    with devices_room(database, tmp_path) as room:
        room.sees("West")
        open_terminal(room, "Gate", "Users")
        room.press("Ask the terminal")
        a11y.click_row(room.expect("tree table", "Users of the terminal"), "1004")
        room.press("Copy…")
        title = "Copy users to other terminals"
        window = room.window(title)
        check(window, title)
        copy = a11y.expect(window, "push button", "Copy")
        a11y.press(copy)
        room.sees("Choose at least one terminal.")
        a11y.press(a11y.expect(window, "push button", "All: Copy to"))
        a11y.expect(window, "check box", "South")
        a11y.press(a11y.expect(window, "push button", "Copy to 3 terminals"))
        room.closed(title)
        room.sees("1 user written, 0 fingers.", limit=60)
        knows = {name: "1004" in users_of(other) for name, other in others.items()}
        assert all(knows.values()), knows


def users_of(terminal):
    connection = ZK(terminal.host, port=terminal.tcp_port, timeout=20, ommit_ping=True).connect()
    try:
        return {user.user_id for user in connection.get_users()}
    finally:
        connection.disconnect()
