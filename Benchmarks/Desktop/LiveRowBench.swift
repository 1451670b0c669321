import Desktop
import DeviceSimulator
import Domain
import Foundation
import Gtk
import Services

/// From a punch at a terminal to its row on the screen: `etime-desktop` collects from a virtual terminal of this program, and
/// says when it has painted what came.
enum LiveRowBench {
    private static let rounds = 40

    /// Within GLib's loop, since after the first suspension of an asynchronous `main` the main actor would have no thread.
    static func run() {
        MainLoop.adoptMainActor()
        var isDone = false
        Task {
            await measure()
            isDone = true
        }
        if !MainLoop.run(until: { isDone }, within: 180) { report("live-row", .infinity, unit: "ms", bar: 300) }
    }

    private static func measure() async {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let times = try await withVirtualTerminal(VirtualTerminalConfiguration(users: SampleCompany.users(10))) {
                terminal, address in
                let database = try prepare(address, in: folder)
                return try await measure(terminal, try DesktopProcess(database, settings: folder))
            }.sorted()
            print("live: median \(times[times.count / 2]) ms, worst \(times[times.count - 1]) ms")
            report("live-row", times[times.count - 1], unit: "ms", bar: 300)
        } catch {
            FileHandle.standardError.write(Data("The live row could not be measured: \(error)\n".utf8))
            report("live-row", .infinity, unit: "ms", bar: 300)
        }
    }

    /// A company with this one terminal, and a desktop that was left in its room with the switch on.
    private static func prepare(_ address: VirtualTerminal.Address, in folder: URL) throws -> String {
        var preferences = Preferences()
        (preferences.room, preferences.collects) = (RoomName.devices.rawValue, true)
        try preferences.save(folder.appendingPathComponent("etime/desktop.json"))
        let database = "sqlite:///" + folder.appendingPathComponent("company.db").path
        let arguments = ["device", "add", "Gate", address.host, "--port", "\(address.tcpPort)", "--database", database]
        let adding = Process.beside("etime", arguments)
        adding.standardOutput = FileHandle.nullDevice
        try adding.run()
        adding.waitUntilExit()
        guard adding.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
        return database
    }

    private static func measure(_ terminal: VirtualTerminal, _ desktop: DesktopProcess) async throws -> [Double] {
        // Whatever is not painted must not keep the other figures waiting.
        let limit = Task {
            try await Task.sleep(for: .seconds(60))
            desktop.end()
        }
        defer {
            limit.cancel()
            desktop.end()
        }
        while await terminal.status().listeners == 0, desktop.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        var times: [Double] = []
        for round in 0...rounds {
            let start = ContinuousClock.now
            let time = LocalTime(seconds: await terminal.time().seconds - 1000 + Int64(round))
            _ = await terminal.punch(VirtualPunch(userID: "\(1001 + round % 10)", time: time))
            try await desktop.says("of user \(1001 + round % 10)\n")
            // The first one finds nothing loaded yet.
            if round > 0 { times.append((ContinuousClock.now - start) / .milliseconds(1)) }
        }
        return times
    }
}

/// `etime-desktop`, and what it says of itself.
private final class DesktopProcess {
    private let process: Process
    private let lines: AsyncThrowingStream<String, any Error>

    init(_ database: String, settings: URL) throws {
        process = .beside("etime-desktop", ["--database", database])
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["ETIME_TRACE_FEED": "1", "XDG_CONFIG_HOME": settings.path, "XDG_STATE_HOME": settings.path]
        ) { $1 }
        let errors = Pipe()
        process.standardError = errors
        lines = Self.lines(of: errors.fileHandleForReading)
        try process.run()
    }

    private static func lines(of file: FileHandle) -> AsyncThrowingStream<String, any Error> {
        let (stream, continuation) = AsyncThrowingStream<String, any Error>.makeStream()
        Thread.detachNewThread {
            while case let piece = file.availableData, !piece.isEmpty {
                continuation.yield(String(bytes: piece, encoding: .utf8) ?? "")
            }
            continuation.finish(throwing: CocoaError(.fileReadUnknown))
        }
        return stream
    }

    var isRunning: Bool { process.isRunning }

    func says(_ words: String) async throws {
        for try await line in lines where line.contains(words) { return }
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
