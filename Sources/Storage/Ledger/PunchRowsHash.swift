import Domain

/// The hash over the rows of a batch, in the order of their ids: see `docs/ledger.md`.
struct PunchRowsHash {
    private(set) var count = 0
    private var hash = SHA256()
    private var bytes = CanonicalBytes(capacity: 8192)

    mutating func add(_ punch: NewPunch, id: Int64, device: ID<Device>) {
        bytes.append(id)
        bytes.append(device.rawValue)
        bytes.append(punch.deviceUser)
        bytes.append(punch.local.seconds)
        bytes.append(punch.placement.offset)
        bytes.append(punch.placement.instant.seconds)
        bytes.append(punch.state.rawValue)
        bytes.append(punch.verify)
        bytes.append(punch.sequence)
        bytes.append(punch.workCode)
        bytes.append(punch.quarantine?.rawValue ?? 0)
        count += 1
        if bytes.bytes.count > 8000 { flush() }
    }

    /// The columns that a seal covers, in the order that ``add(_:)`` reads them.
    static let columns =
        "id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code, quarantine"

    mutating func add(_ row: any SQLRow) {
        bytes.append(row.integer(0))
        bytes.append(row.integer(1))
        row.withBytes(2) { bytes.append($0) }
        bytes.append(row.integer(3))
        bytes.append(row.integer(4), as: Int32.self)
        bytes.append(row.integer(5))
        bytes.append(row.integer(6), as: UInt8.self)
        bytes.append(row.integer(7), as: UInt8.self)
        bytes.append(row.integer(8), as: UInt16.self)
        bytes.append(row.integer(9), as: UInt32.self)
        bytes.append(row.integer(10), as: UInt8.self)
        count += 1
        if bytes.bytes.count > 8000 { flush() }
    }

    mutating func finish() -> [UInt8] {
        flush()
        return hash.finish()
    }

    private mutating func flush() {
        hash.update(bytes.bytes)
        bytes.removeAll()
    }
}
