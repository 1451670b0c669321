import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

struct InboxTests {
    private let now = "2026-11-20 19:00:00"

    @Test func anUnknownUserIsNamedAndMappingBringsItsDays() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("0042", "Asha")
            let terminal = configuration(at: now, users: [("907", "A Verma")], workingDays("907", ["2026-11-19"]))
            try await withVirtualTerminal(terminal) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).unknownUsers == 1)
                let inbox = try await company.services.inbox.list(by: company.actor)
                let user = try #require(inbox.first)
                #expect((inbox.count, user.name, user.punchCount) == (1, "A Verma", 2))
                #expect(user.firstPunch?.description == "2026-11-19 09:00:00")
                #expect(try await company.day(asha, "2026-11-19").status == .absent)
                let explanation = try await company.services.attendance.explain(
                    asha.id, on: try #require(CivilDate("2026-11-19")), by: company.actor)
                #expect(explanation.hints.contains { $0.contains("907 (A Verma)") })

                let report = try await company.services.inbox.map(user.id, to: asha.id, by: company.actor)
                #expect(report.punches == 2)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
                #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
                let entries = try await company.journal().filter { $0.entity == .deviceUser }
                #expect(entries.map(\.action) == [.vouch, .map])
                #expect(entries.allSatisfy { $0.stamp.actor == "Meera" })
            }
        }
    }

    @Test func anEmployeeAddedLaterClaimsTheNumber() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await withVirtualTerminal(configuration(at: now, workingDays("42", ["2026-11-19"]))) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
                let asha = try await company.add("0042", "Asha")
                #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
            }
        }
    }

    @Test func anotherNumberKeepsThePast() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = workingDays("42", ["2026-11-18"]) + workingDays("7", ["2026-11-19"])
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
                #expect(try await company.day(asha, "2026-11-18").status == .present)
                var draft = try #require(try await company.services.employees.find(code: "42", by: company.actor)).draft
                draft.deviceUser = "7"
                try await company.services.employees.update(asha.id, to: draft, by: company.actor)
                #expect(try await company.day(asha, "2026-11-18").status == .present)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
                #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
            }
        }
    }

    @Test func anotherCodeKeepsTheNumberAndThePast() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = workingDays("42", ["2026-11-18"])
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                var draft = try #require(try await company.services.employees.find(code: "42", by: company.actor)).draft
                draft.code = "E-42"
                let entry = try await company.services.employees.update(asha.id, to: draft, by: company.actor)
                #expect((entry.employee.code, entry.deviceUser) == ("E-42", "42"))
                await terminal.store(virtual(workingDays("42", ["2026-11-19"])))
                _ = try await company.sync(device)
                #expect(try await company.day(asha, "2026-11-18").status == .present)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
            }
        }
    }
}
