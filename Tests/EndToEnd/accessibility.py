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
    while time.monotonic() < end:
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


def application(pid, limit=LIMIT):
    """The accessible root of the process `pid`."""

    def look():
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == pid:
                return child
        return None

    return wait_for(look, f"an accessible application with pid {pid}", limit)


def walk(node, showing_only=True):
    """All objects below `node`, in tree order."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None:
            continue
        if showing_only and not child.get_state_set().contains(Atspi.StateType.VISIBLE):
            continue
        yield child
        yield from walk(child, showing_only)


def find(node, role=None, name=None):
    """The first object of that role whose name is, or starts with, `name`; None where there is none."""
    for child in walk(node):
        if role is not None and child.get_role_name() != role:
            continue
        text = child.get_name() or ""
        if name is None or text == name or text.startswith(name):
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


def content(node):
    text = node.get_text_iface()
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)) if text else ""


def describe(node):
    return f"{node.get_role_name()} {node.get_name()!r}"


def dump(node, depth=0):
    """The tree as text, for the message of a failed test."""
    lines = ["  " * depth + describe(node)]
    for index in range(min(node.get_child_count(), 200)):
        child = node.get_child_at_index(index)
        if child is not None:
            lines.append(dump(child, depth + 1))
    return "\n".join(lines)
