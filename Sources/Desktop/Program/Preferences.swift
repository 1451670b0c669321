package import Foundation
package import Gtk
import Services

/// What the desktop remembers between two starts, for this user on this computer. Losing it loses no data.
package struct Preferences: Codable, Equatable {
    package var width: Int32 = 1280
    package var height: Int32 = 720
    /// The room that was open; nil, and a number that is no room, are the first.
    package var room: Int?
    package var isMaximised = false
    /// By the table's name, as `TableMemory` has it; nil in files of before there was this.
    package var tables: [String: TableLayout]?
    /// Whether terminals are collected from while the window is open; nil in files of before there was this.
    package var collects: Bool?
    /// Minutes without input after which the screen is locked, 0 for never; nil: ``IdleWatch/standard``.
    package var lockAfter: Int?
    /// By the database's address: the step of the assistant that comes next; the last one: it is over.
    package var setUp: [String: Int]?
    package var appearance = Appearance.system.rawValue

    package init() {}

    /// `etime/desktop.json` in the user's configuration folder.
    package static var file: URL { UserFolder.config.appendingPathComponent("etime/desktop.json") }

    /// What is not there or cannot be read is as on the first start.
    package static func load(_ file: URL = Preferences.file) -> Preferences {
        guard let data = try? Data(contentsOf: file),
            let stored = try? JSONDecoder().decode(Preferences.self, from: data)
        else { return Preferences() }
        return stored
    }

    package func save(_ file: URL = Preferences.file) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try JSONEncoder().encode(self).write(to: file, options: .atomic)
    }
}
