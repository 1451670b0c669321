import Desktop
import DeviceSimulator
import Domain
import Foundation
import Services
import Testing

struct CollectingTests {
    @Test func aPunchIsALineWhileTheSwitchIsOnAndTheTerminalIsLetGoAfterwards() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withVirtualTerminal(Office.terminal(["42 09:16"])) { terminal, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let feed = FeedModel(session: office.session)
                let following = Task { await feed.follow() }
                let collecting = CollectingModel(
                    session: office.session, spool: office.folder.appendingPathComponent("spool").path)
                #expect(!collecting.isOn)
                collecting.start()
                collecting.start()  // a second press does nothing
                await until("what was on the terminal is there") { feed.lines.count == 1 }
                let devices = DevicesModel(session: office.session)
                await devices.load()
                #expect(devices.devices.map(\.condition.word) == ["Connected, attention"])
                await terminal.punch(userID: "42", state: 1)
                await until("the new punch is there") { feed.lines.count == 2 }
                #expect(feed.lines.first?.direction == "Out")
                await collecting.stop()
                #expect(collecting.state == .off && collecting.problem == nil)
                await devices.load()
                #expect(devices.devices.first?.isFollowed == false)
                following.cancel()
                await following.value
            }
        }
    }

    /// Readers keep nothing for a collector that comes back.
    @Test func whatIsRefusedIsAcceptedWhileAllAreCollected() async throws {
        try await Office.open { office in
            var odd = Office.terminal(["42 09:16"])
            odd.faults.wrongCounter = 2
            try await withVirtualTerminal(odd) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let collecting = CollectingModel(
                    session: office.session, spool: office.folder.appendingPathComponent("spool").path)
                var states: [CollectingModel.State] = []
                collecting.onChange = { states.append(collecting.state) }
                collecting.start()
                let (devices, sync) = (DevicesModel(session: office.session), SyncModel(session: office.session))
                for _ in 0..<10_000 where devices.devices.first?.lastError == nil { await devices.load() }
                let failing = try #require(devices.devices.first { $0.lastError != nil })

                #expect(await collecting.look(at: failing, with: sync) == nil)
                #expect(failing.refusal == .count)
                #expect(await collecting.look(at: failing, with: sync, accepting: .count) == nil)
                guard case .ended(let summary, let problems) = sync.state else {
                    Issue.record("it is \(sync.state)")
                    return
                }
                #expect(summary.hasPrefix("1 new punch from Gate") && problems.isEmpty)
                #expect(states == [.starting, .on])

                var working = failing
                working.lastError = nil
                #expect(await collecting.look(at: working, with: sync) == "Gate is looked at now.")
                await collecting.stop()
            }
        }
    }

    @Test func itBeginsAgainAfterItWasStopped() async throws {
        try await Office.open { office in
            let collecting = CollectingModel(
                session: office.session, spool: office.folder.appendingPathComponent("spool").path)
            var states: [CollectingModel.State] = []
            collecting.onChange = { states.append(collecting.state) }
            for _ in 0..<2 {
                collecting.start()
                await until("it collects") { collecting.state == .on }
                await collecting.stop()
            }
            #expect(states == [.starting, .on, .stopping, .off, .starting, .on, .stopping, .off])
        }
    }
}
