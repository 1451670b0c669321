"""Whole ways through the desktop, as a person goes them."""

import re
import socket
import threading

import pytest

import accessibility as a11y
from desktop import PEOPLE, run, running_desktop, synchronise


def test_an_empty_company_reaches_its_first_day_by_the_desktop_alone(tmp_path, terminal):
    with running_desktop(tmp_path / "new.db", tmp_path) as desktop:
        # The assistant leads to the same, and is left out here.
        desktop.press("Skip set-up")
        desktop.sees("Welcome")
        desktop.press("Add shift…")
        desktop.fill(
            "New shift", "Add shift", shift_code="G", shift_name="General", starts="09:00", ends="18:00",
            unpaid_break="13:00-14:00",
        )
        desktop.sees("The shift G General is saved")
        desktop.press("Add employee…")
        desktop.fill("New employee", "Add", code="1001", name="Asha Verma", first_day="2020-01-01")
        desktop.sees("Asha Verma is saved")
        desktop.closed("New employee")
        desktop.press("Add terminal…")
        desktop.fill("New terminal", "Add", name="Gate", address=terminal.host, port=str(terminal.tcp_port))
        desktop.sees("Gate is saved")
        desktop.closed("New terminal")
        desktop.open_room(0)
        synchronise(desktop)
        # The only shift there is was chosen for her.
        desktop.sees("G")
        assert desktop.lacks("No shift")


def test_the_room_that_was_open_is_open_again(database, tmp_path):
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Asha Verma")
        desktop.open_room(1)
        desktop.sees("Joined")
        desktop.press("Close")
        desktop.process.wait(timeout=30)
        assert desktop.process.returncode == 0
        desktop.process.poll = lambda: None if desktop.process.returncode == 0 else desktop.process.returncode
    with running_desktop(database, tmp_path) as desktop:
        desktop.expect("tree table", "Employees")
        desktop.sees("Joined")


def test_a_terminal_is_retired_and_restored(desktop):
    synchronise(desktop)
    desktop.open_room(2)
    a11y.click_row(desktop.expect("tree table", "Terminals"), "Gate")
    desktop.press("Retire…")
    desktop.answer("Retire Gate?", "Retire Gate")
    desktop.sees("It is not collected any more")
    desktop.press("Restore")
    desktop.press("Sync this terminal")


def test_an_unknown_user_is_given_to_an_employee(desktop, etime, database):
    synchronise(desktop)
    desktop.open_room(2)
    desktop.press("Open inbox…")
    window = desktop.window("Inbox")
    a11y.type_into(a11y.expect(window, "entry", "Search employees to match"), "joseph")
    table = a11y.expect(window, "tree table", "Employees to match")
    a11y.wait_for(lambda: "Asha Verma" not in a11y.texts(table), "the employees narrowed", tree=lambda: window)
    a11y.click_row(table, PEOPLE["1002"])
    give = a11y.wait_for(
        lambda: next((n for n in a11y.walk(window) if n.get_name().startswith("Give ")), None), "the button",
        tree=lambda: window,
    )
    a11y.press(give)
    desktop.sees("punches are Joseph")


def test_a_terminal_that_dies_while_it_is_read_loses_nothing(database, tmp_path, etime, simulate):
    dying = simulate("--users", 3, "--logs", 50000, "--seed", 3, "--fault", "cut-after=200000")
    run(etime, database, "device", "add", "Yard", dying.host, "--port", dying.tcp_port)
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Asha Verma")
        desktop.press("Sync now")
        desktop.sees("Yard could not be read", limit=90)
        desktop.open_room(2)
        a11y.click_row(desktop.expect("tree table", "Terminals"), "Yard")
        desktop.expect("push button", "Try again")
        desktop.sees("Nothing is lost")


@pytest.fixture
def silent():
    """A door behind which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        accepted = []
        threading.Thread(target=lambda: accepted.append(door.accept()), daemon=True).start()
        yield door.getsockname()[1]
        for connection, _ in accepted:
            connection.close()


def test_a_sync_is_cancelled_while_it_waits(database, tmp_path, etime, silent):
    run(etime, database, "device", "add", "Attic", "127.0.0.1", "--port", silent, "--tcp")
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Asha Verma")
        desktop.press("Sync now")
        desktop.sees("Attic: connecting")
        desktop.press("Cancel")
        desktop.sees("Stopped.")
        desktop.expect("push button", "Sync now")


def test_a_sync_of_100_000_punches_never_blocks_the_window(database, tmp_path, etime, simulate):
    for index, name in enumerate(["North", "South"]):
        large = simulate("--users", 3, "--logs", 50000, "--seed", 11 + index)
        run(etime, database, "device", "add", name, large.host, "--port", large.tcp_port)
    with running_desktop(database, tmp_path, ETIME_TRACE_STALLS="1") as desktop:
        desktop.sees("Asha Verma")
        started = len(re.findall("main loop away", desktop.said()))
        desktop.press("Sync now")
        desktop.sees("new punches from 3 terminals", limit=120)
        assert "watching the main loop" in desktop.said()
        stalls = [int(found) for found in re.findall(r"main loop away for (\d+) ms", desktop.said())]
    print("stalls:", stalls[:started], "then", stalls[started:])
    assert max(stalls[started:], default=0) < 250, stalls
