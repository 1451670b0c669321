import DeviceSimulator
import Devices
import Domain
import Testing

@testable import Services

/// A terminal's own log of what was changed at it: it is shown, and what may have cost punches is noted.
struct OperationLogTests {
    private static func operation(_ number: UInt8, _ time: String, by user: UInt16 = 0) throws -> OperationRecord {
        let packed = try #require(LocalTime(time).flatMap { PackedTime($0) })
        return OperationRecord(
            operatorUID: user, operation: number, rawTime: packed.rawValue, parameters: [7, 0, 0, 0])
    }

    private static func titles(_ ordered: OrderedTerminal) async throws -> [String] {
        try await ordered.company.services.fleet.operations(of: ordered.device.id, by: ordered.company.actor)
            .map(\.title)
    }

    private static func notes(_ ordered: OrderedTerminal) async throws -> [String] {
        try await ordered.company.listed(ordered.device).notes
    }

    @Test func whatMayHaveCostPunchesIsNotedOnce() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            await ordered.terminal.operate(try Self.operation(23, "2026-11-19 08:00:00"))
            try await ordered.done(.readOperations)
            #expect(try await Self.notes(ordered).isEmpty, "what happened before the company had it is history")
            await ordered.terminal.operate(try Self.operation(4, "2026-11-20 17:59:00", by: 1))
            await ordered.terminal.operate(try Self.operation(21, "2026-11-20 18:00:00", by: 1))
            await ordered.terminal.operate(try Self.operation(23, "2026-11-20 18:05:00"))
            for _ in 0..<2 { try await ordered.done(.readOperations) }
            #expect(
                try await Self.notes(ordered) == [
                    "Somebody was in the menu of Gate: clock set (2026-11-20 18:00, by its user 1), "
                        + "punches deleted (2026-11-20 18:05). What was collected before stays; ask who did it, and look at "
                        + "the punches around that time."
                ])
            let lines = try await ordered.company.services.fleet.operations(
                of: ordered.device.id, by: ordered.company.actor)
            #expect(lines.map(\.title) == ["Punches deleted", "Clock set", "Menu opened", "Punches deleted"])
            #expect(lines.map(\.touchesPunches) == [true, true, false, true])
            #expect((lines[1].user, lines[1].details, lines[1].number) == ("1", "7 0 0 0", 21))
        }
    }

    /// The terminals write into that log also what a program does.
    @Test func whatTheProgramDidItselfIsNotNoted() async throws {
        try await OrderedTerminal.with(.withPeople(["42 2026-11-20 09:00:00"]), collected: false) { ordered in
            try await ordered.done(.deleteUser("44"))
            try await ordered.done(.readOperations)
            try await ordered.done(.setClock)
            try await ordered.done(.collect(accepting: 0))
            try await ordered.done(.clearLog)
            try await ordered.done(.readOperations)
            #expect(Set(try await Self.titles(ordered)) == ["User deleted", "Clock set", "Punches deleted"])
            #expect(try await Self.notes(ordered).isEmpty)
        }
    }

    @Test func aCollectorReadsItWhenItHasGrown() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: true) { ordered in
            let (company, terminal) = (ordered.company, ordered.terminal)
            let collector = try #require(ordered.collector)
            await terminal.operate(try Self.operation(2, "2026-11-20 18:59:00"))
            company.clock.advance(900)
            try await collector.until(holds: {
                await collector.collector.wake()
                return try await Self.titles(ordered) == ["Somebody was not recognised"]
            })
            await terminal.operate(try Self.operation(13, "2026-11-20 19:00:00"))
            company.clock.advance(900)
            try await collector.until(holds: {
                await collector.collector.wake()
                return try await Self.notes(ordered).contains { $0.contains("all data cleared (2026-11-20 19:00)") }
            })
            #expect(await terminal.status().requests(.connect) == 1)
        }
    }

    @Test func numbersAreWords() {
        #expect(TerminalOperation(6).title == "Finger enrolled")
        #expect(TerminalOperation(81).title == "Server settings changed")
        #expect(TerminalOperation(200).title == "Operation 200")
        #expect(!TerminalOperation(200).touchesPunches)
    }
}
