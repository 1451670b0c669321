import Domain
import Foundation
import Storage
import StorageODBC
import Synchronization

/// One copy of a company, timed by its stages.
struct CopyRun: CustomStringConvertible {
    var rows = 0
    /// Until the last row and the last key were written.
    var copying = 0.0
    /// With the comparison of both and the seals.
    var whole = 0.0
    /// The most memory that the program had meanwhile, in KiB.
    var peak = 0

    var rate: Double { Double(rows) / copying }

    var description: String {
        "\(rows) rows, \(Int(rate)) rows/s, with the comparison \(Int(Double(rows) / whole)) rows/s, at most \(peak / 1024) MiB"
    }

    static func copy(_ source: DatabaseURL, to target: DatabaseURL) async throws -> CopyRun {
        let from = try await openDatabase(source, drivers: allDatabaseDrivers)
        let to = try await openDatabase(target, drivers: allDatabaseDrivers)
        try ProcessMemory.forgetPeak()
        let start = ContinuousClock.now
        let copied = Mutex<Duration?>(nil)
        let report = try await CompanyCopy(from: from, to: to, at: Instant(seconds: 1_800_000_000)) { progress in
            guard progress.stage == .comparing else { return }
            copied.withLock { $0 = $0 ?? (ContinuousClock.now - start) }
        }.run()
        let whole = ContinuousClock.now - start
        let peak = try ProcessMemory.peak()
        precondition(report.isSealWhole, "the copy's seals do not hold")
        try await from.close()
        try await to.close()
        return CopyRun(
            rows: report.rows, copying: (copied.withLock { $0 } ?? whole) / .seconds(1), whole: whole / .seconds(1),
            peak: peak)
    }
}

/// What the kernel says of this process's memory.
enum ProcessMemory {
    struct Unreadable: Error {}

    static func forgetPeak() throws {
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    /// KiB, since ``forgetPeak()``.
    static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { throw Unreadable() }
        return kibibytes
    }
}
