"""Where a new company's data is to lie, as the assistant asks for it: a file that is looked for, and a server."""

import contextlib
import subprocess

import pytest
from gi.repository import Gio, GLib

import accessibility as a11y
from databases import PASSWORD as SERVER_PASSWORD
from databases import PostgreSQL, servers, until
from desktop import PEOPLE, running_desktop
from test_desktop_accounts import PASSWORD, account, sign_in
from test_desktop_names import check
from test_desktop_start import click, fields

COMPANY = "Sahyadri Precision Works"


@pytest.fixture(scope="module")
def postgresql():
    with servers("postgresql") as started:
        yield started


@pytest.fixture
def address(postgresql):
    """Of an empty database, without the password."""
    PostgreSQL(postgresql["POSTGRESQL_DATA"]).ask("CREATE DATABASE assistant OWNER etime")
    scheme, rest = postgresql.url("POSTGRESQL_URL", "assistant").split("://")
    return f"{scheme}://etime@{rest.split('@')[1]}"


def serves_secrets():
    """Whether some keyring has the name on the bus."""
    return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
        GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]


@pytest.fixture
def keyring(tmp_path):
    """The desktop's keyring, open, and with nothing in it."""
    home = tmp_path / "keyring"
    home.mkdir()
    process = subprocess.Popen(
        ["env", f"HOME={home}", f"XDG_DATA_HOME={home}", f"XDG_RUNTIME_DIR={home}",
         "gnome-keyring-daemon", "--replace", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(b"secret")
    process.stdin.close()
    try:
        until(lambda: (home / "keyrings/login.keyring").exists() and serves_secrets(), "the keyring")
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def typed(desktop, start):
    """What the field whose name starts so holds."""
    return next(text for name, text in fields(desktop.root).items() if name.startswith(start))


def choose_server(desktop):
    """The second of the two kinds of place."""
    kinds = desktop.expect("list", "Kind of place")
    a11y.click(next(node for node in a11y.walk(kinds) if node.get_name() == "On a database server"))
    desktop.sees("Address, such as")


def test_a_company_is_set_up_on_a_server(etime, address, keyring, tmp_path):
    with running_desktop(None, tmp_path) as desktop:
        desktop.sees("Your company")
        sign_in(desktop, company=COMPANY, time_zone="Asia/Kolkata")
        click(desktop, "Next")
        desktop.sees("Where the data lies")
        choose_server(desktop)
        check(desktop.root, "a server")
        sign_in(desktop, address=address, password="wrong")
        click(desktop, "Test")
        desktop.sees("does not accept this user and password")
        # To go on all the same says so as well, and loses nothing of what was typed.
        click(desktop, "Next")
        desktop.sees("nothing was stored")
        assert typed(desktop, "Address") == address
        assert not (tmp_path / "config/etime/database").exists()
        sign_in(desktop, password=SERVER_PASSWORD)
        click(desktop, "Test")
        desktop.sees("PostgreSQL")
        desktop.sees("no company is in it yet")
        click(desktop, "Next")
        desktop.sees("The administrator")
        sign_in(desktop, account="meera", password_again=PASSWORD)
        sign_in(desktop, password=PASSWORD)
        click(desktop, "Next")
        desktop.sees("The first terminal")
        click(desktop, "Skip this step")
        desktop.sees("That is all it takes")
        click(desktop, "Open E-Time")
        desktop.sees("Welcome")
        desktop.sees("meera")
    # What the program remembers leads there, and holds no password.
    kept = [file.read_text() for file in (tmp_path / "config").rglob("*") if file.is_file()]
    assert any(address in text for text in kept) and not any(SERVER_PASSWORD in text for text in kept), kept
    url = address.replace("etime@", "etime:punch%3Bcard%7D@")
    account(etime, url, tmp_path, "login", "meera", given=PASSWORD)
    assert COMPANY in account(etime, url, tmp_path, "company")
    with running_desktop(None, tmp_path) as desktop:
        desktop.sees("Sign in to go on.")
        desktop.sees(COMPANY)
        sign_in(desktop, name="meera", password=PASSWORD)
        desktop.press("Sign in")
        desktop.sees("Welcome")


def browse(desktop, item):
    a11y.click(desktop.expect("push button", "Browse…"))
    desktop.press(item, "menu item")


def choose(window):
    """The toolkit writes the word of its own button twice."""
    button = a11y.wait_for(
        lambda: next(
            (n for n in a11y.walk(window) if n.get_role_name() == "push button" and "Choose" in n.get_name()), None),
        "the button Choose", tree=lambda: window)
    a11y.press(button)


@contextlib.contextmanager
def at_the_database(path, folder):
    with running_desktop(path, folder) as desktop:
        desktop.sees("Your company")
        click(desktop, "Skip this step")
        desktop.sees("Where the data lies")
        yield desktop


def test_a_file_that_is_there_is_looked_for(database, tmp_path):
    with at_the_database(tmp_path / "new.db", tmp_path) as desktop:
        browse(desktop, "A file that is there…")
        window = desktop.window("The file with the data")
        # It begins in the folder of what was typed. Its list says nothing to a screen reader; a slash asks for the path.
        a11y.expect(window, "label", tmp_path.name)
        a11y.Atspi.generate_keyboard_event(ord("/"), None, a11y.Atspi.KeySynthType.SYM)
        location = a11y.wait_for(
            lambda: next((n for n in a11y.walk(window) if n.get_role_name() == "text" and a11y.content(n) == "/"), None),
            "a field for the path", tree=lambda: window)
        a11y.type_into(location, str(tmp_path / "company.db"))
        choose(window)
        desktop.closed("The file with the data")
        # What is in it is said at once.
        desktop.sees("A company is in it already")
        assert typed(desktop, "File") == str(tmp_path / "company.db")
        click(desktop, "Next")
        desktop.sees(PEOPLE["1001"])


def test_a_new_file_is_named(etime, tmp_path):
    with at_the_database(tmp_path / "new.db", tmp_path) as desktop:
        browse(desktop, "A new file…")
        window = desktop.window("A new file for the data")
        name = a11y.wait_for(
            lambda: next((n for n in a11y.walk(window) if n.get_role_name() == "text"), None), "the name",
            tree=lambda: window)
        assert a11y.content(name) == "new.db"
        a11y.type_into(name, "sahyadri.db")
        choose(window)
        desktop.closed("A new file for the data")
        desktop.sees("A new file is made there")
        assert typed(desktop, "File") == str(tmp_path / "sahyadri.db")
        click(desktop, "Next")
        desktop.sees("The administrator")
    assert (tmp_path / "sahyadri.db").exists()
