"""The tables for docs/testing.md, and which survivors that page already explains."""
import re

ROW = re.compile(r"^\| `([^`]+\.swift)` \| `(\S+)` to `(\S+)` \| `(.*?)` \|(?: (\d+) \|)? (.*?) \|$", re.M)


def short(path):
    return path[len("Sources/Domain/"):]


def cell(text):
    return text.replace("|", "\\|")


def key(flip, flips):
    """Names a flip without its line's number, which any edit above it changes: the file, the flip, the line's text, and
    which of several in such lines."""
    same = [other for other in flips if other[1:2] + other[4:] == flip[1:2] + flip[4:]]
    return short(flip.path), flip.old, flip.new, flip.code, same.index(flip) + 1


def explained(page):
    """Reason by key, as the page tells it."""
    found = {}
    for path, old, new, code, position, reason in ROW.findall(page.replace("\\|", "\x00")):
        old, new, code, reason = (text.replace("\x00", "|") for text in (old, new, code, reason))
        found[path, old, new, code, int(position or 1)] = reason
    return found


def survivors(keys, reasons):
    rows = ["| file | flip | in | which | why |", "|---|---|---|---|---|"]
    for one in keys:
        path, old, new, code, position = one
        rows.append(
            f"| `{path}` | `{cell(old)}` to `{cell(new)}` | `{cell(code)}` | {position} | {cell(reasons.get(one, '?'))} |")
    return "\n".join(rows)


def files(counts):
    """Counts by file: flips, killed, survived, no program."""
    rows = ["| file | flips | killed | survived | no program |", "|---|---|---|---|---|"]
    total = [0, 0, 0]
    for path, numbers in sorted(counts.items()):
        rows.append(f"| `{short(path)}` | {sum(numbers)} | " + " | ".join(map(str, numbers)) + " |")
        total = [a + b for a, b in zip(total, numbers)]
    rows.append(f"| all | {sum(total)} | " + " | ".join(map(str, total)) + " |")
    return "\n".join(rows)
