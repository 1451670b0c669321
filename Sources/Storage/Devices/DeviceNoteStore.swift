package import Domain

/// Something about a terminal that somebody should hear of even if nobody was looking when it was found.
///
/// Not journalled when it is noted: nobody decided it. That somebody has seen it is.
package struct DeviceNote: Hashable, Sendable, Identifiable {
    package enum Topic: UInt8, Hashable, Sendable, CaseIterable {
        /// Its log is not the one that was read before.
        case log = 1
        /// Another terminal took its place.
        case terminal
        /// Its own counter contradicts its log.
        case count
        /// Somebody changed in its menu what punches depend on.
        case menu
    }

    package var id: Domain.ID<DeviceNote>
    package var device: Domain.ID<Device>
    package var notedAt: Instant
    package var topic: Topic
    /// What happened and what to do, for people.
    package var sentence: String

    package init(
        id: Domain.ID<DeviceNote> = ID(0), device: Domain.ID<Device>, notedAt: Instant, topic: Topic, sentence: String
    ) {
        self.id = id
        self.device = device
        self.notedAt = notedAt
        self.topic = topic
        self.sentence = sentence
    }
}

/// The notes that nobody has said to have seen.
package struct DeviceNoteStore {
    private static let columns = ["device_id", "noted_at", "topic", "sentence"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM device_note"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Keeps a note. One about the counter takes the place of the one before: it comes again with every collection.
    package func add(_ note: DeviceNote) throws {
        if note.topic == .count {
            try db.execute(
                "DELETE FROM device_note WHERE device_id = ? AND topic = ?",
                [.integer(note.device.rawValue), .integer(note.topic.rawValue)])
        }
        _ = try db.insert(
            into: "device_note", Self.columns,
            [
                .integer(note.device.rawValue), .integer(note.notedAt.seconds), .integer(note.topic.rawValue),
                .text(note.sentence),
            ])
    }

    /// Of all devices, oldest first.
    package func all() throws -> [DeviceNote] { try db.all("\(Self.select) ORDER BY id", [], note) }

    /// Oldest first.
    package func all(of device: ID<Device>) throws -> [DeviceNote] {
        try db.all("\(Self.select) WHERE device_id = ? ORDER BY id", [.integer(device.rawValue)], note)
    }

    /// Somebody has seen them; the journal keeps who, and what they said.
    /// - Returns: those that were there.
    @discardableResult
    package func dismiss(of device: ID<Device>, by stamp: Stamp) throws -> [DeviceNote] {
        let seen = try all(of: device)
        guard !seen.isEmpty else { return [] }
        try db.execute("DELETE FROM device_note WHERE device_id = ?", [.integer(device.rawValue)])
        try JournalStore(db).append(
            .seeNotes, .device, id: String(device.rawValue), before: ["notes": seen.map(\.sentence)], after: nil,
            by: stamp)
        return seen
    }

    private func note(_ row: any SQLRow) throws -> DeviceNote {
        DeviceNote(
            id: row.id(0), device: row.id(1), notedAt: row.instant(2),
            topic: try row.code(3, "the topic of a device's note"), sentence: row.text(4))
    }
}

extension JournalAction {
    /// Somebody has seen what was noted about a device.
    package static let seeNotes = JournalAction(rawValue: "see-notes")
}
