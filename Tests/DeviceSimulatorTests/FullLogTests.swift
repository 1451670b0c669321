import Devices
import NIOCore
import Testing

@testable import DeviceSimulator

/// What becomes of punches for which there is no room.
struct FullLogTests {
    private static func terminal(_ whenFull: FullLog) -> VirtualTerminal {
        var configuration = SampleLog(punches: 10).configuration
        (configuration.capacity.records, configuration.capacity.whenFull) = (10, whenFull)
        return VirtualTerminal(configuration)
    }

    private static func rows(_ terminal: VirtualTerminal) async -> [Row] {
        var table = await terminal.logTable()
        #expect(table.readInteger(endianness: .little, as: UInt32.self).map(Int.init) == table.readableBytes)
        return RecordTable.attendance(table, width: .standard).map(Row.init)
    }

    private let more = SampleLog(punches: 13).punches.suffix(3).map { $0 }

    @Test func oneThatRefusesStaysAsItIs() async {
        let terminal = Self.terminal(.refuses)
        let before = await Self.rows(terminal)
        #expect(await !terminal.punch(more[0]))
        #expect(await terminal.store(more) == 0)
        #expect(await Self.rows(terminal) == before)
        #expect(await terminal.overwritten().isEmpty)
    }

    @Test(arguments: [1, 4, 999]) func theOldestGo(rows: Int) async {
        let terminal = Self.terminal(.dropsOldest(rows))
        let all = await Self.rows(terminal) + more.map(Row.init)
        #expect(await terminal.punch(more[0]))
        #expect(await terminal.store(Array(more[1...])) == 2)
        let (kept, gone) = (await Self.rows(terminal), await terminal.overwritten().map(Row.init))
        #expect(gone + kept == all)
        #expect(gone.count == (rows == 1 ? 3 : min(rows, 10)))
    }

    @Test func oneThatGrowsKeepsAll() async {
        let terminal = Self.terminal(.grows)
        #expect(await terminal.store(more) == 3)
        #expect(await Self.rows(terminal).count == 13)
    }
}
