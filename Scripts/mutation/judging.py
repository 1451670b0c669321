"""Runs the tests with one flip after the other, those first that are quickest and come by its code."""
import os
import re
import resource
import signal
import subprocess
import tempfile
import threading
import time

FAILURE = re.compile(r"✘ Test (\S+?)\(.*recorded an issue|✘ Test run")
# A flip may make a loop endless or a list boundless.
SECONDS, MEMORY = 20, 8 << 30


class Tests:
    """The scenario files and the suites of the scratch package, with the flips that each of them reaches."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.runs = scratch.path(".build/release/ScenarioRuns")
        self.bundle = scratch.path(".build/release/etimePackageTests.xctest")
        self.environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", NO_COLOR="1")
        self.environment.pop("ETIME_FLIP", None)
        self.files, self.suites = {}, {}

    def survey(self):
        """Runs everything unflipped: all must pass. Notes how long each takes, and which flips it reaches."""
        out = self.output([self.runs, "reach", *self.scratch.scenarios()])
        for line in out.splitlines():
            verdict, time_taken, file, *reached = line.split()
            if verdict != "ok":
                raise SystemExit(f"{file} does not come out as expected without a flip; nothing was checked.")
            self.files[file] = (float(time_taken), set(map(int, reached)))
        listed = self.output([self.bundle, "--testing-library", "swift-testing", "--list-tests"])
        for suite in sorted({re.split(r"[/.]", line)[1] for line in listed.splitlines() if "/" in line}):
            self.suites[suite] = self.surveyed(suite)

    def surveyed(self, suite):
        with tempfile.NamedTemporaryFile() as file:
            begun = time.time()
            failed = self.failure(suite, ETIME_FLIPS_REACHED=file.name)
            if failed:
                raise SystemExit(f"{suite} fails without a flip ({failed}); nothing was checked.")
            return time.time() - begun, set(map(int, file.read().split()))

    def output(self, command):
        return subprocess.run(
            command, cwd=self.scratch.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True).stdout

    def failure(self, suite, seconds=600, **variables):
        """The first test that fails in a suite; nil if none does."""
        command = [self.bundle, "--testing-library", "swift-testing", "--no-parallel", "--filter", rf"\.{suite}/"]
        process = subprocess.Popen(
            command, cwd=self.scratch.folder, env=dict(self.environment, **variables), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
        watch = threading.Timer(seconds, process.kill)
        watch.start()
        try:
            for line in process.stdout:
                failed = FAILURE.search(line)
                if failed:
                    return failed.group(1) or "a test"
            code = process.wait()
            return None if code == 0 else "the end of its time" if code == -signal.SIGKILL else "a stop"
        finally:
            watch.cancel()
            process.kill()
            process.stdout.close()
            process.wait()

    def by_scenarios(self, flips):
        """What killed each of the flips that a scenario notices."""
        plan = []
        for flip in flips:
            reaching = sorted((taken, file) for file, (taken, reached) in self.files.items() if flip.number in reached)
            if reaching:
                plan.append(" ".join([str(flip.number)] + [file for _, file in reaching]))
        with tempfile.NamedTemporaryFile("w", suffix=".plan") as file:
            file.write("\n".join(plan))
            file.flush()
            out = self.output([self.runs, "judge", file.name, str(SECONDS)])
        killed = (line.split(" ", 2) for line in out.splitlines())
        return {int(number): by for number, verdict, *rest in killed if verdict == "killed" for by in rest}

    def by_suites(self, flip):
        """What killed the flip; None if no suite notices it."""
        reaching = sorted((taken, suite) for suite, (taken, reached) in self.suites.items() if flip.number in reached)
        for taken, suite in reaching:
            failed = self.failure(suite, seconds=SECONDS + 10 * taken, ETIME_FLIP=str(flip.number))
            if failed:
                return f"{suite}.{failed}"
        return None

    def is_reached(self, flip):
        return any(flip.number in reached for _, reached in [*self.files.values(), *self.suites.values()])
