package import Domain

/// Punches that came in together, sealed together: a link of its terminal's chain.
package struct PunchBatch: Hashable, Sendable, Identifiable {
    package enum Source: UInt8, Hashable, Sendable, CaseIterable, Codable {
        /// Read from the terminal's log.
        case download = 1
        /// The terminal reported it as it happened.
        case live
        /// The terminal sent it by itself.
        case push
        /// A file carried by hand.
        case file
    }

    package var id: Domain.ID<PunchBatch>
    package var device: Domain.ID<Device>
    /// Place in the device's chain, from 1 without gaps.
    package var number: Int
    package var source: Source
    package var collectedAt: Instant
    package var sealedAt: Instant
    /// Punches in it; those the ledger already had are not.
    package var rowCount: Int
    /// What the terminal's own counter said; nil where it was not asked.
    package var terminalCount: Int?
    package var rowsHash: [UInt8]
    package var previousHash: [UInt8]
    package var hash: [UInt8]
}

extension PunchBatch {
    /// Over the header, the rows' hash and the batch before: see `docs/ledger.md`.
    func seal() -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(raw: Array("etime.punch-batch.1\0".utf8))
        bytes.append(device.rawValue)
        bytes.append(Int64(number))
        bytes.append(source.rawValue)
        bytes.append(collectedAt.seconds)
        bytes.append(sealedAt.seconds)
        bytes.append(Int64(rowCount))
        bytes.append(optional: terminalCount.map { Int64($0) })
        bytes.append(raw: rowsHash)
        bytes.append(raw: previousHash)
        return SHA256.hash(bytes.bytes)
    }

    static func chain(of device: Domain.ID<Device>) -> String { "punches/\(device.rawValue)" }
}
