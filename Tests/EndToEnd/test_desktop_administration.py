"""Accounts and the journal on the desktop: who may do what, and who changed what."""

import contextlib
import json
import os
import re
import sqlite3

import pytest

import accessibility as a11y
from databases import command
from desktop import running_desktop
from test_desktop_accounts import PASSWORD, account, sign_in
from test_desktop_devices import file_of, rows
from test_desktop_fleet import DOWN, ENTER
from test_desktop_names import check, close

ACCOUNTS, JOURNAL = 3, 4
OTHER = "seven rusty anchors"


def type_all(window, **fields):
    """Types into the fields of a window whose names start so, secret ones too."""
    for start, text in fields.items():
        label = start.replace("_", " ").casefold()
        entry = a11y.wait_for(
            lambda label=label: next(
                (n for n in a11y.walk(window)
                 if n.get_role_name() in ("text", "password text") and n.get_name().casefold().startswith(label)), None),
            f"a field {label!r}", tree=lambda: window)
        a11y.type_into(entry, text)


def press_keys(*keys):
    for key in keys:
        a11y.Atspi.generate_keyboard_event(key, None, a11y.Atspi.KeySynthType.SYM)


def choose(desktop, inside, name, downs, word):
    """Opens a drop-down and goes down its list, to the line that says `word`."""
    box = a11y.expect(inside, "combo box", name)
    a11y.click(box)
    a11y.expect(desktop.root, "label", word)
    press_keys(*[DOWN] * downs, ENTER)
    a11y.wait_for(lambda: word in a11y.labels(box), f"{word!r} chosen", tree=lambda: box)


def rooms_of(desktop):
    rooms = desktop.expect("list", "Rooms")
    return [rooms.get_child_at_index(i).get_name() for i in range(rooms.get_child_count())]


def sign_out(desktop):
    a11y.click(desktop.expect("push button", "User menu"))
    desktop.press("Sign out", "menu item")
    desktop.sees("Sign in to go on.")


def enter(desktop, name, password):
    sign_in(desktop, name=name, password=password)
    desktop.press("Sign in")


@contextlib.contextmanager
def administered(etime, database, home):
    """The desktop with Meera signed in, who administers, and Ravi, who is HR and has never signed in."""
    account(etime, database, home, "account", "add", "meera", "--role", "admin", given=PASSWORD)
    account(etime, database, home, "login", "meera", given=PASSWORD)
    account(etime, database, home, "account", "add", "ravi", "--role", "hr", given=PASSWORD)
    with running_desktop(database, home) as desktop:
        desktop.sees("Sign in to go on.")
        enter(desktop, "meera", PASSWORD)
        desktop.sees("Asha Verma")
        yield desktop


def choose_row(desktop, table, text, shows):
    a11y.click_row(desktop.expect("tree table", table), text)
    desktop.sees(shows)


def test_an_account_is_made_and_shows_what_its_role_may(database, tmp_path):
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Asha Verma")
        assert rooms_of(desktop) == ["Today", "Employees", "Devices", "Accounts", "Audit journal"]
        desktop.open_room(ACCOUNTS)
        desktop.press("Make the first administrator…")
        window = desktop.window("The first administrator")
        type_all(window, name="meera", password=PASSWORD, the_same_again=OTHER)
        a11y.press(a11y.expect(window, "push button", "Add"))
        desktop.sees("It was not typed twice the same.")
        check(window, "the first administrator")
        type_all(window, the_same_again=PASSWORD)
        a11y.press(a11y.expect(window, "push button", "Add"))
        desktop.sees("Sign in to go on.")
        enter(desktop, "meera", PASSWORD)
        desktop.sees("Asha Verma")

        desktop.open_room(ACCOUNTS)
        desktop.press("Add account…")
        window = desktop.window("New account")
        type_all(window, name="asha", first_password=PASSWORD, the_same_again=PASSWORD)
        a11y.press(a11y.expect(window, "push button", "Add"))
        desktop.sees("Add a role, or say whose account it is")
        a11y.click(a11y.expect(window, "push button", "Employee"))
        search = a11y.expect(desktop.root, None, "Search employees for the account")
        a11y.type_into(search, "verma")
        press_keys(ENTER, ENTER)
        desktop.sees("Asha Verma (1001)")
        a11y.click(a11y.expect(window, "push button", "Add a role"))
        desktop.press("Manager", "menu item")
        choose(desktop, window, "Manager over whom", 1, "The whole company")
        a11y.press(a11y.expect(window, "push button", "Add"))
        desktop.closed("New account")
        found = a11y.labels(a11y.row(desktop.expect("tree table", "Accounts"), "asha"))
        assert "Asha Verma (1001)" in found and "Manager: the whole company" in found, found
        assert "Must choose a password" in found and "Never" in found

        sign_out(desktop)
        enter(desktop, "asha", PASSWORD)
        desktop.sees("Somebody else chose your password.")
        sign_in(desktop, new_password_again=OTHER, new_password=OTHER)
        desktop.press("Change and go on")
        desktop.expect("list", "Rooms")
        assert rooms_of(desktop) == ["Today", "My month", "Employees"]
    stored = rows(database, "SELECT role, reach FROM account_role JOIN account ON id = account_id WHERE name = 'asha'")
    assert stored == [("manager", "everyone")]


def sign_in_by_command(etime, database, home, password):
    """As Ravi, on another computer."""
    env = os.environ | {"XDG_STATE_HOME": str(home / "elsewhere")}
    return command(etime, "login", "ravi", "--database", database, check=False, input=password, env=env)


def test_a_password_is_reset_and_an_account_closed(etime, database, tmp_path):
    with administered(etime, database, tmp_path) as desktop:
        desktop.open_room(ACCOUNTS)
        choose_row(desktop, "Accounts", "ravi", "What can be done")
        check(desktop.root, "the accounts with a page open")
        desktop.press("Reset password…")
        window = desktop.window("Reset the password of ravi")
        check(window, "a reset")
        type_all(window, new_password="ravi", the_same_again="ravi")
        a11y.press(a11y.expect(window, "push button", "Reset"))
        desktop.sees("A password has at least 10 characters")
        type_all(window, new_password=OTHER, the_same_again=OTHER)
        a11y.press(a11y.expect(window, "push button", "Reset"))
        desktop.sees("The password of ravi is reset")
        assert sign_in_by_command(etime, database, tmp_path, PASSWORD).returncode != 0
        assert sign_in_by_command(etime, database, tmp_path, OTHER).returncode == 0

        desktop.press("Close the account…")
        desktop.answer("Close the account ravi?", "Close the account")
        desktop.sees("Closed since")
        assert sign_in_by_command(etime, database, tmp_path, OTHER).returncode != 0
        desktop.press("Open it again")
        desktop.expect("push button", "Close the account…")
        assert sign_in_by_command(etime, database, tmp_path, OTHER).returncode == 0


def test_the_last_administrator_stays(etime, database, tmp_path):
    with administered(etime, database, tmp_path) as desktop:
        desktop.open_room(ACCOUNTS)
        choose_row(desktop, "Accounts", "meera", "This is your own account")
        desktop.press("Close the account…")
        desktop.answer("Close the account meera?", "Close the account")
        desktop.window("meera stays open")
        desktop.sees("Nobody would be an administrator any more; make somebody else one first.")
        desktop.answer("meera stays open", "Close")
        desktop.press("Change…")
        window = desktop.window("Edit account")
        a11y.press(a11y.expect(window, "push button", "Take the role Administrator"))
        a11y.click(a11y.expect(window, "push button", "Add a role"))
        desktop.press("HR", "menu item")
        a11y.press(a11y.expect(window, "push button", "Save"))
        desktop.sees("Nobody would be an administrator any more; make somebody else one first.")
        check(window, "an account that is refused")
    stored = rows(database, "SELECT role FROM account_role JOIN account ON id = account_id WHERE name = 'meera'")
    assert stored == [("admin",)]


def test_a_token_is_shown_once_and_revoked(etime, database, tmp_path):
    with administered(etime, database, tmp_path) as desktop:
        desktop.open_room(ACCOUNTS)
        choose_row(desktop, "Accounts", "meera", "This is your own account")
        desktop.press("New token…")
        window = desktop.window("New access token")
        check(window, "a new token")
        type_all(window, what_it_is_for="nightly export")
        a11y.click(a11y.expect(window, "check box", "See people"))
        a11y.press(a11y.expect(window, "push button", "Make the token"))
        window = desktop.window("The token “nightly export”")
        proof = a11y.wait_for(
            lambda: next((text for text in a11y.labels(window) if text.startswith("et_")), None), "the token",
            tree=lambda: window)
        check(window, "the token")
        close(desktop, "The token “nightly export”")

        def people():
            return command(
                etime, "employee", "list", "--database", database, check=False, env=os.environ | {"ETIME_TOKEN": proof})

        assert "Asha Verma" in people().stdout
        desktop.press("Revoke “nightly export”")
        desktop.answer("Revoke the token “nightly export”?", "Revoke")
        desktop.sees("is refused from now on")
        assert people().returncode != 0
        assert desktop.lacks(proof)


def test_the_table_of_roles_is_the_programs(etime, database, tmp_path):
    with administered(etime, database, tmp_path) as desktop:
        desktop.open_room(ACCOUNTS)
        desktop.press("What roles may do")
        window = desktop.window("What roles may do")
        table = a11y.expect(window, "tree table", "What each role may do")
        said = json.loads(command(etime, "account", "roles", "--format", "json").stdout)
        words = {"–": "–", "own": "Own", "given": "Those given", "everyone": "All"}
        known = {row["permission"]: [words[row[role]] for role in ("admin", "hr", "manager", "employee", "auditor")]
                 for row in said}
        assert a11y.labels(a11y.row(table, "See people"))[1:] == known["readPeople"]
        assert a11y.labels(a11y.row(table, "Change rosters and swaps"))[1:] == known["changeRosters"]
        check(window, "the table of roles")
        close(desktop, "What roles may do")


def changes(desktop):
    """What the rows of the journal say that have widgets, from the top."""
    found = a11y.walk(desktop.expect("list", "Changes"))
    return [texts for row in found if row.get_role_name() == "table row" and any(texts := a11y.labels(row))]


def show_everything(desktop):
    """A press takes a quarter of a second, and what is typed meanwhile would be wiped out."""
    desktop.press("Show everything")
    a11y.wait_for(
        lambda: a11y.find(desktop.root, "push button", "Show everything") is None
        and any("Shift General" in texts for texts in changes(desktop)),
        "everything", tree=lambda: desktop.root)


def test_the_journal_is_browsed_filtered_and_checked(etime, database, tmp_path):
    with administered(etime, database, tmp_path) as desktop:
        desktop.open_room(ACCOUNTS)
        choose_row(desktop, "Accounts", "ravi", "What can be done")
        desktop.press("Close the account…")
        desktop.answer("Close the account ravi?", "Close the account")
        desktop.press("Its history")
        desktop.sees("Account ravi alone")
        choose_row(desktop, "Changes", "closed no → yes", "Before and after")
        desktop.sees("desktop on")
        # The seal as it is stored.
        seal = rows(database, "SELECT lower(hex(hash)) FROM journal WHERE action = 'change' AND entity = 'account'")[-1][0]
        desktop.sees(seal)
        check(desktop.root, "an entry of the journal")
        assert changes(desktop) and all("Account ravi" in texts for texts in changes(desktop))

        show_everything(desktop)
        choose(desktop, desktop.root, "Changed by", 1, "meera")
        a11y.wait_for(
            lambda: changes(desktop) and all(texts[1] == "meera" for texts in changes(desktop)), "Meera’s changes",
            tree=lambda: desktop.root)
        show_everything(desktop)
        choose(desktop, desktop.root, "What kind", 3, "People")
        a11y.wait_for(
            lambda: changes(desktop) and all("added" in texts[3] for texts in changes(desktop)), "people alone",
            tree=lambda: desktop.root)
        show_everything(desktop)
        a11y.type_into(desktop.expect(None, "Search changes"), "general 09:00")
        a11y.wait_for(
            lambda: len(changes(desktop)) == 1 and "Shift General" in changes(desktop)[0], "the shift alone",
            tree=lambda: desktop.root)

        desktop.press("Check the journal")
        window = desktop.window("Check the journal")
        desktop.sees("The journal is whole: ")
        check(window, "the check")
        with contextlib.closing(sqlite3.connect(file_of(database))) as connection, connection:
            connection.execute("UPDATE journal SET actor = 'nobody' WHERE id = 1")
        a11y.press(a11y.expect(window, "push button", "Check again"))
        desktop.sees("The journal was changed from outside. Journal entry 1 is not what was written.")
        close(desktop, "Check the journal")


@pytest.mark.parametrize("role, rooms", [
    ("auditor", ["Today", "Employees", "Devices", "Accounts", "Audit journal"]),
    ("hr", ["Today", "Employees", "Devices"]), ("hr:department=Stores", ["Today", "Employees"]),
])
def test_rooms_are_those_of_the_role(etime, database, tmp_path, role, rooms):
    account(etime, database, tmp_path, "account", "add", "meera", "--role", "admin", given=PASSWORD)
    account(etime, database, tmp_path, "login", "meera", given=PASSWORD)
    account(etime, database, tmp_path, "account", "add", "anil", "--role", role, given=PASSWORD)
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Sign in to go on.")
        enter(desktop, "anil", PASSWORD)
        desktop.sees("Somebody else chose your password.")
        sign_in(desktop, new_password_again=OTHER, new_password=OTHER)
        desktop.press("Change and go on")
        desktop.expect("list", "Rooms")
        assert rooms_of(desktop) == rooms
        if "Accounts" in rooms:
            desktop.open_room(ACCOUNTS)
            desktop.sees("Administrator")
            assert a11y.find(desktop.root, "push button", "Add account…") is None


def stalls(desktop):
    """Milliseconds for which the window did not answer, each time that it was longer than three frames."""
    return [int(found) for found in re.findall(r"main loop away for (\d+) ms", desktop.said())]


def test_a_long_journal_blocks_nothing(database, tmp_path):
    """A hundred thousand entries, of which only pages are read: what is looked for lies far back."""
    with contextlib.closing(sqlite3.connect(file_of(database))) as connection, connection:
        (last, at) = connection.execute("SELECT MAX(id), MAX(at) FROM journal").fetchone()
        value = json.dumps({"value": "x" * 200})
        connection.executemany(
            "INSERT INTO journal (id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash)"
            " VALUES (?, ?, 'meera', 'change', 'setting', 'company.name', ?, ?, zeroblob(32), zeroblob(32))",
            ((last + i, at, value, json.dumps({"value": f"number {i}"})) for i in range(1, 100_001)))
    with running_desktop(database, tmp_path, ETIME_TRACE_STALLS="1") as desktop:
        desktop.sees("Asha Verma")
        desktop.open_room(JOURNAL)
        desktop.sees("The newest 200 entries")
        started = len(stalls(desktop))
        for pages in (2, 3, 4):
            desktop.press("Show older")
            desktop.sees(f"The newest {pages * 200} entries")
        paged = stalls(desktop)[started:]
        a11y.type_into(desktop.expect(None, "Search changes"), "number 97001")
        desktop.sees("1 found in the newest 4,800 entries")
        desktop.press("Show older")
        desktop.sees("1 found in the newest 8,800 entries")
        assert "watching the main loop" in desktop.said()
        searched = stalls(desktop)[started + len(paged):]
    print("stalls: paging", paged, "searching", searched)
    assert max(paged, default=0) < 250, paged
    # To take 200 rows out of a table costs the toolkit a third of a second where somebody listens to it, in every room.
    assert max(searched, default=0) < 600, searched
