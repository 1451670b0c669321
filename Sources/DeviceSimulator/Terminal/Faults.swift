/// What goes wrong, and how often. Rates are chances from 0 to 1 per packet; with the same seed and the same requests
/// the same packets are hit. Everything is off by default.
package struct Faults: Hashable, Sendable {
    // On the wire.
    /// Answers that are not sent; over UDP also requests that are not heard.
    package var loss = 0.0
    /// Answers that are sent twice.
    package var duplicates = 0.0
    /// Neighbouring packets of one answer that change places.
    package var reordering = 0.0
    /// Answers with a checksum that does not fit.
    package var badChecksums = 0.0
    /// Answers that are preceded by a late copy of the packet before them, with its old reply id.
    package var staleReplies = 0.0
    /// Answers whose reply id belongs to no request at all.
    package var strangeReplyIDs = 0.0
    /// Milliseconds before an answer begins.
    package var delay = 0
    /// The connection is cut after so many sent bytes, in the middle of a packet if that is where they end.
    /// Over UDP the terminal falls silent instead.
    package var cutAfterBytes: Int?
    /// How many connections are cut; nil is every one.
    package var cutConnections: Int?

    // In what the terminal does.
    /// After so many requests, counted over all connections, nothing is answered any more. 0 is silence from the start.
    package var silentAfterRequests: Int?
    /// Connections are accepted over TCP but only UDP is answered.
    package var silentTCP = false
    /// Added to the number of records in GET_FREE_SIZES.
    package var wrongCounter = 0
    /// Bytes that are missing at the end of a table that was announced with its full size.
    package var truncatedBytes = 0
    /// The clock shows a day that does not exist until it is set.
    package var impossibleClock = false

    // In what the terminal holds; these touch rows stored from then on.
    /// Stale bytes behind the NUL of text fields, as real firmware leaves them.
    package var garbageAfterNUL = false
    /// Punches that are stored twice.
    package var duplicateRows = 0.0
    /// Punches that are stored under a day that does not exist, such as 31 February.
    package var invalidDates = 0.0

    package init() {}
}

extension Faults {
    /// Names for `set(_:)`, in the order in which help lists them.
    package static let names: [(name: String, meaning: String)] = [
        ("loss", "rate of packets lost"),
        ("duplicates", "rate of packets sent twice"),
        ("reordering", "rate of packets that change places with the next"),
        ("bad-checksums", "rate of packets with a wrong checksum"),
        ("stale-replies", "rate of answers preceded by an old one"),
        ("strange-reply-ids", "rate of answers that name a request nobody made"),
        ("delay", "milliseconds before each answer"),
        ("cut-after", "bytes after which the connection is cut"),
        ("cut-connections", "how many connections are cut; all unless given"),
        ("silent-after", "requests after which nothing is answered"),
        ("silent-tcp", "1: TCP accepts and stays silent, only UDP answers"),
        ("wrong-counter", "added to the terminal's own record count"),
        ("truncated", "bytes missing at the end of each table"),
        ("garbage", "1: stale bytes behind text fields"),
        ("duplicate-rows", "rate of punches stored twice"),
        ("invalid-dates", "rate of punches stored under an impossible date"),
        ("impossible-clock", "1: the clock shows an impossible date until it is set"),
    ]

    /// Takes one `name=value`, such as `loss=0.05`.
    package mutating func set(_ assignment: String) throws(SimulatorError) {
        let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let entry = Self.fields[parts[0]] else { throw .unknownFault(assignment) }
        switch entry {
        case .rate(let path): self[keyPath: path] = try Self.rate(parts[1], in: assignment)
        case .number(let path): self[keyPath: path] = try Self.number(parts[1], in: assignment)
        case .limit(let path): self[keyPath: path] = try Self.number(parts[1], in: assignment)
        case .flag(let path): self[keyPath: path] = try Self.number(parts[1], in: assignment) != 0
        }
    }

    private enum Field {
        case rate(WritableKeyPath<Faults, Double>)
        case number(WritableKeyPath<Faults, Int>)
        case limit(WritableKeyPath<Faults, Int?>)
        case flag(WritableKeyPath<Faults, Bool>)
    }

    private static var fields: [String: Field] {
        [
            "loss": .rate(\.loss), "duplicates": .rate(\.duplicates), "reordering": .rate(\.reordering),
            "bad-checksums": .rate(\.badChecksums), "stale-replies": .rate(\.staleReplies),
            "strange-reply-ids": .rate(\.strangeReplyIDs), "delay": .number(\.delay),
            "cut-after": .limit(\.cutAfterBytes), "cut-connections": .limit(\.cutConnections),
            "silent-after": .limit(\.silentAfterRequests), "silent-tcp": .flag(\.silentTCP),
            "wrong-counter": .number(\.wrongCounter), "truncated": .number(\.truncatedBytes),
            "garbage": .flag(\.garbageAfterNUL), "duplicate-rows": .rate(\.duplicateRows),
            "invalid-dates": .rate(\.invalidDates), "impossible-clock": .flag(\.impossibleClock),
        ]
    }

    private static func rate(_ text: String, in assignment: String) throws(SimulatorError) -> Double {
        guard let value = Double(text), (0...1).contains(value) else {
            throw .badFaultValue(assignment, expected: "a rate from 0 to 1")
        }
        return value
    }

    private static func number(_ text: String, in assignment: String) throws(SimulatorError) -> Int {
        guard let value = Int(text) else { throw .badFaultValue(assignment, expected: "a whole number") }
        return value
    }
}
