"""Real database servers of a test's own, and what can happen to them: killed, promoted, cut off in mid-sentence."""

import contextlib
import glob
import os
import pathlib
import shlex
import signal
import subprocess
import tempfile
import time

from conftest import ROOT

LIMIT = 60
PASSWORD = "punch;card}"


def until(condition, what, limit=LIMIT):
    """Waits for what `condition` gives to be true, and gives it."""
    deadline = time.monotonic() + limit
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what}: not within {limit} seconds"
        # MariaDB's table of transactions shows nothing new to whoever looks again within a tenth of a second.
        time.sleep(0.2)
    return found


def as_user(name):
    """Servers refuse to run as root, and so do their tools."""
    return ["runuser", "-u", name, "--"] if os.geteuid() == 0 else []


def command(*arguments, check=True, **options):
    done = subprocess.run([*map(str, arguments)], capture_output=True, text=True, timeout=120, **options)
    assert not check or done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done


class Servers:
    """What `Scripts/databases start` left running."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        lines = (self.folder / "environment").read_text().splitlines()
        self.environment = {name: shlex.split(value)[0] for name, value in (line.split("=", 1) for line in lines)}

    def __getitem__(self, name):
        return self.environment[f"ETIME_TEST_{name}"]

    def url(self, name, database, **options):
        """The address of server `name` with another database."""
        place, _, given = self[name].partition("?")
        options = dict(pair.split("=") for pair in given.split("&") if pair) | options
        text = "&".join(f"{key}={value}" for key, value in options.items())
        return f"{place.rsplit('/', 1)[0]}/{database}" + (f"?{text}" if text else "")


@contextlib.contextmanager
def servers(*names, **environment):
    with tempfile.TemporaryDirectory(prefix="etime-servers-", ignore_cleanup_errors=True) as folder:
        script = ROOT / "Scripts/databases"
        try:
            # Not captured through pipes: the servers would keep them open.
            with open(f"{folder}/start.log", "w") as log:
                done = subprocess.run(
                    [script, "start", folder, *names], stdout=log, stderr=log, stdin=subprocess.DEVNULL, timeout=120,
                    env=os.environ | {"DURABLE": "off"} | environment,
                )
            assert done.returncode == 0, pathlib.Path(folder, "start.log").read_text()
            yield Servers(folder)
        finally:
            subprocess.run([script, "stop", folder], timeout=60)


class PostgreSQL:
    """One server of it, by its data directory."""

    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[-2]))

    # What keeps everybody from adding punches, in a transaction.
    hold_punches = "LOCK TABLE punch IN SHARE MODE"

    def __init__(self, data):
        self.data = pathlib.Path(data)

    @property
    def postmaster(self):
        return (self.data / "postmaster.pid").read_text().splitlines()

    def _tool(self, name, *arguments, **options):
        return command(*as_user("postgres"), f"{self.binaries[-1]}/{name}", *arguments, **options)

    def ask(self, sql, database="postgres", check=True):
        _, _, _, port, sockets, *_ = self.postmaster
        return self._tool("psql", "-h", sockets, "-p", port, "-U", "postgres", "-d", database, "-qAtX", "-c", sql,
                          check=check).stdout.strip()

    def session(self, database):
        """A `psql` that stays open; gives a function that runs a statement and waits for its end."""
        _, _, _, port, sockets, *_ = self.postmaster
        return Session([*as_user("postgres"), f"{self.binaries[-1]}/psql", "-h", sockets, "-p", port, "-U", "postgres",
                        "-d", database, "-qAtX"], r"\echo {}")

    def waiting(self):
        """How many clients wait for a lock."""
        return self.ask("SELECT count(*) FROM pg_stat_activity "
                        "WHERE wait_event_type = 'Lock' AND backend_type = 'client backend'")

    def kill(self):
        """All its processes, as a power cut would."""
        pids = [int(self.postmaster[0])]
        while pids:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            until(lambda: not any(map(is_running, pids)), "the end of the server")
            # Those that it had just begun too: each works in the data directory.
            pids = [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._owns(pid) and is_running(pid)]
        # Where nobody buries the dead, as in a container, the next server would take this one for alive.
        for lock in [self.data / "postmaster.pid", *(self.data.parent / "socket").glob(".*.lock")]:
            lock.unlink()

    def _owns(self, pid):
        try:
            return os.readlink(f"/proc/{pid}/cwd") == str(self.data)
        except OSError:
            return False

    def start(self):
        self._tool("pg_ctl", "-D", self.data, "-l", self.data.parent / "server.log", "-w", "start")

    def begin_to_stop(self):
        self._tool("pg_ctl", "-D", self.data, "-m", "smart", "-W", "stop")

    def promote(self):
        self._tool("pg_ctl", "-D", self.data, "-w", "promote")


class MariaDB:
    """One server of it, by its folder."""

    hold_punches = "SELECT * FROM punch FOR UPDATE"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def _client(self, database):
        return ["mariadb", "--no-defaults", "-S", self.folder / "socket", "-u", "root", "-N", "--batch", database]

    def ask(self, sql, database="mysql", check=True):
        return command(*self._client(database), "-e", sql, check=check).stdout.strip()

    def session(self, database):
        return Session([*self._client(database), "--unbuffered"], "SELECT '{}';")

    def waiting(self):
        """How many transactions wait for a lock."""
        return self.ask("SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")

    def kill(self):
        pid = int((self.folder / "pid").read_text())
        os.kill(pid, signal.SIGKILL)
        until(lambda: not is_running(pid), "the end of the server")

    def start(self):
        # Not through pipes: the server would keep them open.
        with open(self.folder / "revive.log", "w") as log:
            subprocess.run(
                [ROOT / "Scripts/databases", "revive", self.folder], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                check=True, timeout=120)


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Session:
    """A client at a server, with a transaction that may stay open."""

    def __init__(self, arguments, echo):
        self.echo = echo
        self.process = subprocess.Popen(
            [*map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            bufsize=1,
        )

    def send(self, sql):
        self.process.stdin.write(sql + ";\n")
        self.process.stdin.flush()

    def run(self, sql):
        self.send(sql)
        self.process.stdin.write(self.echo.format("*done*") + "\n")
        self.process.stdin.flush()
        lines = []
        while (line := self.process.stdout.readline()).strip() != "*done*":
            assert line, f"{sql}: {lines}"
            lines.append(line.rstrip("\n"))
        return "\n".join(lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def start(etime, url, *arguments):
    """`etime` while it runs."""
    return subprocess.Popen(
        [str(etime), *map(str, arguments), "--database", url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process, limit=LIMIT):
    output, errors = process.communicate(timeout=limit)
    assert process.returncode == 0, output + errors
    return output


def refused(etime, url, *arguments, **environment):
    """What a command that must fail says: one sentence, or the line that names it."""
    done = command(etime, *arguments, "--database", url, check=False, env=os.environ | environment)
    assert done.returncode != 0, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def whole(etime, url, punches):
    """The ledger is intact and holds each punch once."""
    words = finished(start(etime, url, "ledger", "verify"))
    assert f"The ledger is whole: {punches} punches" in words, words


