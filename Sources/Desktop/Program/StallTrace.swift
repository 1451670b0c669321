import Foundation
import Gtk

/// With `ETIME_TRACE_STALLS=1` the program says on standard error whenever its main loop was away for longer than three
/// frames: what blocks the window shows here.
enum StallTrace {
    static func start() {
        guard ProcessInfo.processInfo.environment["ETIME_TRACE_STALLS"] == "1" else { return }
        say("watching the main loop")
        var last = ContinuousClock.now
        MainLoop.every(milliseconds: 10) {
            let now = ContinuousClock.now
            let milliseconds = Int((now - last) / .milliseconds(1))
            if milliseconds > 50 {
                say("main loop away for \(milliseconds) ms")
            }
            last = now
        }
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
