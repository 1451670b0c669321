"""The running desktop program, with nothing of the user's: settings, application id and bus are its own."""

import contextlib
import os
import re
import signal
import subprocess

import accessibility as a11y
from conftest import ROOT

PEOPLE = {"1001": "Asha Verma", "1002": "Joseph D'Souza", "1003": "देवेन्द्र कुमार"}


def run(etime, database, *arguments):
    done = subprocess.run(
        [str(etime), *map(str, arguments), "--database", database], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


class Desktop:
    def __init__(self, process, messages):
        self.process = process
        self.messages = messages
        self.root = a11y.application(process)

    def expect(self, role, name):
        return a11y.expect(self.root, role, name)

    def press(self, name, role="push button"):
        a11y.press(self.expect(role, name))

    def open_room(self, index):
        rooms = self.expect("list", "Rooms")
        assert rooms.get_selection_iface().select_child(index)

    def windows(self):
        return [child for i in range(self.root.get_child_count()) if (child := self.root.get_child_at_index(i))]

    def window(self, title):
        """The window of that title, once it is open."""
        return a11y.wait_for(
            lambda: next((window for window in self.windows() if window.get_name() == title), None),
            f"a window {title!r}", tree=lambda: self.root,
        )

    def closed(self, title):
        """Waits until no window of that title is left."""
        a11y.wait_for(
            lambda: all(window.get_name() != title for window in self.windows()),
            f"the end of the window {title!r}", tree=lambda: self.root,
        )

    def answer(self, question, verb):
        """Presses the button of a question. The toolkit makes each twice, for a wide and a narrow window."""
        window = self.window(question)
        for button in [n for n in a11y.walk(window) if n.get_role_name() == "push button" and verb in n.get_name()]:
            if a11y.Atspi.Component.get_extents(button, a11y.Atspi.CoordType.WINDOW).width > 0:
                a11y.press(button)
        self.closed(question)

    def fill(self, title, verb, **fields):
        """Types into the fields of a dialog, which start as the keywords do, and presses its button."""
        window = self.window(title)
        for start, text in fields.items():
            label = start.replace("_", " ").casefold()
            entry = next(
                node for node in a11y.walk(window)
                if node.get_role_name() == "text" and node.get_name().casefold().startswith(label)
            )
            a11y.type_into(entry, text)
        a11y.press(a11y.expect(window, "push button", verb))

    def sees(self, text, limit=a11y.LIMIT):
        """Waits until something in the window says `text`."""
        return a11y.wait_for(
            lambda: any(text in found for found in a11y.texts(self.root)), f"the words {text!r}", limit,
            tree=lambda: self.root,
        )

    def lacks(self, text):
        return not any(text in found for found in a11y.texts(self.root))

    def said(self):
        return self.messages.read_text()


def environment(folder):
    return os.environ | {
        "G_DEBUG": "fatal-criticals",
        "GTK_A11Y": "atspi",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


@contextlib.contextmanager
def running_desktop(database, folder, **more):
    """GTK criticals are fatal, and a program that ends by itself fails the test. Without a database it looks for its own."""
    program = ROOT / os.environ.get("ETIME_DESKTOP_BIN", ".build/debug/etime-desktop")
    assert program.is_file(), f"{program} is not built"
    messages = folder / "messages"
    with messages.open("w") as errors:
        process = subprocess.Popen(
            [str(program), *(["--database", str(database)] if database else [])], env=environment(folder) | more,
            stderr=errors, cwd=folder,
        )
        try:
            yield Desktop(process, messages)
            assert process.poll() is None, f"the desktop ended by itself: {messages.read_text()}"
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    said = messages.read_text()
    assert not re.search("CRITICAL|Fatal error", said), said


def synchronise(desktop):
    desktop.sees("Asha Verma")
    desktop.press("Sync now")
    desktop.sees("new punches from Gate")
