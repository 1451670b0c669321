"""docs/API.md: its five minutes are run as they stand there."""

import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess

DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "API.md"


def steps():
    """Commands with what the document says that they print."""
    lesson = DOCUMENT.read_text().partition("## Five minutes with curl")[2].partition("\n## ")[0]
    for block in re.findall(r"```console\n(.*?)```", lesson, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_five_minutes_are_as_they_are_told(etime, tmp_path):
    told = list(steps())
    assert len(told) > 10
    marker = "=== next ==="
    script = "\n".join(f"{command}\necho '{marker}'" for command, _ in told).replace("8080", str(free_port()))
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ETIME_", "XDG_"))}
    environment = own | {
        "HOME": str(tmp_path), "PATH": f"{pathlib.Path(etime).parent}:{own['PATH']}",
        "ETIME_DATABASE": f"sqlite:///{tmp_path}/company.db"}
    # A group of its own, so that the server goes with it whatever happens; job control for %1.
    with subprocess.Popen(
            ["bash", "-m", "-c", script], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, start_new_session=True) as shell:
        try:
            output, errors = shell.communicate(timeout=120)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
    printed = output.split(marker + "\n")[:-1]
    assert len(printed) == len(told), (output[-500:], errors[-500:])
    for (command, expected), actual in zip(told, printed):
        assert actual == expected, (command, errors[-500:])
