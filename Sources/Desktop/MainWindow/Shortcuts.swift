import Gtk

/// Every key of the main window with what it does, and the window that lists them.
enum Shortcuts {
    static let help = "<Control>question"
    static let search = "<Control>f"
    static let add = "<Control>n"
    static let sync = "F5"
    static let back = "Escape"
    static let quit = "<Control>q"

    static func room(_ room: RoomName) -> String { "<Control>\(room.rawValue + 1)" }

    static var groups: [ShortcutGroup] {
        [
            ShortcutGroup("Rooms", RoomName.allCases.map { (room($0), $0.title) }),
            ShortcutGroup(
                "In a room",
                [
                    (search, "Search"), (add, "Add an employee or a terminal"), ("Return", "Open the chosen row"),
                    (back, "Close the panel, then clear the search"),
                ]),
            ShortcutGroup(
                "Everywhere",
                [(sync, "Sync now"), (help, "Keyboard shortcuts"), ("F10", "Main menu"), (quit, "Quit")]),
        ]
    }
}
