import Foundation

/// For tests: how long a punch took from the notice that it is stored until it was painted.
enum FeedTrace {
    static let isOn = ProcessInfo.processInfo.environment["ETIME_TRACE_FEED"] != nil

    static func report(since noticed: ContinuousClock.Instant) {
        let milliseconds = (ContinuousClock.now - noticed) / .milliseconds(1)
        FileHandle.standardError.write(Data("live punch painted after \(Int(milliseconds)) ms\n".utf8))
    }
}
