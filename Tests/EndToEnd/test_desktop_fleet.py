"""What the devices room does with all terminals at once, and what it takes in beside them.

What a terminal holds is asked by pyzk, and what is stored is read from the database's own file: neither is the program.
"""

import accessibility as a11y
from desktop import PEOPLE, run
from test_desktop_devices import (  # noqa: F401
    attendance_file, choose, devices_room, open_terminal, room, rows, type_line, users_of)
from test_desktop_names import check
from test_pyzk import connected
from test_pyzk_changes import Finger, template


DOWN, ENTER = 0xFF54, 0xFF0D


def table_of(window, name):
    return a11y.expect(window, "tree table", name)


def keep_fingers(terminal, user, *fingers):
    """As if the person had enrolled them there."""
    with connected(terminal, "tcp") as connection:
        known = next(known for known in connection.get_users() if known.user_id == user)
        connection.save_user_template(known, [Finger(known.uid, finger, 1, template(700)) for finger in fingers])


def fingers_of(terminal):
    with connected(terminal, "tcp") as connection:
        return [finger.fid for finger in connection.get_templates()]


def press(window, name):
    a11y.press(a11y.wait_for(
        lambda: next((n for n in a11y.walk(window) if n.get_role_name() == "push button" and n.get_name() == name
                      and n.get_state_set().contains(a11y.Atspi.StateType.SENSITIVE)), None),
        name, tree=lambda: window))


def test_the_clocks_of_all_are_set_and_each_tells_what_came_of_it(simulate, etime, database, tmp_path):
    late = simulate("--users", 1, "--logs", 0, "--serial", "LATE1", "--clock-offset", -400)
    run(etime, database, "device", "add", "Yard", late.host, "--port", late.tcp_port)
    run(etime, database, "device", "add-lines", "Canteen", "--connect", "127.0.0.1:9", "--preset", "standard")
    with devices_room(database, tmp_path) as room:
        room.sees("Canteen")
        choose(room, "Fleet", "Set all clocks")
        window = room.window("Set all clocks")
        room.sees("All 2 are done.", limit=60)
        yard = a11y.labels(a11y.row(table_of(window, "What the terminals did"), "Yard"))
        assert "done" in yard and any("7 min slow" in text or "400 s slow" in text for text in yard), yard
        room.sees("Left out: Canteen is a reader that only sends lines")
        check(window, "the clocks")
        press(window, "Close")
        room.closed("Set all clocks")


def test_people_are_compared_copied_and_removed_everywhere(simulate, etime, database, tmp_path, terminal):
    other = simulate("--users", 1, "--logs", 0, "--seed", 7, "--serial", "YARD1")
    run(etime, database, "device", "add", "Yard", other.host, "--port", other.tcp_port)
    with devices_room(database, tmp_path) as room:
        room.sees("Yard")
        choose(room, "Fleet", "Compare and copy people…")
        window = room.window("Compare and copy people")
        check(window, "which terminals")
        press(window, "Compare")
        a11y.row(table_of(window, "People compared"), "1004")
        check(window, "the comparison")
        press(window, "Copy what is missing")
        copying = room.window("Copy who is missing from Gate")
        room.sees("All 2 are done.", limit=60)
        check(copying, "the copying")
        assert users_of(other) == users_of(terminal)
        press(copying, "Close")
        room.sees("They know the same 4 people")
        press(window, "Close")
        room.closed("Compare and copy people")

        # The terminals call the person otherwise.
        for name in ("Gate", "Yard"):
            run(etime, database, "sync", name)
        run(etime, database, "inbox", "same-person", "1002", "1002")
        choose(room, "Fleet", "Remove somebody everywhere…")
        window = room.window("Remove somebody everywhere")
        check(window, "who is removed")
        a11y.click_row(table_of(window, "Employees to remove"), PEOPLE["1002"])
        press(window, "Remove…")
        question = f"Remove {PEOPLE['1002']} from every terminal?"
        room.window(question)
        room.sees("The card, password and fingers go from Gate and Yard.")
        room.answer(question, f"Remove {PEOPLE['1002']}")
        room.sees("All 2 are done.", limit=60)
        assert "1002" not in users_of(other) | users_of(terminal)


def test_somebody_is_sent_to_two_terminals_and_one_finger_is_removed(simulate, etime, database, tmp_path, terminal):
    other = simulate("--users", 1, "--logs", 0, "--seed", 9, "--serial", "YARD1")
    run(etime, database, "device", "add", "Yard", other.host, "--port", other.tcp_port)
    run(etime, database, "employee", "add", "2001", "Zoya Khan", "--joined", "2026-10-01")
    with devices_room(database, tmp_path) as room:
        room.sees("Yard")
        choose(room, "Fleet", "Send somebody to terminals…")
        window = room.window("Send somebody to terminals")
        check(window, "who is sent")
        a11y.click_row(table_of(window, "Employees to send"), "Zoya Khan")
        press(window, "All: Send to")
        press(window, "Send to 2 terminals")
        sending = room.window("Send Zoya Khan")
        room.sees("All 2 are done.", limit=60)
        check(sending, "the sending")
        press(sending, "Close")
        room.closed("Send Zoya Khan")
        assert "2001" in users_of(other) & users_of(terminal)

        keep_fingers(other, "2001", 1, 6)
        open_terminal(room, "Yard", "Users")
        room.press("Ask the terminal")
        a11y.click_row(table_of(room.root, "Users of the terminal"), "2001")
        press(room.root, "Remove…")
        question = room.window("Remove Zoya Khan")
        check(question, "what is removed")
        a11y.click(a11y.expect(question, "combo box", "What"))
        a11y.expect(room.root, "label", "Only the right index finger")
        for key in (DOWN, DOWN, ENTER):
            a11y.Atspi.generate_keyboard_event(key, None, a11y.Atspi.KeySynthType.SYM)
        press(question, "Remove")
        room.sees("Remove finger 6 of user 2001", limit=60)
        a11y.wait_for(lambda: fingers_of(other) == [1], "the finger gone")
        assert "2001" in users_of(other)


def test_consent_is_recorded_and_withdrawn(room, database):  # noqa: F811
    choose(room, "Fleet", "Fingerprint consent…")
    window = room.window("Fingerprint consent")
    room.sees("Nobody has agreed, and nothing is kept")
    check(window, "nobody's consent")
    press(window, "Record consent…")
    form = room.window("Record consent")
    check(form, "a consent")
    press(form, "Record")
    room.sees("Choose who agreed.")
    a11y.click_row(table_of(form, "Employees who may have agreed"), PEOPLE["1001"])
    type_line(form, "To what", "Sheet 7")
    press(form, "Record")
    room.closed("Record consent")
    room.sees(f"{PEOPLE['1001']} agreed on")
    assert rows(database, "SELECT statement FROM biometric_consent") == [("Sheet 7",)]
    check(window, "the consents")
    press(window, "Withdraw…")
    room.answer(f"Does {PEOPLE['1001']} agree no more?", "Withdraw")
    room.sees("Noted; 0 fingers")
    assert rows(database, "SELECT COUNT(*) FROM biometric_consent WHERE withdrawn_at IS NULL") == [(0,)]


def test_the_collecting_settings_are_checked_and_saved(room, etime, database):  # noqa: F811
    choose(room, "Fleet", "Collecting settings…")
    window = room.window("Collecting settings")
    check(window, "the settings")
    type_line(window, "Seconds between", "0")
    press(window, "Save")
    room.sees("The seconds between two looks at a terminal are 1 to 3600, not 0.")
    type_line(window, "Seconds between", "7")
    press(window, "Save")
    room.closed("Collecting settings")
    room.sees("The collecting settings are saved.")
    assert "two looks at a terminal: 7" in run(etime, database, "device", "settings")


def test_a_folder_is_added_and_a_file_is_looked_at_before_it_is_taken(room, database, tmp_path):  # noqa: F811
    folder = tmp_path / "punches"
    folder.mkdir()
    choose(room, "More to add", "Add folder of files…")
    window = room.window("New folder of files")
    check(window, "a folder")
    type_line(window, "Name", "Warehouse")
    type_line(window, "Folder", str(folder))
    press(window, "Add")
    room.closed("New folder of files")
    room.sees("Warehouse is saved.")
    assert rows(database, "SELECT host FROM device WHERE name = 'Warehouse'") == [(str(folder),)]
    a11y.row(table_of(room.root, "Terminals"), "Warehouse")

    file = attendance_file(tmp_path, ("1001", "2026-11-02 09:00:00"), ("1002", "2026-11-02 09:05:00"))
    choose(room, "More to add", "Import a file…")
    window = room.window("Import a file")
    check(window, "a file to choose")
    type_line(window, "File", str(file))
    press(window, "Look at it")
    room.sees("2 lines: 2 new.")
    assert rows(database, "SELECT COUNT(*) FROM punch") == [(0,)]
    a11y.row(table_of(window, "What becomes of each line"), "1002")
    check(window, "the file's lines")
    press(window, "Import 2 lines")
    room.closed("Import a file")
    room.sees("1_attlog.dat: 2 new punches of Warehouse")
    assert rows(database, "SELECT COUNT(*) FROM punch") == [(2,)]
