"""What the end-to-end tests share: the program under test, and virtual terminals that it runs."""

import contextlib
import os
import pathlib
import re
import select
import signal
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
READY_SECONDS = 120


@pytest.fixture(scope="session")
def etime():
    """Path of the built command line; ETIME_BIN chooses another one than the debug build."""
    path = pathlib.Path(os.environ.get("ETIME_BIN", ROOT / ".build/debug/etime"))
    path = path if path.is_absolute() else ROOT / path
    assert path.is_file(), f"{path} is not built: run 'swift build --product etime', or set ETIME_BIN."
    return path


class Terminal:
    """A running `etime simulate`."""

    def __init__(self, process, line):
        self.process = process
        self.line = line
        ports = re.search(r"tcp ([\d.]+):(\d+), udp [\d.]+:(\d+)", line)
        assert ports, f"no addresses in the ready line: {line!r}"
        self.host = ports[1]
        self.tcp_port = int(ports[2])
        self.udp_port = int(ports[3])

    def stop(self):
        """Ends it as Ctrl-C does and gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def ready_line(process):
    """The first line that the process prints; fails with its messages when it ends before."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        readable, _, _ = select.select([process.stdout], [], [], deadline - time.monotonic())
        line = process.stdout.readline() if readable else ""
        if line:
            return line
        if process.poll() is not None:
            break
    process.kill()
    raise AssertionError(f"etime simulate did not get ready: {process.stderr.read()}")


@contextlib.contextmanager
def running_terminal(etime, *arguments):
    command = [str(etime), "simulate", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    terminal = None
    try:
        terminal = Terminal(process, ready_line(process))
        yield terminal
    finally:
        if terminal:
            terminal.stop()
        process.stdout.close()
        process.stderr.close()


@pytest.fixture
def simulate(etime):
    """Starts virtual terminals with the given options; they end with the test."""
    with contextlib.ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(running_terminal(etime, *arguments))


@pytest.fixture
def terminal(simulate):
    """Holds the punches of four people up to now; the fourth is nobody's employee."""
    return simulate("--users", 4, "--logs", 400, "--seed", 7)


@pytest.fixture
def database(tmp_path, etime, terminal):
    """A company that knows three of the terminal's four users and has collected nothing."""
    from desktop import PEOPLE, run

    url = f"sqlite:///{tmp_path}/company.db"
    people = tmp_path / "people.csv"
    rows = [f"{code},{name},Stores,2020-01-01,G" for code, name in PEOPLE.items()]
    people.write_text("code,name,department,joined,shift\n" + "\n".join(rows) + "\n")
    run(etime, url, "shift", "add", "G", "General", "09:00", "18:00", "--break", "13:00-14:00")
    run(etime, url, "employee", "import", people)
    run(etime, url, "device", "add", "Gate", terminal.host, "--port", terminal.tcp_port)
    return url


@pytest.fixture
def desktop(database, tmp_path):
    from desktop import running_desktop

    with running_desktop(database, tmp_path) as running:
        yield running
