import Desktop
import DeviceSimulator
import Domain
import Services
import Testing

/// November 2026 of Asha, who joined on its first day, came on the 20th at 09:16, and has seen nobody collect the other days.
struct MyMonthModelTests {
    private func november(_ body: (Office, MyMonthModel) async throws -> Void) async throws {
        try await Office.open { office in
            let asha = try await office.add("42", "Asha Verma")
            try await office.add("43", "Ravi")
            try await withVirtualTerminal(Office.terminal(["42 09:16", "43 08:00"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let own = Actor(name: "asha", grants: Grants([RoleGrant(.employee)]), employee: asha.id)
                let model = MyMonthModel(session: office.session(as: own))
                await model.load()
                try await body(office, model)
            }
        }
    }

    @Test func theMonthThatGoesOnHasTheDaysThatHaveCome() async throws {
        try await november { _, model in
            #expect(model.state == .ready && model.isCurrent && model.month == Month("2026-11"))
            #expect(model.person == "Asha Verma · 42")
            #expect(model.days.map(\.date.components.day) == Array((1...20).reversed()))
            let today = try #require(model.days.first?.row)
            #expect(today.result.punchCount == 1 && today.groups.contains(.in) && today.late == 16 * 60)
            // What is over: she was absent, as far as is known.
            #expect(model.days[1].row.status == .absent)
            #expect(model.totals.lateDays == 1 && model.totals.absentHalves > 0)
        }
    }

    @Test func monthsFollowOneAnotherUpToTheOneThatGoesOn() async throws {
        try await november { _, model in
            await model.step(1)
            #expect(model.month == Month("2026-11"))
            await model.step(-1)
            #expect(model.month == Month("2026-10") && !model.isCurrent)
            // She had not joined: nothing is there, and nothing failed.
            #expect(model.state == .ready && model.days.isEmpty && model.totals == MonthTotals([]))
            await model.step(1)
            #expect(model.isCurrent && model.days.count == 20)
            await model.show(Month("2026-09"))
            await model.show(nil)
            #expect(model.isCurrent)
        }
    }

    @Test func aChosenDayIsExplained() async throws {
        try await november { _, model in
            await model.choose(model.days.first?.id)
            let story = try #require(model.story)
            #expect(story.title == "Asha Verma" && story.punches.map(\.clock) == ["09:16"])
            // It stays open while the month is read again, and goes with its month.
            await model.load()
            #expect(model.story?.title == "Asha Verma")
            await model.step(-1)
            #expect(model.chosen == nil && model.story == nil)
        }
    }

    @Test func whatCannotBeReadSaysWhy() async throws {
        try await november { office, model in
            try await office.session.services.close()
            await model.load()
            guard case .failed(let problem) = model.state else {
                Issue.record("the room shows \(model.state)")
                return
            }
            #expect(problem.heading == "Your month could not be read" && !problem.text.isEmpty)
        }
    }

    /// Only an account under which somebody's time is kept has the room.
    @Test func theRoomIsForThoseWhoseTimeIsKept() {
        let grants = Grants([RoleGrant(.employee), RoleGrant(.manager)])
        #expect(Allowed(Actor(name: "asha", grants: grants, employee: ID(7))).rooms == [.today, .month, .employees])
        #expect(Allowed(Actor(name: "asha", grants: grants)).rooms == [.today, .employees])
        #expect(Allowed(Actor(name: "asha", grants: .nothing, employee: ID(7))).rooms.isEmpty)
    }

    @Test func sumsLeaveOutWhatThereIsNoneOf() {
        var totals = MonthTotals([])
        #expect(MonthSums(totals).sums.map(\.name) == ["Worked", "Present"])
        #expect(MonthSums(totals).sums.map(\.value) == ["0:00", "0"])
        (totals.work, totals.presentHalves, totals.absentHalves) = (176 * 3600 + 5 * 60, 43, 1)
        (totals.weeklyOffs, totals.lateDays, totals.late, totals.overtime, totals.toLookAt) = (4, 3, 2820, 59, 1)
        let sums = MonthSums(totals).sums.map { "\($0.name) \($0.value)" }
        #expect(
            sums == ["Worked 176:05", "Present 21½", "Absent ½", "Weekly offs 4", "Late 3×, 0:47", "To look at 1"])
    }
}
