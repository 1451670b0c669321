import Domain
import Gtk

/// Every key of the main window with what it does, and the window that lists them.
enum Shortcuts {
    static let help = "<Control>question"
    static let search = "<Control>f"
    static let add = "<Control>n"
    static let sync = "F5"
    static let back = "Escape"
    static let lock = "<Control>l"
    static let quit = "<Control>q"

    /// - Parameter index: in the side bar, from 0.
    static func room(at index: Int) -> String { "<Control>\(index + 1)" }

    /// - Parameter locks: whether there is a password that would open the screen again.
    static func groups(for allowed: Allowed, locks: Bool) -> [ShortcutGroup] {
        let additions = [
            allowed.addsPeople ? "an employee" : nil, allowed.changesTerminals ? "a terminal" : nil,
            allowed.everywhere(.changeAccounts) ? "an account" : nil,
        ].compactMap(\.self)
        let adds = additions.isEmpty ? [] : [(add, "Add \(Self.oneOf(additions))")]
        let syncs = allowed.collects ? [(sync, "Sync now")] : []
        let leaves = locks ? [(lock, "Lock")] : []
        return [
            ShortcutGroup("Rooms", allowed.rooms.enumerated().map { (room(at: $0.offset), $0.element.title) }),
            ShortcutGroup(
                "In a room",
                [(search, "Search")] + adds + [
                    ("Return", "Open the chosen row"), (back, "Close the panel, then clear the search"),
                ]),
            ShortcutGroup(
                "Everywhere",
                syncs + [(help, "Keyboard shortcuts"), ("F10", "Main menu")] + leaves + [(quit, "Quit")]),
        ]
    }

    /// `an employee, a terminal or an account`
    private static func oneOf(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
