/// What the terminals' numbers in their operation logs mean, by the push protocol's list.
package struct TerminalOperation: Hashable, Sendable {
    package let number: UInt8

    package init(_ number: UInt8) { self.number = number }

    /// What was done, in a few words.
    package var title: String { Self.titles[number] ?? Self.group(number) ?? "Operation \(number)" }

    /// Whether punches, their times, or who may change either, are not what they were before.
    package var touchesPunches: Bool { Self.touching.contains(number) }

    /// Clearing of everything, the clock, everything again, the log, who guards the menu, the log after an export.
    private static let touching: Set<UInt8> = [13, 21, 22, 23, 24, 43]

    private static let titles: [UInt8: String] = [
        0: "Switched on", 1: "Switched off", 2: "Somebody was not recognised", 3: "Alarm", 4: "Menu opened",
        5: "Setting changed", 6: "Finger enrolled", 7: "Password set", 8: "Card enrolled", 9: "User deleted",
        10: "Finger deleted", 11: "Password deleted", 12: "Card deleted", 13: "All data cleared", 21: "Clock set",
        22: "Reset to factory settings", 23: "Punches deleted", 24: "Administrators removed", 29: "Door unlocked",
        30: "User added", 31: "Finger changed", 32: "Duress alarm", 33: "Bell rung", 34: "Passed twice",
        35: "Photos deleted",
        36: "User changed", 37: "Holidays changed", 38: "Data restored", 39: "Data backed up",
        40: "Read from a USB stick",
        41: "Written to a USB stick", 42: "Encryption of exports changed", 43: "Punches deleted after an export",
        53: "Exit button pressed", 54: "Door opened or closed", 55: "Alarm", 56: "Settings restored",
        68: "Picture of a user changed", 69: "Picture of a user changed", 70: "Name of a user changed",
        71: "Rights of a user changed",
    ]

    private static func group(_ number: UInt8) -> String? {
        switch number {
        case 14...20: "Contactless card changed"
        case 25...28: "Access settings changed"
        case 76...79: "Network settings changed"
        case 80...83: "Server settings changed"
        case 100...126: "Ways to be recognised changed"
        default: nil
        }
    }
}
