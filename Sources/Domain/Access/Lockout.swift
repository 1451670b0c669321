/// How long somebody waits after so many wrong passwords in a row: longer each time.
package struct Lockout: Hashable, Sendable {
    /// Failures that cost nothing.
    package var free: Int
    /// Seconds after the first one beyond; each further one doubles them.
    package var first: Int64
    /// Seconds at most.
    package var longest: Int64

    /// A name that is signed in by, from one address.
    package static let account = Lockout(free: 4, first: 30, longest: 3_600)
    /// A name from all addresses together: what anybody can bring about, so that it keeps its owner out for minutes alone.
    package static let anywhere = Lockout(free: 19, first: 30, longest: 300)
    /// An address from which somebody signs in; several people may be behind it.
    package static let address = Lockout(free: 19, first: 30, longest: 3_600)
    /// Seconds without a failure after which none counts any more.
    package static let memory: Int64 = 86_400

    package init(free: Int, first: Int64, longest: Int64) {
        self.free = free
        self.first = first
        self.longest = longest
    }

    /// - Parameter failures: in a row.
    /// - Returns: seconds.
    package func wait(after failures: Int) -> Int64 {
        let beyond = failures - free
        guard beyond > 0 else { return 0 }
        // Beyond 40 doublings the number has no room.
        return beyond > 40 ? longest : min(longest, first << Int64(beyond - 1))
    }
}
