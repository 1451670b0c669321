package import Domain

/// What walking every chain of the ledger found.
package struct LedgerVerdict: Hashable, Sendable {
    package var batches: Int
    package var punches: Int
    /// Those whose batches' headers alone are here.
    package var archivedPunches = 0
    /// The first break of each chain that has one, in the order of the devices; then rows of no batch. Empty: all is whole.
    package var breaks: [LedgerBreak]

    package var isIntact: Bool { breaks.isEmpty }
}

/// Where a chain is not what was sealed.
package struct LedgerBreak: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// As many rows as were sealed, but not the same: one was changed, or rows changed places.
        case rowsChanged
        case rowsMissing(sealed: Int, found: Int)
        case rowsAdded(sealed: Int, found: Int)
        /// The rows are as they were; number, time, source, count or hash of the batch itself are not.
        case headerChanged
        /// The batch does not refer to the one before it.
        case linkBroken
        case batchMissing
        /// The chain ends before its recorded head.
        case tailMissing(length: Int, recorded: Int)
        /// There are batches past the recorded head.
        case tailAdded(length: Int, recorded: Int)
        /// The last batch is whole in itself but is not the one that the head records.
        case headChanged
        /// The chain is whole or gone without a trace, and what is kept apart from it counted more punches: the terminal's
        /// users, or how far it was read.
        case punchesMissing(recorded: Int, found: Int)
        /// A row belongs to a batch that does not exist.
        case strayRow(ID<Punch>)
    }

    /// ID 0 for a stray row.
    package var device: ID<Device>
    /// The batch's place in the chain; 0 where no batch is meant.
    package var number: Int
    package var kind: Kind
}

extension LedgerBreak: CustomStringConvertible {
    package var description: String {
        let batch = "Batch \(number) of device \(device.rawValue)"
        return switch kind {
        case .rowsChanged: "\(batch): a punch is not what was sealed."
        case .rowsMissing(let sealed, let found): "\(batch): \(sealed) punches were sealed and \(found) are there."
        case .rowsAdded(let sealed, let found): "\(batch): \(sealed) punches were sealed and \(found) are there."
        case .headerChanged: "\(batch): its header is not what was sealed."
        case .linkBroken: "\(batch): it does not refer to the batch before it."
        case .batchMissing: "\(batch) is missing."
        case .tailMissing(let length, let recorded), .tailAdded(let length, let recorded):
            "\(batch): the chain has \(length) batches where \(recorded) are recorded."
        case .headChanged: "\(batch): it is not the batch that the chain's head records."
        case .punchesMissing(let recorded, let found):
            "Device \(device.rawValue): \(recorded) punches were stored and \(found) are there."
        case .strayRow(let punch): "Punch \(punch.rawValue) belongs to no batch."
        }
    }
}
