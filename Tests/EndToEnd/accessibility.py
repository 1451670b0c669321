"""The running desktop, as a screen reader meets it: by role and name over AT-SPI.

Every wait is for a condition with a limit; nothing sleeps for a guess.
"""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LIMIT = 30.0  # seconds; a condition that has not come true by then never will


class NotFound(AssertionError):
    """What was looked for never appeared; the message holds the tree that was there instead."""


def wait_for(condition, what, limit=LIMIT, tree=None):
    """The first true value of `condition()`, polled while AT-SPI's own events are let in."""
    context = GLib.MainContext.default()
    end = time.monotonic() + limit
    fresh = time.monotonic()
    while time.monotonic() < end:
        # What the library remembers of the tree may be wrong for ever, where it missed an event: from then on it asks the
        # program each time. To forget (`clear_cache`) would go down the tree, and crash where that has a circle.
        if tree and time.monotonic() - fresh > 3:
            (tree().get_application() or tree()).set_cache_mask(Atspi.Cache.NONE)
            fresh = time.monotonic()
        while context.pending():
            context.iteration(False)
        try:
            value = condition()
        except GLib.Error:  # the object went away between two questions: look again
            value = None
        if value:
            return value
        time.sleep(0.02)
    shown = "\n" + dump(tree()) if tree else ""
    raise NotFound(f"{what} did not come true in {limit:.0f} s{shown}")


def application(process, limit=LIMIT):
    """The accessible root of a running program."""
    pid = process.pid

    def look():
        assert process.poll() is None, f"the program ended with {process.returncode} before it showed itself"
        desktop = Atspi.get_desktop(0)
        # A program that registered between two looks may be missing from what the library remembers. To forget
        # (`clear_cache`) would go down into every program, and for ever where the remembered tree has a circle.
        desktop.set_cache_mask(Atspi.Cache.NONE)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == pid:
                return child
        return None

    return wait_for(look, f"an accessible application with pid {pid}", limit, lambda: Atspi.get_desktop(0))


def walk(node, showing_only=True):
    """All objects below `node`, in tree order: those a person can get at, so no other page of a stack."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None:
            continue
        if showing_only and not child.get_state_set().contains(Atspi.StateType.VISIBLE):
            continue
        yield child
        yield from walk(child, showing_only)


def find(node, role=None, name=None):
    """The first object of that role and name; None where there is none."""
    for child in walk(node):
        if role is not None and child.get_role_name() != role:
            continue
        if name is None or child.get_name() == name:
            return child
    return None


def expect(node, role=None, name=None, limit=LIMIT):
    return wait_for(lambda: find(node, role, name), f"a {role or 'control'} named {name!r}", limit, lambda: node)


def press(node):
    """Does what a click would: the object's first action."""
    action = node.get_action_iface()
    assert action is not None and action.get_n_actions() > 0, f"{describe(node)} has no action"
    assert action.do_action(0), f"{describe(node)} refused its action"


def texts(node):
    """Every name and text below `node`, in tree order."""
    found = []
    for child in walk(node):
        text = child.get_name() or content(child)
        if text:
            found.append(text)
    return found


def labels(node):
    """The texts of the labels below `node`, in tree order, empty ones too."""
    return [child.get_name() or content(child) for child in walk(node) if child.get_role_name() == "label"]


def type_into(node, text):
    """Replaces what an entry holds."""
    entry = node.get_editable_text_iface()
    assert entry is not None, f"{describe(node)} cannot be written"
    assert Atspi.EditableText.set_text_contents(entry, text)


def row(table, text):
    """The table row in which `text` stands, once it stands there."""
    return wait_for(
        lambda: next((r for r in walk(table) if r.get_role_name() == "table row" and text in labels(r)), None),
        f"a row with {text}",
        tree=lambda: table,
    )


def click_row(table, text):
    """Clicks the table row in which `text` stands. The window has to be alone on the display, at its corner."""
    target = row(table, text)
    place = Atspi.Component.get_extents(target, Atspi.CoordType.WINDOW)
    assert place.height > 0, f"{describe(target)} is not on the screen"
    Atspi.generate_mouse_event(place.x + 40, place.y + place.height // 2, "b1c")


def click(node):
    """As a person does, for what has no action. The window has to be alone on the display, at its corner."""
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    assert place.width > 0, f"{describe(node)} is not on the screen"
    Atspi.generate_mouse_event(place.x + place.width // 2, place.y + place.height // 2, "b1c")


def content(node):
    text = node.get_text_iface()
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)) if text else ""


def describe(node):
    return f"{node.get_role_name()} {node.get_name()!r}"


def path(node):
    """The object and what it stands in, for a message."""
    steps = []
    while node is not None and node.get_role_name() != "application":
        steps.append(describe(node))
        node = node.get_parent()
    return " < ".join(steps[:6])


def dump(node, most=4000):
    """The tree as text, for the message of a failed test. What has gone may be told as a child of itself: it ends nevertheless."""
    lines, left = [], [(node, 0)]
    while left and len(lines) < most:
        at, depth = left.pop()
        lines.append("  " * min(depth, 60) + describe(at))
        children = [at.get_child_at_index(index) for index in range(min(at.get_child_count(), 200))]
        left += [(child, depth + 1) for child in reversed(children) if child is not None]
    return "\n".join(lines)
