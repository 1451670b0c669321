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
