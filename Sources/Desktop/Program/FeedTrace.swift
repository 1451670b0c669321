import Foundation

/// For tests: how long a punch took from the notice that it is stored until it was painted.
enum FeedTrace {
    static let isOn = ProcessInfo.processInfo.environment["ETIME_TRACE_FEED"] != nil

    /// - Parameter user: the terminal's number of whoever punched last.
    static func report(since noticed: ContinuousClock.Instant, user: String) {
        let milliseconds = (ContinuousClock.now - noticed) / .milliseconds(1)
        FileHandle.standardError.write(Data("live punch painted after \(Int(milliseconds)) ms, of user \(user)\n".utf8))
    }
}
