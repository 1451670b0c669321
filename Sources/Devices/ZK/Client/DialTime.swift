import NIOCore

/// The time for connecting, shared among the ways that are tried one after the other. What one does not use is the others':
/// one that is silent leaves each of them its share, and the last has all that is left.
struct DialTime: Sendable {
    /// Nil: without limit.
    private let end: NIODeadline?
    private var ways: Int

    init(until end: NIODeadline?, ways: Int) {
        self.end = end
        self.ways = ways
    }

    /// Until when the next way may be tried.
    mutating func next(from now: NIODeadline) -> NIODeadline? {
        defer { ways -= 1 }
        return end.map { now + .nanoseconds(($0 - now).nanoseconds / Int64(max(1, ways))) }
    }
}

extension DeviceEndpoint.Transport {
    /// How many ways it stands for.
    var ways: Int { self == .automatic ? 2 : 1 }
}
