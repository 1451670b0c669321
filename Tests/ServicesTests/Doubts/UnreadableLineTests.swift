import Devices
import Domain
import Storage
import Testing

@testable import Services

struct UnreadableLineTests {
    private let now = "2026-11-20 19:00:00"

    private static func reader(_ company: TestCompany) async throws -> DeviceSummary {
        var connection = DeviceConnection()
        connection.lines = .init(way: .tcp, format: .standard)
        let device = try await company.services.devices.add(
            DeviceDraft(name: "Turnstile", family: .lines, host: "", port: "5001", connection: connection),
            by: company.actor)
        let at = company.clock.now
        try await company.database.write { db in
            for line in ["42;2026-11-19 09:00:00;0", "42;2026-11-19 09:00:00;0", "hello", "# 1;2026-11-19 09:00:00;0"] {
                try UnreadableLineStore(db).add(
                    UnreadableLine(device: device.id, receivedAt: at, line: line, reason: "it has no column 2"))
            }
        }
        return device
    }

    private static var corrected: LineFormat {
        var format = LineFormat.standard
        format.shape = .columns(delimiter: ";", isQuoted: false, joinsRepeated: false)
        format.ignoring = "#.*"
        // What was kept is text already.
        format.encoding = .latin1
        return format
    }

    @Test func afterTheFormatWasCorrectedLinesBecomePunchesOnce() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await Self.reader(company)
            let inbox = company.services.inbox
            #expect(try await inbox.readAgain(device.id, by: company.actor).left == 4)
            #expect(try await company.punchCount() == 0)
            var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
            draft.connection.lines?.format = Self.corrected
            try await company.services.devices.update(device.id, to: draft, by: company.actor)
            // Both at once: each line becomes a punch in one of the two.
            async let first = inbox.readAgain(device.id, by: company.actor)
            async let second = inbox.readAgain(device.id, by: company.actor)
            let reports = try await [first, second]
            #expect(reports.map(\.newPunches).reduce(0, +) == 2, "a reader says nothing twice: a double is a double")
            #expect(reports.map(\.ignored).reduce(0, +) == 1)
            #expect(try await inbox.unreadable(of: device.id, by: company.actor).map(\.line.line) == ["hello"])
            #expect(try await company.punchCount() == 2)
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
    }

    @Test func severalAreDismissedTogetherOrNotAtAll() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await Self.reader(company)
            let inbox = company.services.inbox
            let ids = try await inbox.unreadable(of: device.id, by: company.actor).map(\.id)
            await #expect(throws: ServiceError.unknownLine(999)) {
                try await inbox.dismiss(ids + [ID(999)], why: "headings", by: company.actor)
            }
            #expect(try await inbox.unreadable(of: device.id, by: company.actor).map(\.id) == ids)
            try await inbox.dismiss(ids, why: "headings", by: company.actor)
            #expect(try await inbox.unreadable(of: device.id, by: company.actor).isEmpty)
            #expect(try await company.journal().count { $0.action == .dismissLine } == ids.count)
        }
    }

    @Test func whoeverDismissesALineStandsInTheJournalWithIt() async throws {
        try await TestCompany.open(now: now) { company in
            _ = try await Self.reader(company)
            let inbox = company.services.inbox
            let line = try #require(try await inbox.unreadable(by: company.actor).first { $0.line.line == "hello" })
            #expect((line.deviceName, line.received.description) == ("Turnstile", "2026-11-20 19:00:00"))
            await #expect(throws: ServiceError.self) { try await inbox.dismiss(line.id, why: " ", by: company.actor) }
            try await inbox.dismiss(line.id, why: "a greeting", by: company.actor)
            #expect(try await inbox.unreadable(by: company.actor).count == 3)
            await #expect(throws: ServiceError.unknownLine(line.id.rawValue)) {
                try await inbox.dismiss(line.id, why: "again", by: company.actor)
            }
            let entry = try #require(try await company.journal().first { $0.action.rawValue == "dismiss-line" })
            #expect(entry.stamp.actor == "Meera")
            #expect(entry.before?.contains("hello") == true)
            #expect(entry.after?.contains("a greeting") == true)
        }
    }
}
