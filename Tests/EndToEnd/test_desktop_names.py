"""Whoever cannot see the screen hears a name for everything that takes the keyboard: in each room and each dialog."""

import re

import pytest

import accessibility as a11y
from accessibility import Atspi
from desktop import synchronise


def controls(node):
    """All below `node`, but not the list inside a closed combo box, which is the toolkit's own, nor the rows of a table,
    which are called what stands in them."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None or not child.get_state_set().contains(Atspi.StateType.VISIBLE):
            continue
        if child.get_role_name() == "table row" and node.get_role_name() == "list":
            continue
        yield child
        if child.get_role_name() != "combo box":
            yield from controls(child)


def nameless(node):
    """The paths of what can be focused and says nothing."""
    return [
        a11y.path(found)
        for found in controls(node)
        if found.get_state_set().contains(Atspi.StateType.FOCUSABLE)
        and not spoken(found)
    ]


def spoken(node):
    """What a screen reader says of it. GTK calls what has no name by its C type, which is none."""
    name = (node.get_name() or a11y.content(node)).strip()
    return "" if re.fullmatch("(Gtk|Adw)[A-Z][A-Za-z]+", name) else name


def check(node, where):
    # What is on its way out, as a message at the foot of the window, may go while it is looked at.
    found = a11y.wait_for(lambda: [nameless(node)], where)[0]
    assert not found, f"{where}: {len(found)} without a name\n" + "\n".join(sorted(set(found)))


def close(desktop, title):
    window = desktop.window(title)
    button = next(
        node for node in a11y.walk(window)
        if node.get_role_name() == "push button" and node.get_name() in ("Cancel", "Close")
    )
    a11y.press(button)
    desktop.closed(title)


def test_every_room_names_its_controls(desktop):
    synchronise(desktop)
    for room, word in enumerate(["In", "Joined", "Address"]):
        desktop.open_room(room)
        desktop.sees(word)
        check(desktop.root, f"room {room + 1}")


def test_an_opened_day_and_an_opened_terminal_name_their_controls(desktop):
    synchronise(desktop)
    a11y.click_row(desktop.expect("tree table", "People of the day"), "Asha Verma")
    desktop.sees("How it was worked out")
    check(desktop.root, "the day explained")
    desktop.open_room(2)
    a11y.click_row(desktop.expect("tree table", "Terminals"), "Gate")
    desktop.sees("Serial number")
    check(desktop.root, "the terminal's panel")


def test_every_dialog_names_its_controls(desktop):
    synchronise(desktop)
    for room, button, title in [
        (1, "Add employee…", "New employee"), (1, "New shift…", "New shift"),
        (2, "Add terminal…", "New terminal"), (2, "Open inbox…", "Inbox"),
    ]:
        desktop.open_room(room)
        desktop.press(button)
        check(desktop.window(title), title)
        close(desktop, title)


def test_a_dialog_that_complains_still_names_its_controls(desktop):
    desktop.sees("Asha Verma")
    desktop.open_room(1)
    desktop.press("Add employee…")
    desktop.fill("New employee", "Add", code="1001")
    desktop.sees("Enter the first day of employment.")
    check(desktop.window("New employee"), "New employee")


@pytest.mark.parametrize("item, words", [("Keyboard shortcuts", "Sync now"), ("About E-Time", "0.1.0")])
def test_the_menu_leads_to_keys_and_about(desktop, item, words):
    desktop.sees("Asha Verma")
    before = len(desktop.windows())
    a11y.click(desktop.expect("push button", "Main menu"))
    desktop.press(item, "menu item")
    window = a11y.wait_for(lambda: (desktop.windows()[before:] or [None])[-1], item, tree=lambda: desktop.root)
    a11y.wait_for(lambda: any(words in text for text in a11y.texts(window)), words, tree=lambda: window)
