import Foundation

/// Starts `etime-desktop` from the folder of this program and reads how long it says it took from the start of the process
/// to the first data on the screen. The first run warms the file cache and does not count.
enum StartBench {
    /// - Parameter arguments: for `etime-desktop`; without any, it opens the demo company, made for this by the `etime` that
    ///   stands beside it, and removed afterwards.
    static func run(arguments: [String]) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let given = try arguments.isEmpty ? demo(in: folder) : arguments
            let times = (0..<6).compactMap { _ in start(given, settings: folder) }.dropFirst().sorted()
            print("start: " + times.map { "\($0) s" }.joined(separator: ", "))
            report("desktop-start", times.isEmpty ? .infinity : times[times.count / 2], unit: "s", bar: 0.5)
        } catch {
            FileHandle.standardError.write(Data("The demo company could not be made: \(error)\n".utf8))
            report("desktop-start", .infinity, unit: "s", bar: 0.5)
        }
    }

    private static func demo(in folder: URL) throws -> [String] {
        let database = "sqlite:///" + folder.appendingPathComponent("company.db").path
        let process = Process.beside("etime", ["demo", "--no-desktop", "--database", database])
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return ["--database", database]
    }

    /// - Parameter settings: the user's own window and room must not change the figure.
    private static func start(_ arguments: [String], settings: URL) -> Double? {
        let process = Process.beside("etime-desktop", arguments)
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["ETIME_TRACE_START": "1", "XDG_CONFIG_HOME": settings.path]
        ) { $1 }
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

extension Process {
    /// One of the project's programs, from the folder of this one.
    static func beside(_ name: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name)
        process.arguments = arguments
        return process
    }
}
