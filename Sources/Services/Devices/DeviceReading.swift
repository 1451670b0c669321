import Domain
import Storage

extension DeviceSummary {
    static func all(_ db: any SQLConnection, _ activity: DeviceActivity) throws -> [DeviceSummary] {
        let marks = Dictionary(uniqueKeysWithValues: try WatermarkStore(db).all().map { ($0.device, $0) })
        let notes = Dictionary(grouping: try DeviceNoteStore(db).all(), by: \.device)
        return try DeviceStore(db).all().map { DeviceSummary($0, marks[$0.id], notes[$0.id] ?? [], activity) }
    }

    private init(_ record: DeviceRecord, _ mark: Watermark?, _ notes: [DeviceNote], _ activity: DeviceActivity) {
        self.init(
            id: record.id, name: record.name, model: record.model, serialNumber: record.contact.serialNumber ?? "",
            firmware: record.contact.firmware ?? "", host: record.host, port: record.port,
            transport: DeviceTransport(record.transport), zone: record.zone, direction: record.direction,
            lastSeen: record.contact.lastSeen, lastError: record.contact.lastError,
            completeThrough: mark?.completeThrough, clockDrift: record.contact.clockDrift,
            recordsUsed: mark?.recordCount, recordCapacity: record.contact.recordCapacity,
            isOpenToAnyone: record.commKey == 0, isCollecting: activity.isCollecting(record.id))
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
            name: record.name, host: record.host, port: String(record.port),
            transport: DeviceTransport(record.transport), commKey: String(record.commKey), zone: record.zone,
            direction: record.direction)
    }
}
