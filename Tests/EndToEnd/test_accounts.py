"""Signing in on the command line."""

import os
import stat
import subprocess

import pytest

from databases import command, until

PASSWORD = "nine blue wheelbarrows"


@pytest.fixture
def as_user(etime, database, tmp_path):
    """Runs a command as one of several users of the computer, each with a home of their own."""

    def call(user, *words, given=None):
        home = tmp_path / user
        env = {name: value for name, value in os.environ.items() if not name.startswith(("ETIME_", "XDG_"))}
        return command(
            etime, *words, "--database", database, check=False, input=given,
            env=env | {"XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config")})

    return call


def done(outcome):
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def refused(outcome):
    assert outcome.returncode != 0 and not outcome.stdout, outcome.stdout
    return outcome.stderr


def test_from_the_first_account_on_people_sign_in(as_user, tmp_path):
    assert "there are no accounts" in done(as_user("pc", "whoami"))
    assert "an administrator’s" in refused(as_user("pc", "account", "add", "ravi", "--role", "hr", given=PASSWORD))
    added = done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD + "\n"))
    assert "Added the account meera: Administrator." in added

    # Also whoever has just added it, and whatever they ask.
    for words in (["employee", "list"], ["account", "list"], ["audit", "list"], ["sync"]):
        assert "You are not signed in" in refused(as_user("pc", *words))
    assert "Name or password is wrong." in refused(as_user("pc", "login", "meera", given="nine blue wheelbarrow"))
    assert done(as_user("pc", "login", "meera", given=PASSWORD)) == "Signed in as meera.\n"
    assert done(as_user("pc", "whoami")) == "meera: Administrator.\n"
    done(as_user("pc", "employee", "add", "0042", "Asha", "--joined", "2026-11-01"))
    assert "meera" in done(as_user("pc", "audit", "list", "--entity", "employee"))

    [session] = (tmp_path / "pc").rglob("sessions/*")
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    # It is this user's alone.
    assert "You are not signed in" in refused(as_user("other", "employee", "list"))
    assert done(as_user("pc", "logout")) == "Signed out.\n"
    assert "You are not signed in" in refused(as_user("pc", "employee", "list"))
    assert done(as_user("pc", "logout")) == "Nobody is signed in here.\n"


def test_a_role_may_do_what_it_is_for(as_user):
    done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD))
    done(as_user("pc", "login", "meera", given=PASSWORD))
    done(as_user("pc", "account", "add", "anil", "--role", "auditor", given=PASSWORD))
    signed_in = done(as_user("anil", "login", "anil", given=PASSWORD))
    assert "Choose a password of your own now" in signed_in
    assert "choose one of your own first" in refused(as_user("anil", "audit", "list"))
    assert "Two lines are needed" in refused(as_user("anil", "password", given=PASSWORD))
    assert "tried first" in refused(as_user("anil", "password", given=f"{PASSWORD}\nPassword2026!"))
    done(as_user("anil", "password", given=f"{PASSWORD}\nseven rusty anchors\n"))

    assert "password set" in done(as_user("anil", "audit", "list"))
    done(as_user("anil", "employee", "list"))
    done(as_user("anil", "account", "list"))
    for words in (
        ["employee", "add", "0042", "Asha", "--joined", "2026-11-01"], ["account", "close", "meera"], ["device", "add", "Gate", "10.0.0.9"],
        ["audit", "list", "--as", "meera"],
    ):
        answer = refused(as_user("anil", *words))
        assert "may not do this" in answer or "nobody else’s name" in answer, answer

    done(as_user("pc", "account", "change", "anil", "--give", "hr", "--take", "auditor"))
    done(as_user("anil", "employee", "add", "0042", "Asha", "--joined", "2026-11-01"))
    assert "(readJournal)" in refused(as_user("anil", "audit", "list"))
    done(as_user("pc", "account", "close", "anil"))
    assert "You are not signed in" in refused(as_user("anil", "employee", "list"))
    assert "is wrong" in refused(as_user("anil", "login", "anil", given="seven rusty anchors"))


def test_wrong_passwords_close_an_account_until_it_is_unlocked(as_user):
    done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD))
    done(as_user("pc", "login", "meera", given=PASSWORD))
    for _ in range(5):
        assert "is wrong" in refused(as_user("other", "login", "meera", given="wrong"))
    assert "try again in" in refused(as_user("other", "login", "meera", given=PASSWORD))
    assert done(as_user("pc", "account", "unlock", "meera")) == "meera can try again.\n"
    done(as_user("other", "login", "meera", given=PASSWORD))
    assert done(as_user("other", "logout", "--everywhere")) == "2 sign-ins ended.\n"
    assert "You are not signed in" in refused(as_user("pc", "employee", "list"))


def test_a_token_stands_for_a_part_of_what_one_may(as_user, etime, database):
    done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD))
    done(as_user("pc", "login", "meera", given=PASSWORD))
    assert "Name at least one permission" in refused(as_user("pc", "token", "add", "export"))
    token = done(as_user("pc", "token", "add", "export", "--allow", "readPeople")).strip()

    def by_token(*words, token=token):
        env = {name: value for name, value in os.environ.items() if not name.startswith(("ETIME_", "XDG_"))}
        return command(
            etime, *words, "--database", database, check=False,
            env=env | {"ETIME_TOKEN": token})

    done(by_token("employee", "list"))
    assert "meera (export) may not do this (readJournal)" in refused(by_token("audit", "list"))
    assert "unknown, revoked or over" in refused(by_token("employee", "list", token=token[:-1] + "_"))
    done(as_user("pc", "token", "revoke", "1"))
    assert "unknown, revoked or over" in refused(by_token("employee", "list"))


def test_whoever_has_lost_everything_is_rescued(as_user):
    done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD))
    done(as_user("pc", "account", "rescue", "meera", given="seven rusty anchors"))
    assert "is wrong" in refused(as_user("pc", "login", "meera", given=PASSWORD))
    done(as_user("pc", "login", "meera", given="seven rusty anchors"))
    done(as_user("pc", "password", given=f"seven rusty anchors\n{PASSWORD}"))
    assert "rescued from command line on" in done(as_user("pc", "audit", "list"))


def test_a_collector_needs_nobody(as_user, etime, database, simulate, tmp_path):
    door = simulate("--users", 2, "--logs", 4, "--seed", 3, "--serial", "OPEN1")
    done(as_user("pc", "device", "add", "Door", door.host, "--port", door.tcp_port))
    done(as_user("pc", "account", "add", "meera", "--role", "admin", given=PASSWORD))
    done(as_user("pc", "login", "meera", given=PASSWORD))
    env = {name: value for name, value in os.environ.items() if not name.startswith("ETIME_")}
    with subprocess.Popen(
        [str(etime), "collect", "--database", str(database), "--spool", str(tmp_path / "spool")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env,
    ) as collector:
        try:
            until(lambda: "4 punches" in done(as_user("pc", "ledger", "verify")), "the punches of the terminal")
        finally:
            collector.terminate()
