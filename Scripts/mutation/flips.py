"""Finds the comparisons of the rules, and writes them as switches."""
import collections
import os
import re

FOLDERS = ["Attendance", "Leave", "Rosters", "Approvals", "Policies", "Shifts"]
OTHER = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+",
}
OPERATOR = re.compile(r"(?<=\s)(<=|>=|==|!=|&&|\|\||<|>|\+|-)(?=\s|$)")
# Sentences of the trace, and the declarations of operators, are no rules.
LEFT_OUT = re.compile(r'^\s*(//|import |case \.\w+: "|"|\+ ")|"[^"]*"\s*$|func [-+<>=!]+ ')
# Operators of Swift may be made of these; a number is written in them.
DIGITS = "∀∁∂∃∄∅∆∇∈∉∊∋∌∍∎∏"

Flip = collections.namedtuple("Flip", "number path line column old new code")


def sources(root, endings):
    for folder in FOLDERS:
        for base, _, names in os.walk(os.path.join(root, "Sources/Domain", folder)):
            if os.path.basename(base) == "Trace":
                continue
            for name in sorted(names):
                path = os.path.relpath(os.path.join(base, name), root)
                if name.endswith(".swift") and (not endings or any(path.endswith(end) for end in endings)):
                    yield path


def is_code(line, position):
    before = line[:position]
    return before.count('"') % 2 == 0 and "//" not in before


def find(root, endings=()):
    """All flips, numbered from 1; line is counted from 1, column from 0."""
    found = []
    for path in sorted(sources(root, endings)):
        with open(os.path.join(root, path)) as file:
            lines = file.read().split("\n")
        for number, line in enumerate(lines, 1):
            if LEFT_OUT.search(line):
                continue
            for match in OPERATOR.finditer(line):
                if is_code(line, match.start()):
                    old = match.group(1)
                    found.append(Flip(len(found) + 1, path, number, match.start(), old, OTHER[old], line.strip()))
    return found


def name(flip):
    """The operator that stands for this flip alone."""
    text, number = "", flip.number
    while number:
        text, number = DIGITS[number % 16] + text, number // 16
    return flip.old + text


def switched(text, flips):
    """The text with each of the flips as a switch."""
    lines = text.split("\n")
    for flip in sorted(flips, key=lambda flip: -flip.column):
        line = lines[flip.line - 1]
        end = flip.column + len(flip.old)
        assert line[flip.column:end] == flip.old, flip
        lines[flip.line - 1] = line[:flip.column] + name(flip) + line[end:]
    return "\n".join(lines)


def flipped(text, flip):
    """The text with this one turned round, as somebody could have written it."""
    lines = text.split("\n")
    line = lines[flip.line - 1]
    lines[flip.line - 1] = line[:flip.column] + flip.new + line[flip.column + len(flip.old):]
    return "\n".join(lines)
