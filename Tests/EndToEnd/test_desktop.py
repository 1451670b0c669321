"""The real desktop: its own window, database and virtual terminal, driven as a screen reader would.

GTK criticals are fatal here, so a widget used wrongly ends the program and the test.
What the table must show is worked out from what pyzk, a client of its own, reads from the same terminal.
"""

import datetime
import json

from zk import ZK

import accessibility as a11y
from desktop import PEOPLE, run, synchronise

def punches_by_pyzk(terminal):
    """What an independent client finds on the terminal, as {user: [times]}."""
    zk = ZK(terminal.host, port=terminal.tcp_port, timeout=20, ommit_ping=True)
    connection = zk.connect()
    punches = {}
    try:
        for punch in connection.get_attendance():
            punches.setdefault(punch.user_id, []).append(punch.timestamp)
    finally:
        connection.disconnect()
    return punches


def row_of(desktop, name):
    """The texts of the table row in which `name` stands, once it stands there."""
    table = desktop.expect("tree table", "People of the day")

    def look():
        for row in a11y.walk(table):
            if row.get_role_name() == "table row" and name in (found := a11y.labels(row)):
                return found
        return None

    return a11y.wait_for(look, f"a row with {name}", tree=lambda: table)


def show_day(desktop, date):
    """Goes back day by day, as a person does: by the mouse, because GTK lets a quarter of a second pass between two
    presses by key or screen reader and ignores what comes earlier."""
    shown = datetime.date.today()
    while shown > date:
        shown -= datetime.timedelta(days=1)
        a11y.click(desktop.expect("push button", "Day before"))
        desktop.sees(f"{shown:%d %b %Y}".lstrip("0"))


def test_sync_now_brings_the_punches_onto_the_screen(desktop, terminal):
    punches = punches_by_pyzk(terminal)
    day = max(time for user in PEOPLE for time in punches[user]).date()

    synchronise(desktop)
    show_day(desktop, day)

    for user, name in PEOPLE.items():
        times = [time for time in punches[user] if time.date() == day]
        row = row_of(desktop, name)
        assert row[0] == user
        if times:
            assert f"{min(times):%H:%M}" in row, row
            minutes = (min(times) - datetime.datetime.combine(day, datetime.time(9))).total_seconds() // 60
            assert (f"{int(minutes) // 60}:{int(minutes) % 60:02}" in row) == (minutes >= 15), row
        else:
            assert any("A" in cell.split() for cell in row), row


def test_a_chosen_row_is_explained_beside_the_table(desktop, terminal):
    punches = punches_by_pyzk(terminal)
    day = max(punches["1001"]).date()
    first = min(time for time in punches["1001"] if time.date() == day)

    synchronise(desktop)
    show_day(desktop, day)
    row_of(desktop, PEOPLE["1001"])
    a11y.click_row(desktop.expect("tree table", "People of the day"), PEOPLE["1001"])

    desktop.sees(f"{first:%H:%M:%S} is an IN")
    desktop.sees("Shift G is assigned, 09:00 to 18:00")


def test_an_unreachable_terminal_is_said_in_words_and_loses_nothing(desktop, terminal):
    desktop.sees("Asha Verma")
    terminal.stop()
    a11y.press(desktop.expect("push button", "Sync now"))
    desktop.sees("Nothing is lost")
    a11y.press(desktop.expect("push button", "Details…"))
    desktop.sees("Gate")


def test_an_unknown_user_of_the_terminal_waits_in_the_inbox(desktop):
    synchronise(desktop)
    desktop.open_room(2)
    desktop.sees("1 user is not matched to an employee")


def test_a_wrong_entry_is_explained_beside_its_field_and_what_was_typed_is_kept(desktop, etime, database):
    desktop.open_room(1)
    desktop.sees("देवेन्द्र कुमार")
    a11y.press(desktop.expect("push button", "Add employee…"))
    a11y.type_into(desktop.expect("text", "Name"), "Ravi Iyer")
    a11y.type_into(desktop.expect("text", "Code"), "1001")
    a11y.press(desktop.expect("push button", "Add"))
    desktop.sees("Enter the first day of employment.")
    a11y.type_into(desktop.expect("text", "First day, such as 2026-11-22"), "2026-11-02")
    a11y.press(desktop.expect("push button", "Add"))
    desktop.sees("The code 1001 is Asha Verma's already.")
    a11y.type_into(desktop.expect("text", "Code"), "1004")
    a11y.press(desktop.expect("push button", "Add"))
    desktop.sees("Ravi Iyer is saved")
    people = json.loads(run(etime, database, "employee", "list", "--format", "json"))
    assert "Ravi Iyer" in json.dumps(people)


def test_rows_and_cells_are_called_by_what_stands_in_them(desktop, terminal):
    day = max(time for times in punches_by_pyzk(terminal).values() for time in times).date()
    synchronise(desktop)
    show_day(desktop, day)
    shown = row_of(desktop, PEOPLE["1001"])

    table = desktop.expect("tree table", "People of the day")
    row = a11y.row(table, PEOPLE["1001"])
    assert row.get_name().startswith("1001 Asha Verma, Dept Stores, Shift G"), row.get_name()
    named = [cell.get_name() for cell in a11y.walk(row) if cell.get_role_name() == "table cell"]
    assert named == shown
    for text in filter(None, shown[2:]):
        assert text in row.get_name(), (text, row.get_name())
