import Desktop
import DeviceSimulator
import Domain
import Services
import Testing

struct FeedTests {
    @Test func theNewestPunchStandsFirstWithWhoeverItBelongsTo() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withVirtualTerminal(Office.terminal(["42 09:16", "7 09:20"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let feed = FeedModel(session: office.session)
                let following = Task { await feed.follow() }
                await until("the feed was read") { feed.isLoaded }
                #expect(feed.lines.isEmpty)
                let sync = SyncModel(session: office.session)
                sync.start()
                await until("both punches are there") { feed.lines.count == 2 }
                #expect(feed.lines.map(\.user) == ["7", "42"])
                #expect(feed.lines.map(\.person) == ["Not matched", "Asha"])
                #expect(feed.lines.map(\.deviceName) == ["Gate", "Gate"])
                #expect(feed.noticed != nil)
                await sync.wait()
                following.cancel()
                await following.value
            }
        }
    }

    @Test func whatIsWrongIsSaidUntilItIsRightAgain() {
        var notes = FeedNotes()
        notes.problem = Problem(heading: "The latest punches could not be read", text: "None is lost.")
        notes.state = .on
        #expect(notes.text == "The latest punches could not be read. None is lost.")
        notes.problem = nil
        #expect(notes.text == "Terminals are collected while this window is open")
    }

    @Test func noMoreThanTheLastOnesAreRead() async throws {
        try await Office.open { office in
            let times = (0..<60).map { "42 09:\($0 < 10 ? "0" : "")\($0)" }
            try await withVirtualTerminal(Office.terminal(times)) { _, address in
                let gate = try await office.addTerminal("Gate", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let fleet = office.session.services.fleet
                let all = try await fleet.latestPunches(by: office.session.actor)
                #expect(all.count == 50)
                #expect(all.first?.local == LocalTime("2026-11-20 09:59:00"))
                let log = try await fleet.latestPunches(of: gate.id, limit: 3, by: office.session.actor)
                #expect(log.map(\.local) == ["59", "58", "57"].map { LocalTime("2026-11-20 09:\($0):00") })
            }
        }
    }

    @Test(arguments: [
        (DeviceDirection.automatic, PunchState.checkIn, "In"), (.automatic, .checkOut, "Out"),
        (.automatic, .undefined, ""), (.entry, .checkOut, "In"), (.exit, .checkIn, "Out"), (.alternating, .checkIn, ""),
    ])
    func theDirectionIsTheTerminals(direction: DeviceDirection, state: PunchState, word: String) async throws {
        try await Office.open { office in
            var configuration = Office.terminal([])
            configuration.punches = [
                VirtualPunch(userID: "42", time: LocalTime("2026-11-20 09:00:00")!, state: state.rawValue)
            ]
            try await withVirtualTerminal(configuration) { _, address in
                try await office.session.services.devices.add(
                    DeviceDraft(
                        name: "Gate", host: "127.0.0.1", port: String(address.tcpPort), transport: .tcp,
                        direction: direction), by: office.session.actor)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let lines = try await office.session.services.fleet.latestPunches(by: office.session.actor)
                #expect(lines.map(\.direction) == [word])
            }
        }
    }

    @Test func aTimeThatNoCalendarHasIsSaidSo() throws {
        let day = try #require(CivilDate("2026-11-20"))
        let time = try #require(LocalTime("2026-11-20 09:05:07"))
        #expect(Words.punchTime(time, today: day) == "09:05:07")
        #expect(Words.punchTime(time, today: day + 1) == "20 Nov, 09:05")
        #expect(Words.punchTime(time, today: day, .impossible) == "No such date")
        #expect(Words.punchTime(time, today: day, .future) == "09:05:07")
    }
}
