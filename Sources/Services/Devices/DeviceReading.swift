import Domain
import Storage

extension DeviceSummary {
    static func all(_ db: any SQLConnection, _ activity: DeviceActivity, now: Instant) throws -> [DeviceSummary] {
        let marks = Dictionary(uniqueKeysWithValues: try WatermarkStore(db).all().map { ($0.device, $0) })
        let notes = Dictionary(grouping: try DeviceNoteStore(db).all(), by: \.device)
        let health = Dictionary(uniqueKeysWithValues: try DeviceHealthStore(db).all().map { ($0.device, $0) })
        let (lines, tasks) = (try UnreadableLineStore(db).counts(), try DeviceTaskStore(db).openCounts())
        let collected = Set(try CollectorLease.holders(db).keys)
        return try DeviceStore(db).all().map { record in
            var summary = DeviceSummary(record, marks[record.id], notes[record.id] ?? [], activity)
            summary.family = DeviceFamily(record.family)
            summary.health = health[record.id]
            if let silence = PushSilence(record, at: now) {
                summary.silentSince = record.contact.lastSeen
                summary.lastError = summary.lastError ?? silence.sentence
            }
            summary.unreadableLines = lines[record.id] ?? 0
            summary.openTasks = tasks[record.id] ?? 0
            summary.isOpenToAnyone = record.family == .zk && record.commKey == 0
            summary.isFollowed = collected.contains(CollectorLease.name(of: record.id))
            return summary
        }
    }

    private init(_ record: DeviceRecord, _ mark: Watermark?, _ notes: [DeviceNote], _ activity: DeviceActivity) {
        self.init(
            id: record.id, name: record.name, model: record.contact.model,
            serialNumber: record.contact.serialNumber ?? "",
            firmware: record.contact.firmware ?? "", host: record.host, port: record.port,
            transport: DeviceTransport(record.transport), zone: record.zone, direction: record.direction,
            lastSeen: record.contact.lastSeen, lastError: record.contact.lastError,
            completeThrough: mark?.completeThrough, clockDrift: record.contact.clockDrift,
            recordsUsed: mark?.recordCount, recordCapacity: record.contact.recordCapacity,
            isOpenToAnyone: record.commKey == 0, isCollecting: activity.isCollecting(record.id))
        refusal = record.contact.lastRefusal.map { SyncConsent(rawValue: $0) }
        retiredAt = record.retiredAt
        self.notes = notes.map(\.sentence)
    }
}

extension DeviceTransport {
    init(_ stored: DeviceRecord.Transport) {
        switch stored {
        case .automatic: self = .automatic
        case .tcp: self = .tcp
        case .udp: self = .udp
        }
    }

    var stored: DeviceRecord.Transport {
        switch self {
        case .automatic: .automatic
        case .tcp: .tcp
        case .udp: .udp
        }
    }
}

extension DeviceDraft {
    init(_ record: DeviceRecord) {
        self.init(
            name: record.name, family: DeviceFamily(record.family), host: record.host, port: String(record.port),
            transport: DeviceTransport(record.transport), commKey: String(record.commKey), zone: record.zone,
            direction: record.direction)
    }
}

extension DeviceFamily {
    init(_ stored: DeviceRecord.Family) {
        switch stored {
        case .zk: self = .zk
        case .lines: self = .lines
        case .push: self = .push
        case .folder: self = .folder
        }
    }

    var stored: DeviceRecord.Family {
        switch self {
        case .zk: .zk
        case .lines: .lines
        case .push: .push
        case .folder: .folder
        }
    }
}
