"""From a database that nobody has entered anything into to the rooms; who is there, what they may see, and a screen that is left."""

import datetime
import json
import time

import pytest

import accessibility as a11y
from desktop import PEOPLE, running_desktop
from test_desktop_accounts import PASSWORD, account, sign_in
from test_desktop_names import check

OWN = "seven rusty anchors"
# As X knows the left Ctrl key, and the letter.
CONTROL, LETTER = 37, ord("l")


@pytest.fixture
def meera(etime, database, tmp_path):
    """The company's administrator."""
    account(etime, database, tmp_path, "account", "add", "meera", "--role", "admin", given=PASSWORD)
    return "meera"


def shown(desktop, name, password=PASSWORD):
    sign_in(desktop, name=name, password=password)
    desktop.press("Sign in")


def choose(desktop, item):
    a11y.click(desktop.expect("push button", "User menu"))
    desktop.press(item, "menu item")


def click(desktop, button):
    """By the mouse: of two presses by screen reader within a quarter of a second the toolkit ignores the second."""
    a11y.click(desktop.expect("push button", button))


def fields(window):
    """What is typed, by the name of its field."""
    return {
        node.get_name(): a11y.content(node) for node in a11y.walk(window)
        if node.get_role_name() in ("text", "password text")
    }


def press_lock(window):
    """Ctrl+L, where the keyboard is: in the field that is clicked before."""
    a11y.click(next(node for node in a11y.walk(window) if node.get_role_name() == "text"))
    keys, press = a11y.Atspi.KeySynthType, a11y.Atspi.generate_keyboard_event
    press(CONTROL, None, keys.PRESS)
    press(LETTER, None, keys.SYM)
    press(CONTROL, None, keys.RELEASE)


def rooms_of(desktop):
    rooms = desktop.expect("list", "Rooms")
    return [node.get_name() for node in a11y.walk(rooms) if node.get_role_name() == "list item"]


def test_a_new_company_is_set_up_by_the_assistant(etime, tmp_path, terminal):
    path = tmp_path / "new.db"
    with running_desktop(path, tmp_path) as desktop:
        desktop.sees("Your company")
        check(desktop.root, "the company")
        click(desktop, "Next")
        desktop.sees("Enter the company’s name")
        sign_in(desktop, company="Sahyadri Precision Works", time_zone="kolkata")
        desktop.expect("tree table", "Time zones")
        click(desktop, "Next")
        desktop.sees("Where the data lies")
        desktop.sees(str(path))
        check(desktop.root, "the database")
        click(desktop, "Test")
        desktop.sees("SQLite 3")
        click(desktop, "Next")
        desktop.sees("The administrator")
        check(desktop.root, "the administrator")
        sign_in(desktop, account="meera", password_again=PASSWORD)
        click(desktop, "Next")
        desktop.sees("A password has at least 10 characters")
        sign_in(desktop, password=PASSWORD)
        click(desktop, "Next")
        desktop.sees("The first terminal")
        check(desktop.root, "the terminal")
        sign_in(desktop, name="Gate", address=terminal.host, port=str(terminal.tcp_port))
        click(desktop, "Test")
        desktop.sees("answers.")
        click(desktop, "Next")
        desktop.sees("That is all it takes")
        check(desktop.root, "the end")
        click(desktop, "Open E-Time")
        desktop.sees("Welcome")
        desktop.sees("1 terminal")
        desktop.sees("meera")
    account(etime, path, tmp_path, "login", "meera", given=PASSWORD)
    said = account(etime, path, tmp_path, "company")
    assert "Sahyadri Precision Works" in said and "Asia/Kolkata" in said
    devices = json.loads(account(etime, path, tmp_path, "device", "list", "--format", "json"))
    assert [device["name"] for device in devices] == ["Gate"], devices
    # It is over: who comes next signs in.
    with running_desktop(path, tmp_path) as desktop:
        desktop.sees("Sign in to go on.")
        desktop.sees("Sahyadri Precision Works")


def test_the_assistant_goes_on_where_it_was_closed(etime, tmp_path):
    path = tmp_path / "new.db"
    with running_desktop(path, tmp_path) as desktop:
        desktop.sees("Your company")
        sign_in(desktop, company="Sahyadri Precision Works")
        click(desktop, "Next")
        desktop.sees("Where the data lies")
    assert "Sahyadri Precision Works" in account(etime, path, tmp_path, "company")
    with running_desktop(path, tmp_path) as desktop:
        desktop.sees("Where the data lies")
        click(desktop, "Skip this step")
        click(desktop, "Back")
        click(desktop, "Skip set-up")
        desktop.sees("Welcome")
        desktop.sees("No accounts yet")
    with running_desktop(path, tmp_path) as desktop:
        desktop.sees("Welcome")


def test_a_company_that_is_there_is_found_and_opened(database, tmp_path):
    with running_desktop(tmp_path / "new.db", tmp_path) as desktop:
        desktop.sees("Your company")
        click(desktop, "Skip this step")
        desktop.sees("Where the data lies")
        sign_in(desktop, file=str(tmp_path / "nowhere" / "etime.db"))
        click(desktop, "Test")
        desktop.sees("does not exist")
        sign_in(desktop, file=str(tmp_path / "company.db"))
        click(desktop, "Test")
        desktop.sees("A company is in it already")
        click(desktop, "Next")
        desktop.sees(PEOPLE["1001"])
        desktop.expect("list", "Rooms")


def begin_an_employee(desktop):
    """The window in which one is being entered, and the field that has a name already."""
    desktop.open_room(1)
    desktop.press("Add employee…")
    window = desktop.window("New employee")
    name = next(n for n in a11y.walk(window) if n.get_role_name() == "text" and n.get_name() == "Name")
    a11y.type_into(name, "Ravi Iyer")
    return window, name


def test_a_locked_screen_shows_nothing_and_loses_nothing(database, tmp_path, meera):
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, meera)
        desktop.sees(PEOPLE["1001"])
        window, _ = begin_an_employee(desktop)
        press_lock(window)
        desktop.sees("Locked.")
        desktop.closed("New employee")
        for secret in ("Ravi Iyer", PEOPLE["1001"], "Employees"):
            assert desktop.lacks(secret), secret
        check(desktop.root, "the locked screen")
        sign_in(desktop, password="wrong password")
        desktop.press("Unlock")
        desktop.sees("The password is wrong.")
        assert desktop.lacks("Ravi Iyer")
        sign_in(desktop, password=PASSWORD)
        desktop.press("Unlock")
        window = desktop.window("New employee")
        assert fields(window)["Name"] == "Ravi Iyer"
        desktop.sees(PEOPLE["1001"])


def test_a_screen_that_is_left_locks_itself(database, tmp_path, meera):
    """After a minute, the shortest that the file of preferences takes."""
    preferences = tmp_path / "config/etime/desktop.json"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(
        {"width": 1280, "height": 720, "isMaximised": False, "appearance": "system", "lockAfter": 1}))
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, meera)
        desktop.sees(PEOPLE["1001"])
        _, name = begin_an_employee(desktop)
        # The last that the mouse or a key does; nobody is there from then on.
        a11y.click(name)
        left = time.monotonic()
        desktop.sees("Locked.", limit=90)
        assert time.monotonic() - left > 58
        desktop.closed("New employee")
        for secret in ("Ravi Iyer", PEOPLE["1001"], "Employees"):
            assert desktop.lacks(secret), secret
        sign_in(desktop, password=PASSWORD)
        desktop.press("Unlock")
        assert fields(desktop.window("New employee"))["Name"] == "Ravi Iyer"


def test_somebody_else_signs_in_at_a_locked_screen(database, tmp_path, meera):
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, meera)
        desktop.sees(PEOPLE["1001"])
        choose(desktop, "Lock")
        desktop.press("Sign in as somebody else…")
        desktop.sees("This signs meera out.")
        desktop.press("Keep it locked")
        desktop.press("Sign in as somebody else…")
        desktop.press("Sign out meera")
        desktop.sees("Sign in to go on.")
        assert a11y.find(desktop.root, "list", "Rooms") is None


def test_an_employee_sees_their_own_day_alone(etime, database, tmp_path, meera):
    account(etime, database, tmp_path, "login", meera, given=PASSWORD)
    account(
        etime, database, tmp_path, "account", "add", "asha", "--employee", "1001", "--role", "employee", given=PASSWORD)
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, "asha")
        sign_in(desktop, new_password_again=OWN, new_password=OWN)
        desktop.press("Change and go on")
        desktop.sees(PEOPLE["1001"])
        desktop.sees("How it was worked out")
        assert rooms_of(desktop) == ["Today", "My month"]
        for absent in ("Sync now", "Add employee…", "Add terminal…", PEOPLE["1002"], "could not be read"):
            assert desktop.lacks(absent), absent


def test_an_employee_finds_their_own_month(etime, database, tmp_path, meera):
    account(etime, database, tmp_path, "login", meera, given=PASSWORD)
    account(etime, database, tmp_path, "sync")
    account(etime, database, tmp_path, "account", "add", "asha", "--employee", "1001", given=PASSWORD)
    today = datetime.date.today()
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, "asha")
        sign_in(desktop, new_password_again=OWN, new_password=OWN)
        desktop.press("Change and go on")
        desktop.sees("How it was worked out")
        desktop.open_room(1)
        desktop.sees(f"{PEOPLE['1001']} · 1001")
        desktop.sees(f"{today:%B %Y}")
        check(desktop.root, "one's own month")
        table = desktop.expect("tree table", "Days of the month")
        rows = a11y.walk(desktop.expect("list", "Days of the month"))
        days = [found for row in rows if row.get_role_name() == "table row" and any(found := a11y.labels(row))]
        # The newest day is on top.
        assert days[0][0].split() == [f"{today:%a}", str(today.day)], days[0]
        a11y.click_row(table, days[0][0])
        panel = desktop.expect(None, "The day explained")
        a11y.wait_for(lambda: "How it was worked out" in a11y.labels(panel), "the reasons", tree=lambda: panel)
        desktop.press("Month before")
        before = today.replace(day=1) - datetime.timedelta(days=1)
        desktop.sees(f"{before:%B %Y}")
        desktop.press("Back to this month")
        desktop.sees(f"{today:%B %Y}")
        for absent in (PEOPLE["1002"], "could not be read"):
            assert desktop.lacks(absent), absent


def test_whoever_may_only_read_is_offered_nothing_else(etime, database, tmp_path, meera):
    account(etime, database, tmp_path, "login", meera, given=PASSWORD)
    account(etime, database, tmp_path, "account", "add", "anil", "--role", "auditor", given=PASSWORD)
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, "anil")
        sign_in(desktop, new_password_again=OWN, new_password=OWN)
        desktop.press("Change and go on")
        desktop.sees(PEOPLE["1002"])
        assert rooms_of(desktop)[:3] == ["Today", "Employees", "Devices"]
        desktop.open_room(1)
        desktop.sees("Joined")
        assert desktop.lacks("Add employee…") and desktop.lacks("New shift…")
        desktop.open_room(2)
        a11y.click_row(desktop.expect("tree table", "Terminals"), "Gate")
        desktop.sees("All punches in up to")
        for absent in ("Add terminal…", "Sync this terminal", "Retire…", "Operations", "could not be read"):
            assert desktop.lacks(absent), absent


def test_ones_own_password_is_changed_in_the_user_menu(etime, database, tmp_path, meera):
    with running_desktop(database, tmp_path) as desktop:
        shown(desktop, meera)
        desktop.sees(PEOPLE["1001"])
        choose(desktop, "Change password…")
        window = desktop.window("Change password")
        check(window, "the change of the password")
        for field, text in [
            ("Present password", "wrong password"), ("New password", OWN), ("New password again", OWN)
        ]:
            a11y.type_into(a11y.expect(window, "text", field), text)
        change = a11y.expect(window, "push button", "Change password")
        a11y.press(change)
        desktop.sees("This is not your present password.")
        a11y.type_into(a11y.expect(window, "text", "Present password"), PASSWORD)
        a11y.click(change)
        desktop.sees("Your password is changed.")
    account(etime, database, tmp_path, "login", meera, given=OWN)


def test_accounts_are_set_up_from_the_user_menu(etime, database, tmp_path):
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees(PEOPLE["1001"])
        choose(desktop, "Set up accounts…")
        window = desktop.window("Set up accounts")
        check(window, "the first account")
        sign_in(desktop, account="meera", password_again=PASSWORD)
        sign_in(desktop, password=PASSWORD)
        a11y.press(a11y.expect(window, "push button", "Add administrator"))
        desktop.sees("meera is the administrator")
        desktop.sees(PEOPLE["1001"])
        choose(desktop, "Sign out")
        desktop.sees("Sign in to go on.")
    account(etime, database, tmp_path, "login", "meera", given=PASSWORD)
