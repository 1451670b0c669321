import Devices
import Domain
import Foundation
import NIOCore
import Storage
import Testing

@testable import Services

/// Readings of one log that two programs kept, and that come in when the log has been read further.
struct OvertakenReadingTests {
    private let log = (0..<6).map { AttendanceRecord(userID: "42", rawTime: UInt32(800_000_000 + $0 * 60)) }

    private func position(_ count: Int) -> LogPosition? {
        guard count > 0 else { return nil }
        var row = ByteBuffer()
        log[count - 1].encode(into: &row, width: .standard)
        return LogPosition(recordCount: count, lastRecord: Array(row.readableBytesView))
    }

    private func reading(_ part: Range<Int>, at now: Instant) -> TerminalReading {
        var start = ReadingStart()
        start.position = position(part.lowerBound)
        return TerminalReading(
            readAt: now,
            log: AttendanceRead(
                records: Array(log[part]), position: position(part.upperBound), terminalCount: part.upperBound,
                wasFullRead: part.lowerBound == 0), start: start)
    }

    /// A terminal whose first punch is in, and the way in which more of its log is stored.
    private func withTheFirstRead(
        _ body: (TestCompany, DeviceSummary, (Range<Int>) async throws -> Void) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let device = try await company.addDevice("Gate", port: 9)
            let (context, now) = (company.services.attendance.context, company.clock.now)
            let record = try await context.device(device.id)
            let intake = ReadingIntake(context: context, record: record, actor: company.actor)
            func store(_ part: Range<Int>) async throws { _ = try await intake.store(reading(part, at: now)) { _ in } }
            try await store(0..<1)
            try await body(company, device, store)
        }
    }

    /// - Parameter kept: parts of the log that each program kept, in the order in which they are taken in.
    @Test(arguments: [
        [[1..<2], [1..<3, 3..<4]], [[1..<3, 3..<4], [1..<2]], [[1..<2, 2..<3], [1..<4]], [[1..<4], [1..<2, 2..<3]],
        [[0..<2], [0..<3, 3..<4]], [[1..<2], [0..<4]],
    ]) func eachPunchIsInOnce(kept: [[Range<Int>]]) async throws {
        try await withTheFirstRead { company, device, store in
            let (context, now) = (company.services.attendance.context, company.clock.now)
            for parts in kept {
                try await bringIn(parts, of: device, context, now)
            }
            #expect(try await company.punchCount() == 4)
            let mark = try #require(try await company.watermark(device))
            #expect(mark.position == position(4))
            // Whoever comes next goes on from there.
            try await store(mark.recordCount..<6)
            #expect(try await company.punchCount() == 6)
        }
    }

    /// The mark would go back, and the part behind it would be stored twice.
    @Test func aPartThatWasReadBeforeAnotherProgramsSpoolCameInIsReadAnew() async throws {
        try await withTheFirstRead { company, device, store in
            let (context, now) = (company.services.attendance.context, company.clock.now)
            try await bringIn([1..<4], of: device, context, now)
            await #expect(throws: ReadingOvertaken.self) { try await store(1..<2) }
            #expect(try await company.watermark(device)?.position == position(4))
            // What stands behind a gap is kept, and nobody goes on where the ledger does not end.
            try await bringIn([5..<6], of: device, context, now)
            #expect(try await company.punchCount() == 5)
            await #expect(throws: ReadingOvertaken.self) { try await store(4..<6) }
            try await store(0..<6)
            #expect(try await company.punchCount() == 6)
            #expect(try await company.watermark(device)?.position == position(6))
        }
    }

    /// The mark of a log that was cleared is that of one which nobody has read.
    @Test func whatWasReadBeforeTheLogWasClearedIsInOnce() async throws {
        try await withTheFirstRead { company, device, store in
            let (context, now) = (company.services.attendance.context, company.clock.now)
            try await store(0..<4)
            let read = try #require(try await company.watermark(device))
            try await company.database.write { db in
                var mark = read
                (mark.recordCount, mark.lastRecord) = (0, nil)
                try WatermarkStore(db).save(mark)
            }
            try await bringIn([0..<2, 2..<4], of: device, context, now + -60)
            #expect(try await company.punchCount() == 4)
            let mark = try #require(try await company.watermark(device))
            #expect(mark.position == nil && mark.readAt == read.readAt)
        }
    }

    private func bringIn(
        _ parts: [Range<Int>], of device: DeviceSummary, _ context: ServiceContext, _ now: Instant
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let dead = Intake(context: context, spool: Spool(folder: folder.path))
        for part in parts {
            try await dead.spool.keep(
                SpooledReading(device: device.id, actor: "collector", reading: reading(part, at: now)))
        }
        #expect(try await dead.drain() == parts.count)
    }
}
