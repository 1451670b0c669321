import Desktop
import DeviceSimulator
import Domain
import Services
import Testing

struct TodayModelTests {
    /// 42 came at 09:16, 43 at 08:55, 44 not yet; 99 is nobody's.
    private func morning(_ body: (Office, TodayModel) async throws -> Void) async throws {
        try await Office.open { office in
            try await office.add("42", "Asha Verma", department: "Stores")
            try await office.add("43", "सुनील गायकवाड", department: "Assembly")
            try await office.add("44", "Chitra Rao", department: "Stores")
            try await withVirtualTerminal(Office.terminal(["42 09:16", "43 08:55", "99 09:00"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let model = TodayModel(session: office.session)
                await model.load()
                try await body(office, model)
            }
        }
    }

    @Test func countsLeadToTheirRows() async throws {
        try await morning { _, model in
            #expect(model.state == .ready)
            #expect(model.rows.map(\.code) == ["42", "43", "44"])
            #expect(model.sheet?.count(.late) == 1)
            model.toggle(.late)
            #expect(model.rows.map(\.code) == ["42"])
            #expect(model.isNarrowed)
            model.toggle(.late)
            #expect(model.rows.count == 3)
        }
    }

    @Test(arguments: [("asha", ["42"]), ("STORES", ["42", "44"]), ("stores rao", ["44"]), ("सुनील", ["43"]), ("x", [])])
    func wordsNarrowTheRows(words: String, codes: [String]) async throws {
        try await morning { _, model in
            model.search = words
            #expect(model.rows.map(\.code) == codes)
            model.showEverybody()
            #expect(model.rows.count == 3)
        }
    }

    @Test func aDayClosesWhenItsRowIsNarrowedAway() async throws {
        try await morning { _, model in
            await model.choose(model.rows.first?.id)
            model.search = "asha"
            #expect(model.chosen == model.rows.first?.id)
            model.search = "nobody"
            #expect(model.chosen == nil)
            #expect(model.explanation == nil)
        }
    }

    /// A database that is gone in the middle of the work: the panel says so instead of waiting for ever.
    @Test func whatCannotBeExplainedSaysWhy() async throws {
        try await morning { office, model in
            let asha = model.rows.first?.id
            try await office.session.services.close()
            await model.choose(asha)
            #expect(model.story == nil)
            #expect(model.unexplained?.heading == "This day cannot be explained here")
            #expect(model.unexplained?.text.isEmpty == false)
            await model.choose(nil)
            #expect(model.unexplained == nil)
        }
    }

    @Test func aChosenRowIsExplained() async throws {
        try await morning { _, model in
            await model.choose(model.rows.first?.id)
            let story = try #require(model.story)
            #expect(story.title == "Asha Verma")
            #expect(story.punches.map(\.clock) == ["09:16"])
            #expect(story.punches.map(\.place) == ["Gate"])
            #expect(story.figures.first { $0.name == "Late" }?.value == "0:16")
            #expect(!story.rules.isEmpty && !story.shift.isEmpty)
            #expect(
                story.provisional
                    == "Provisional until 21 Nov, 07:00: a punch before then can still change the day.")
            await model.choose(nil)
            #expect(model.explanation == nil)
        }
    }

    @Test func anEmptyCompanyIsToldWhatToDoFirst() async throws {
        try await Office.open { office in
            let model = TodayModel(session: office.session)
            await model.load()
            #expect(model.firstSteps?.next == .employee)
            #expect(model.firstSteps?.outcome(of: .shift) == "1 shift")
            #expect(CompletenessLine(model.sheet).next == .terminal)
            let form = EmployeesModel(session: office.session)
            await form.load()
            #expect(form.form().draft.shift == "G")
            try await office.add("42", "Asha")
            try await office.addTerminal("Gate", port: 9)
            await model.load()
            #expect(model.firstSteps == nil)
            #expect(CompletenessLine(model.sheet).next == .punches)
            await model.show(CivilDate("2026-10-01"))
            #expect(model.rows.isEmpty && model.firstSteps == nil)
        }
    }

    @Test func anotherDayIsAStepAway() async throws {
        try await morning { _, model in
            await model.step(-1)
            #expect(model.shownDate == CivilDate("2026-11-19"))
            #expect(model.sheet?.isLive == false)
            await model.show(nil)
            #expect(model.shownDate == CivilDate("2026-11-20"))
        }
    }

    @Test func theLastLineSaysWhetherEverythingIsIn() async throws {
        #expect(CompletenessLine(nil).text == "Reading…")
        try await morning { office, model in
            #expect(CompletenessLine(model.sheet).text == "All punches up to 10:58 are in")
            try await office.addTerminal("Yard", port: 9)
            await model.load()
            #expect(CompletenessLine(model.sheet).text == "Never read: Yard")
        }
    }

    @Test func aDatabaseThatIsGoneIsSaid() async throws {
        try await Office.open { office in
            let model = TodayModel(session: office.session)
            try await office.session.services.close()
            await model.load()
            guard case .failed(let problem) = model.state else {
                Issue.record("the room shows \(model.state)")
                return
            }
            #expect(!problem.text.isEmpty)
        }
    }
}
