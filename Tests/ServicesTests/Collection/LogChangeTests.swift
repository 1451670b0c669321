import DeviceSimulator
import Devices
import Domain
import NIOCore
import Storage
import Testing

@testable import Services

/// A log that is not the one that was read before: nothing of that passes in silence.
struct LogChangeTests {
    private let now = "2026-11-20 19:00:00"
    private let later = "2026-11-21 19:00:00"
    private let week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]

    /// Collects one log, and a day later another from the same terminal.
    private func after(
        _ first: [String], _ second: [String], _ body: (TestCompany, DeviceSummary, SyncReport) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await withVirtualTerminal(configuration(at: now, first)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).notes.isEmpty)
                return device
            }
            company.clock.set(later)
            try await withVirtualTerminal(configuration(at: later, second)) { _, address in
                try await company.move(device, to: address.tcpPort)
                let report = try await company.sync(device)
                try await body(company, try await company.listed(device), report)
            }
        }
    }

    @Test func aClearedLogIsToldAndNotedUntilSomebodyHasSeenIt() async throws {
        try await after(workingDays("42", week), ["42 2026-11-21 10:00:00"]) { company, device, report in
            #expect(report.logChange == .cleared(before: 10, now: 1))
            #expect(
                report.description.contains("was cleared since it was read at 2026-11-20 19:00: it held 10 punches"))
            #expect(report.description.contains("after 2026-11-20 19:00 and before 2026-11-21 10:00 may be lost"))
            #expect(device.notes == report.notes)
            #expect(device.warnings.first == report.notes.first)

            #expect(try await company.sync(device).notes.isEmpty)
            #expect(try await company.listed(device).notes.count == 1, "an ordinary collection is nobody's eyes")
            let seen = try await company.services.devices.dismissNotes(of: device.id, by: company.actor)
            #expect(seen.notes.isEmpty)
            let entry = try #require(try await company.journal().first)
            #expect((entry.action.rawValue, entry.stamp.actor) == ("see-notes", "Meera"))
            #expect(entry.before?.contains("was cleared") == true)
        }
    }

    @Test func anEmptiedLogIsTold() async throws {
        try await after(workingDays("42", week), []) { company, device, report in
            #expect(report.logChange == .cleared(before: 10, now: 0))
            #expect(report.description.contains("held 10 punches then, and is empty now"))
            let kept = try await company.punchCount()
            #expect((kept, device.notes.count) == (10, 1))
        }
    }

    @Test func aFullLogThatDropsItsOldestIsToldAndNotNoted() async throws {
        let all = workingDays("42", week)
        try await after(all, Array(all[4...]) + ["42 2026-11-21 10:00:00"]) { company, device, report in
            #expect(report.logChange == .shortened(dropped: 4))
            #expect(report.newPunches == 1)
            #expect(report.description.contains("nothing is lost"))
            #expect(device.notes.isEmpty)
        }
    }

    @Test func aRestoredOlderLogIsTold() async throws {
        let all = workingDays("42", week)
        try await after(all, Array(all[..<6]) + ["42 2026-11-21 10:00:00"]) { company, device, report in
            #expect(report.logChange == .replaced(known: 6))
            #expect(report.newPunches == 1)
            #expect(
                device.notes.first?.contains("the last punch read then is gone, 6 punches from before are there")
                    == true)
        }
    }

    @Test func olderPunchesThatComeBackAreTakenAndTold() async throws {
        let all = workingDays("42", week)
        try await after(Array(all[4...]), all) { company, device, report in
            #expect(report.logChange == .refilled(added: 4))
            #expect((report.newPunches, report.knownPunches) == (4, 6))
            #expect(report.notes.first?.contains("4 punches came back") == true)
            #expect(device.notes.isEmpty)
        }
    }

    @Test func aLogThatWasOnlyReadWholeAgainIsNoChange() throws {
        let records = (1...3).map { AttendanceRecord(userID: "42", rawTime: UInt32($0) * 100) }
        var row = ByteBuffer()
        records[1].encode(into: &row, width: .standard)
        let position = try #require(LogPosition(recordCount: 2, lastRecord: Array(row.readableBytesView)))
        let read = AttendanceRead(records: records, position: position, terminalCount: 3, wasFullRead: true)
        #expect(LogChange(from: position, to: read, known: 2) == nil)
        #expect(LogChange(from: nil, to: read, known: 0) == nil)
        var part = read
        part.wasFullRead = false
        #expect(LogChange(from: position, to: part, known: 0) == nil)
    }
}
