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

    /// - Parameter rooms: those that the person may use.
    static func groups(of rooms: [RoomName]) -> [ShortcutGroup] {
        [
            ShortcutGroup("Rooms", rooms.map { (room($0), $0.title) }),
            ShortcutGroup(
                "In a room",
                [
                    (search, "Search"), (add, "Add an employee, a terminal or an account"),
                    ("Return", "Open the chosen row"),
                    (back, "Close the panel, then clear the search"),
                ]),
            ShortcutGroup(
                "Everywhere",
                [(sync, "Sync now"), (help, "Keyboard shortcuts"), ("F10", "Main menu"), (quit, "Quit")]),
        ]
    }
}
