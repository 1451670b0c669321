"""The scratch package: the rules with every flip as a switch, the scenario runner and their tests, and nothing else."""
import os
import re
import shlex
import shutil
import subprocess

from mutation import flips, operators

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"), .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "etime",
    dependencies: [%(dependencies)s],
    targets: [
        .target(name: "FlipSwitch"),
        .target(name: "Domain", dependencies: ["FlipSwitch"], swiftSettings: settings),
        .target(name: "SeededRandom", swiftSettings: settings),
        .target(name: "Services", dependencies: ["Domain", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .executableTarget(name: "ScenarioRuns", dependencies: ["FlipSwitch", "Services"]),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "SeededRandom"], swiftSettings: settings),
        .testTarget(name: "ServicesTests", dependencies: ["Domain", "Services"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6])
"""
FOLDERS = ["Sources/Domain", "Sources/SeededRandom", "Tests/DomainTests", "Scenarios", "docs"]
# The scenario runner stands alone but for the stories of a company, which need a store.
FOLDERS += ["Sources/Services/Scenarios", "Sources/Services/Calendar"]
FILES = ["Sources/Services/Leave/LeaveRule.swift", "Sources/Services/Leave/LeaveRule+Text.swift"]
FILES += ["Sources/Services/Rosters/RotationDraft.swift"]
FILES += ["Tests/ServicesTests/ScenarioFileTests.swift", "Tests/ServicesTests/RulesDocumentTests.swift"]
COMPLAINT = re.compile(r"^(/[^:\n]+\.swift):(\d+):(\d+): (?:error|warning): (.*)$", re.M)
SWIFT = shlex.split(os.environ.get("SWIFT", "swift"))
EXAMPLE = re.compile(r"^```yaml\n(title:.*?)^```", re.M | re.S)


def write(path, text):
    """Leaves a file that says the same untouched, so that it is not compiled again."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path):
        with open(path) as file:
            if file.read() == text:
                return
    with open(path, "w") as file:
        file.write(text)


def read(path):
    with open(path) as file:
        return file.read()


def mirror(root, path, folder):
    """A file, or a folder with all that is in it and nothing more."""
    source, target = os.path.join(root, path), os.path.join(folder, path)
    if os.path.isfile(source):
        write(target, read(source))
        return
    names = set(os.listdir(source))
    for name in set(os.listdir(target) if os.path.isdir(target) else []) - names:
        gone = os.path.join(target, name)
        shutil.rmtree(gone) if os.path.isdir(gone) else os.remove(gone)
    for name in names:
        if not name.endswith((".png", ".jpg")):
            mirror(root, os.path.join(path, name), folder)


class Scratch:
    def __init__(self, root, folder, all_flips):
        self.root, self.folder, self.flips = root, folder, all_flips
        self.no_program = []

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def fill(self):
        """Everything but the rules with switches."""
        for path in FILES + FOLDERS[1:]:
            mirror(self.root, path, self.folder)
        # It reads the sources, which are not the product's here.
        os.remove(self.path("Tests/DomainTests/PurityTests.swift"))
        mirror(self.root + "/Scripts/mutation", "FlipSwitch", self.path("Sources"))
        mirror(self.root + "/Scripts/mutation", "ScenarioRuns", self.path("Sources"))
        for name in ["CompanyStory.swift", "CompanyStoryReader.swift", "CompanyStoryRun.swift"]:
            os.remove(self.path("Sources/Services/Scenarios", name))
        mirror(self.root + "/Scripts/mutation", "StandIns.swift", self.path("Sources/Services"))
        yams = re.search(r"\.package\([^)]*[Yy]ams[^)]*\)", read(os.path.join(self.root, "Package.swift")))
        write(self.path("Package.swift"), MANIFEST % {"dependencies": yams.group(0)})

    def scenarios(self):
        """All files of scenarios, and the examples of the rules' page each as a file of its own."""
        for number, example in enumerate(EXAMPLE.findall(read(self.path("docs/rules.md"))), 1):
            write(self.path(f"Examples/{number}.yaml"), example)
        return [f"{folder}/{name}" for folder in ("Scenarios", "Examples") for name in sorted(os.listdir(self.path(folder)))]

    def write_rules(self):
        """The rules, with those flips as switches that have a program."""
        by_path = {}
        for flip in self.flips:
            by_path.setdefault(flip.path, []).append(flip)
        kept = {"Sources/Domain/Flips.swift"}
        for base, _, names in os.walk(os.path.join(self.root, "Sources/Domain")):
            for name in names:
                path = os.path.relpath(os.path.join(base, name), self.root)
                kept.add(path)
                write(self.path(path), flips.switched(read(os.path.join(self.root, path)), by_path.get(path, [])))
        write(self.path("Sources/Domain/Flips.swift"), operators.file(self.flips))
        for base, _, names in os.walk(self.path("Sources/Domain")):
            for name in names:
                if os.path.relpath(os.path.join(base, name), self.folder) not in kept:
                    os.remove(os.path.join(base, name))

    def rules(self):
        return sorted(
            os.path.join(base, name) for base, _, names in os.walk(self.path("Sources/Domain")) for name in names)

    def complaints(self):
        """What the compiler says of the rules: file, line, column and sentence."""
        compiler = os.path.join(os.path.dirname(SWIFT[-1]), "swiftc")
        done = subprocess.run(
            [compiler, "-wmo", "-typecheck", "-swift-version", "6", "-package-name", "etime", "-module-name", "Domain",
             "-I", self.path("Sources/FlipSwitch/include"), *self.rules()],
            cwd=self.folder, capture_output=True, text=True)
        return COMPLAINT.findall(done.stdout + done.stderr)

    def drop_what_is_no_program(self):
        """Takes out the flips that cannot be written; a sum of texts has no difference, for example."""
        while True:
            self.write_rules()
            complaints = self.complaints()
            if not complaints:
                return
            wrong = self.blamed(complaints)
            if not wrong:
                raise SystemExit("The rules do not compile:\n" + "\n".join(map(":".join, complaints)))
            self.no_program += wrong
            self.flips = [flip for flip in self.flips if flip not in wrong]

    def blamed(self, complaints):
        """The flips at the very places; where there are none, those on the lines."""
        exact, near = set(), set()
        for path, line, column, _ in complaints:
            path = os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder))
            here = [flip for flip in self.flips if flip.path == path and flip.line == int(line)]
            text = read(self.path(path)).split("\n")[int(line) - 1] if here else ""
            near.update(here)
            exact.update(flip for flip in here if self.column(text, flip) == int(column))
        return sorted(exact or near)

    @staticmethod
    def column(text, flip):
        """Where the compiler, which counts bytes, sees the operator."""
        return len(text[:text.index(flips.name(flip))].encode()) + 1

    def build(self):
        """Optimised: the random months of the property tests take seconds then, not minutes."""
        done = subprocess.run(
            SWIFT + ["build", "--build-tests", "-c", "release", "-Xswiftc", "-enable-testing"], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise SystemExit(done.stdout[-6000:] + "\nThe scratch package does not build.")
