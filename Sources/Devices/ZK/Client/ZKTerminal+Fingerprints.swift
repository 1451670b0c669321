import Logging
import NIOCore

// Fingerprints go by the terminal's own index of a person, so that the table of users is read each time.
extension ZKTerminal {
    package func templates(of user: DeviceUserID?) async throws(DeviceError) -> [FingerTemplate] {
        try await connection.together { () async throws(DeviceError) -> [FingerTemplate] in
            let algorithm = try await algorithm()
            guard let user else { return try await allTemplates(algorithm) }
            guard let record = try await record(of: user) else { throw .unknownUser(user) }
            var templates: [FingerTemplate] = []
            for finger in FingerTemplate.fingers {
                guard let entry = try await entry(record.uid, finger) else { continue }
                templates.append(FingerTemplate(entry, of: user, algorithm: algorithm))
            }
            return templates
        }
    }

    private func entry(_ uid: UInt16, _ finger: UInt8) async throws(DeviceError) -> TemplateEntry? {
        guard let body = try await connection.perform(TemplateRead(uid: uid, finger: finger)) else { return nil }
        guard let entry = TemplateEntry(single: body, uid: uid, finger: finger) else {
            throw .badFrame(why: "a fingerprint of \(body.readableBytes.counted("byte"))")
        }
        return entry
    }

    private func allTemplates(_ algorithm: UInt8) async throws(DeviceError) -> [FingerTemplate] {
        let users = Dictionary(
            try await countedUsers().users.map { ($0.uid, $0.userID) }, uniquingKeysWith: { first, _ in first })
        let count = try await sizes().fingerprints.map(Int.init)
        let rows = try await table(TableRead(.templates), count: count).rows
        guard let entries = TemplateEntry.entries(in: rows) else {
            throw .unknownRecordWidth(table: "fingerprint", size: rows.readableBytes, count: count)
        }
        let strays = entries.count { users[$0.uid] == nil }
        if strays > 0 { logger.warning("\(strays) fingerprints belong to no user of the terminal and are left out") }
        return entries.compactMap { entry in
            users[entry.uid].map { FingerTemplate(entry, of: $0, algorithm: algorithm) }
        }
    }

    /// 10 where the terminal does not say: 9 is older than any of those that have coloured screens.
    private func algorithm() async throws(DeviceError) -> UInt8 {
        try await option("~ZKFPVersion").flatMap { UInt8($0) } ?? 10
    }

    package func write(_ templates: [FingerTemplate]) async throws(DeviceError) {
        guard !templates.isEmpty else { return }
        for template in templates { try Self.check(template) }
        try await connection.together { () async throws(DeviceError) in
            for (template, uid) in try await placed(templates) {
                // For no longer than one takes: nobody can punch meanwhile.
                try await pausing { _ async throws(DeviceError) in
                    try await upload(template, uid: uid)
                    try await refresh()
                }
            }
        }
    }

    /// With the index of whom each is of. All are looked at before the first is sent: what does not fit does not stop halfway.
    private func placed(_ templates: [FingerTemplate]) async throws(DeviceError) -> [(FingerTemplate, uid: UInt16)] {
        let algorithm = try await algorithm()
        let users = Dictionary(
            try await countedUsers().users.map { ($0.userID, $0.uid) }, uniquingKeysWith: { first, _ in first })
        var placed: [(FingerTemplate, uid: UInt16)] = []
        for template in templates {
            guard algorithm == template.algorithm else { throw Self.foreign(template.algorithm, algorithm) }
            guard let uid = users[template.userID] else { throw .unknownUser(template.userID) }
            placed.append((template, uid))
        }
        return placed
    }

    /// A terminal that does not write over a template is given the new one after the old one was deleted.
    private func upload(_ template: FingerTemplate, uid: UInt16) async throws(DeviceError) {
        let upload = BufferUpload(
            "writing a fingerprint", bytes: ByteBuffer(bytes: template.bytes), consumer: template.consumer(uid: uid))
        var answer = try await connection.perform(upload)
        if answer == .ackError, try await entry(uid, template.finger) != nil {
            try await remove(template.finger, of: template.userID, uid: uid)
            answer = try await connection.perform(upload)
        }
        switch answer {
        case .ackOK: return
        case .unknown, .errorCommand:
            throw .unsupported(
                what: "writing fingerprints", answer: "\(answer)",
                remedy: "Move them with a USB stick, or enrol anew.")
        default: throw .refused(request: "a fingerprint of user \(template.userID)", answer: "\(answer)")
        }
    }

    @discardableResult
    package func deleteTemplates(of user: DeviceUserID, finger: UInt8?) async throws(DeviceError) -> Removal {
        let fingers = finger.map { $0...$0 } ?? FingerTemplate.fingers
        return try await connection.together { () async throws(DeviceError) -> Removal in
            guard let record = try await record(of: user) else { return .noUser }
            var result = Removal.noFinger
            for finger in fingers {
                let wasThere = try await remove(finger, of: user, uid: record.uid, isOneOfAll: fingers.count > 1)
                if wasThere { result = .removed }
            }
            try await refresh()
            return result
        }
    }

    /// By user id where the terminal knows that. By index, finger 0 means all fingers to some of them.
    ///
    /// - Parameter isOneOfAll: All are to go, so that it does not matter.
    /// - Returns: whether there was one.
    @discardableResult
    private func remove(
        _ finger: UInt8, of user: DeviceUserID, uid: UInt16, isOneOfAll: Bool = false
    ) async throws(DeviceError) -> Bool {
        var data = ByteBuffer(bytes: RecordText.encode(user.description, width: 24) + [finger])
        var answer = try await connection.perform(Ask(Request(.deleteTemplate, data: data))).command
        if answer == .unknown || answer == .errorCommand, finger != 0 || isOneOfAll {
            data.clear()
            data.writeMultipleIntegers(uid, finger, endianness: .little)
            answer = try await connection.perform(Ask(Request(.deleteUserTemplate, data: data))).command
        }
        switch answer {
        case .ackOK: return true
        // Refused: there is none.
        case .ackError: return false
        default:
            throw .unsupported(
                what: "deleting finger \(finger)", answer: "\(answer)",
                remedy: "Delete the finger in its menu, or all of the person's.")
        }
    }

    private static func check(_ template: FingerTemplate) throws(DeviceError) {
        guard FingerTemplate.fingers.contains(template.finger) else { throw noFinger(template.finger) }
        guard (1...TemplateEntry.maximumSize).contains(template.bytes.count) else {
            throw .doesNotFit(
                what: "a fingerprint of \(template.bytes.count.counted("byte"))",
                limit: "they have 1 to \(TemplateEntry.maximumSize)")
        }
    }

    static func noFinger(_ finger: UInt8) -> DeviceError {
        .doesNotFit(what: "finger \(finger)", limit: "fingers are 0 to 9")
    }

    private static func foreign(_ given: UInt8, _ own: UInt8) -> DeviceError {
        .unsupported(
            what: "fingerprints of algorithm \(given)", answer: "algorithm \(own)",
            remedy: "Enrol the finger at this terminal.")
    }
}

extension FingerTemplate {
    package static let fingers: ClosedRange<UInt8> = 0...9

    /// u16 uid, u8 finger, u8 kind, u16 size of what waits in the buffer.
    fileprivate func consumer(uid: UInt16) -> Request {
        var data = ByteBuffer()
        data.writeMultipleIntegers(uid, finger, kind.rawValue, UInt16(bytes.count), endianness: .little)
        return Request(.writeTemplate, data: data)
    }
}
