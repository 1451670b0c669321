"""Signing in on the desktop."""

import os

import accessibility as a11y
from databases import command
from desktop import running_desktop

PASSWORD = "nine blue wheelbarrows"


def account(etime, database, home, *words, given=None):
    env = os.environ | {"XDG_STATE_HOME": str(home / "state")}
    return command(etime, *words, "--database", database, input=given, env=env).stdout


def sign_in(desktop, **fields):
    for start, text in fields.items():
        label = start.replace("_", " ").casefold()
        entry = a11y.wait_for(
            lambda label=label: next(
                (n for n in a11y.walk(desktop.root)
                 if n.get_role_name() in ("text", "password text") and n.get_name().casefold().startswith(label)), None),
            f"a field {label!r}", tree=lambda: desktop.root)
        a11y.type_into(entry, text)


def test_nobody_sees_anything_before_signing_in(etime, database, tmp_path):
    account(etime, database, tmp_path, "account", "add", "meera", "--role", "admin", given=PASSWORD)
    account(etime, database, tmp_path, "login", "meera", given=PASSWORD)
    account(etime, database, tmp_path, "account", "add", "ravi", "--role", "hr", given=PASSWORD)
    with running_desktop(database, tmp_path) as desktop:
        desktop.sees("Sign in to go on.")
        assert a11y.find(desktop.root, "list", "Rooms") is None
        sign_in(desktop, name="ravi", password="wrong password")
        desktop.press("Sign in")
        desktop.sees("Name or password is wrong.")
        sign_in(desktop, name="ravi", password=PASSWORD)
        desktop.press("Sign in")
        desktop.sees("Somebody else chose your password.")
        sign_in(desktop, new_password_again="seven rusty anchors", new_password="seven rusty anchors")
        desktop.press("Change and go on")
        desktop.expect("list", "Rooms")
        # What becomes of the account holds here as well.
        account(etime, database, tmp_path, "account", "close", "ravi")
        a11y.wait_for(
            lambda: any("Sign in to go on." in found for found in a11y.texts(desktop.root)), "the sign-in page", 60,
            tree=lambda: desktop.root)
        assert a11y.find(desktop.root, "list", "Rooms") is None
    said = account(etime, database, tmp_path, "audit", "list")
    assert "Account ravi" in said and "signed in from desktop on" in said
