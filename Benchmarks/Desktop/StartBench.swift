import Foundation

/// Starts `etime-desktop` from the folder of this program and reads how long it says it took from the start of the process
/// to the first data on the screen. The first run warms the file cache and does not count.
enum StartBench {
    static func run(arguments: [String]) {
        let times = (0..<4).compactMap { _ in start(arguments) }.dropFirst()
        report("desktop-start", times.sorted().dropFirst(times.count / 2).first ?? .infinity, unit: "s", bar: 0.5)
    }

    private static func start(_ arguments: [String]) -> Double? {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let process = Process()
        process.executableURL = folder.appendingPathComponent("etime-desktop")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["ETIME_TRACE_START": "1"]) { $1 }
        let errors = Pipe()
        process.standardError = errors
        guard (try? process.run()) != nil else { return nil }
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var text = ""
        while true {
            let piece = errors.fileHandleForReading.availableData
            if piece.isEmpty { return nil }
            text += String(bytes: piece, encoding: .utf8) ?? ""
            if let match = text.firstMatch(of: /first data after (\d+) ms/), let milliseconds = Double(match.1) {
                return milliseconds / 1000
            }
        }
    }
}
