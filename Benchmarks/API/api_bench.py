"""Measures files and the REST API as other programs meet them: the programs in a folder, a company of 5,000 people on SQLite.

    python3 Benchmarks/API/api_bench.py .build/release

The last lines are `bench NAME VALUE UNIT BAR ok|short`, as those of `make bench`.
"""

import concurrent.futures
import contextlib
import datetime
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PEOPLE = 5_000
DAYS = 28
PASSWORD = "nine blue wheelbarrows"
SECONDS = 10


class Company:
    """In a folder of its own."""

    def __init__(self, programs, folder):
        self.etime, self.folder = str(programs / "etime"), folder
        self.environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder), "ETIME_DATABASE": "etime.db"}
        self.last = datetime.date.today() - datetime.timedelta(days=3)
        self.first = self.last - datetime.timedelta(days=DAYS - 1)

    def run(self, *words, typed=""):
        return subprocess.run(
            [self.etime, *words], cwd=self.folder, env=self.environment, input=typed, text=True, check=True,
            capture_output=True).stdout

    def begin(self):
        self.run("shift", "add", "G", "General", "09:00", "18:00", "--break", "13:00-14:00")
        rows = [f"{number},Person {number},2026-01-01,G\n" for number in range(1, PEOPLE + 1)]
        (self.folder / "people.csv").write_text("code,name,joined,shift\n" + "".join(rows))
        self.run("employee", "import", "people.csv")
        self.run("device", "add", "Gate", "192.0.2.1")

    def write_log(self):
        """Two punches a day of each, as a terminal's own file has them."""
        chance = random.Random(1)
        punches = []
        for day in range(DAYS):
            date = self.first + datetime.timedelta(days=day)
            for person in range(1, PEOPLE + 1):
                for hour, state in ((8, 0), (18, 1)):
                    second = chance.randrange(3600)
                    punches.append((date, hour, second, person, state))
        punches.sort()
        with open(self.folder / "1_attlog.dat", "w") as file:
            for date, hour, second, person, state in punches:
                file.write(f"{person:>9}\t{date} {hour:02}:{second // 60:02}:{second % 60:02}\t1\t{state}\t1\t0\n")
        return len(punches)


@contextlib.contextmanager
def server(company):
    process = subprocess.Popen(
        [company.etime, "serve", "--listen", "127.0.0.1:0", "--rate", "0"], cwd=company.folder, env=company.environment,
        stdout=subprocess.PIPE, text=True)
    try:
        yield int(re.search(r":(\d+)/api", process.stdout.readline()).group(1))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def post(port, path, body, token=""):
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def sign_in(port):
    """What proves it, and how long it took."""
    begun = time.monotonic()
    answer = post(port, "/sessions", {"name": "meera", "password": PASSWORD})
    return answer["token"], time.monotonic() - begun


def load(port, token, path, connections=16, threads=2):
    """Requests a second, and the milliseconds in which 99 of a hundred are answered."""
    text = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-H", f"Authorization: Bearer {token}",
         f"http://127.0.0.1:{port}/api/v1{path}"], text=True, check=True, capture_output=True).stdout
    assert "Non-2xx" not in text and "Socket errors" not in text, text
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    return rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def tell(name, value, unit, *, least=None, most=None):
    bar = f">={least:g}" if least is not None else f"<={most:g}"
    is_met = value >= least if least is not None else value <= most
    shown = round(value) if value >= 100 else round(value, 3)
    print(f"bench {name} {shown} {unit} {bar} {'ok' if is_met else 'short'}", flush=True)


def measure_import(company):
    count = company.write_log()
    begun = time.monotonic()
    company.run("device", "import", "Gate", "1_attlog.dat")
    tell("file-import", count / (time.monotonic() - begun), "rows/s", least=50_000)
    # Nobody waits for its punches any more, so that the days are final.
    company.run("device", "retire", "Gate")
    company.run("attendance", "recompute", str(company.first), str(company.last))


def measure_days(company, port, token):
    path = f"/attendance/days?from={company.first}&limit=100"
    rate, latency = load(port, token, path)
    tell("api-days", rate, "requests/s", least=3_000)
    tell("api-days-p99", latency, "ms", most=20)
    # Days that go on are worked out each second.
    rate, latency = load(port, token, f"/attendance/days?from={datetime.date.today()}&limit=100")
    tell("api-days-open", rate, "requests/s", least=3_000)
    tell("api-days-open-p99", latency, "ms", most=20)
    # A change ends what was known.
    with corrections(company, port, token) as made:
        rate, latency = load(port, token, path)
    assert len(made) >= SECONDS, f"{len(made)} corrections"
    tell("api-days-changing", rate, "requests/s", least=3_000)
    tell("api-days-changing-p99", latency, "ms", most=20)


@contextlib.contextmanager
def corrections(company, port, token):
    """Two a second, each of another person's day of the page that is asked for; a list of those that were made."""
    made, over = [], threading.Event()

    def correct():
        while not over.wait(0.5):
            punch = {"kind": "add", "at": f"{company.first}T20:{len(made) % 60:02}:00", "way": "out"}
            body = {"date": str(company.first), "changes": [punch], "why": "forgotten"}
            post(port, f"/employees/{len(made) % 50 + 1}/corrections", body, token)
            made.append(body)

    with concurrent.futures.ThreadPoolExecutor() as pool:
        work = pool.submit(correct)
        try:
            yield made
        finally:
            over.set()
            work.result()


def measure_sign_in(port, token):
    """Others are answered meanwhile."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        others = pool.submit(load, port, token, "/sessions/current", connections=8, threads=1)
        times = []
        while not others.done():
            times.append(sign_in(port)[1])
        tell("api-sign-in", min(times) * 1000, "ms", least=100)
        tell("api-p99-while-signing-in", others.result()[1], "ms", most=50)


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="etime-bench-") as folder:
        company = Company(programs, pathlib.Path(folder))
        company.begin()
        measure_import(company)
        company.run("account", "add", "meera", "--role", "admin", typed=PASSWORD)
        with server(company) as port:
            token = sign_in(port)[0]
            measure_days(company, port, token)
            measure_sign_in(port, token)


if __name__ == "__main__":
    main()
