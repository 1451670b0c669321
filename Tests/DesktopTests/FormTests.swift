import Desktop
import Domain
import Services
import Testing

struct FormTests {
    @Test func aFieldIsJudgedWhenItIsLeft() async throws {
        try await Office.open { office in
            let model = EmployeesModel(session: office.session)
            await model.load()
            let form = model.form()
            #expect(form.isNew)
            #expect(form.problems.isEmpty)
            form.leave(.code)
            #expect(Set(form.problems.keys) == [.code])
            form.draft.code = "42"
            form.typed(.code)
            #expect(form.problems.isEmpty)
            form.draft.joined = "2026-11-20"
            form.draft.left = "2026-11-01"
            form.leave(.left)
            #expect(form.problems[.left] == "Leaves before joining.")
        }
    }

    @Test func savingStoresAndTheListShowsIt() async throws {
        try await Office.open { office in
            let model = EmployeesModel(session: office.session)
            await model.load()
            let form = model.form()
            form.draft = EmployeeDraft(code: "42", name: "Asha", joined: "2026-11-01", shift: "G")
            #expect(await form.save()?.shiftCode == "G")
            await model.load()
            #expect(model.rows.map(\.employee.name) == ["Asha"])
            let edit = model.form(for: model.rows.first)
            edit.draft.name = "Asha Verma"
            #expect(await edit.save()?.employee.name == "Asha Verma")
        }
    }

    /// From when on is asked of who moves, and of nobody else.
    @Test func aMoveHasItsDay() async throws {
        try await Office.open { office in
            let model = EmployeesModel(session: office.session)
            let new = model.form()
            new.draft = EmployeeDraft(code: "42", name: "Asha", department: "Press", joined: "2026-11-01")
            #expect(!new.draft.isMove)
            _ = await new.save()
            await model.load()
            let edit = model.form(for: model.rows.first)
            #expect(!edit.draft.isMove)
            edit.draft.department = "Stores"
            #expect(edit.draft.isMove)
            edit.draft.postedFrom = "2026-10-31"
            edit.leave(.postedFrom)
            #expect(edit.problems[.postedFrom] == "Nobody moves before the first day of employment, 2026-11-01.")
            edit.draft.postedFrom = "2026-11-03"
            let saved = try #require(await edit.save())
            let days = ["2026-11-02", "2026-11-03"].compactMap { CivilDate($0) }
            #expect(days.map(saved.employee.department) == ["Press", "Stores"])
        }
    }

    @Test func aShiftCanBeAddedWhereThereIsNone() async throws {
        try await Office.open { office in
            let model = EmployeesModel(session: office.session)
            let form = model.shiftForm()
            #expect(!form.isTouched)
            form.draft = ShiftEntry(code: "N", name: "Night", start: "22:00", end: "6", pause: "13:00-14:00")
            #expect(form.isTouched)
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.end])
            form.draft.end = "06:00"
            #expect(await form.save() == nil)
            #expect(form.problems[.breaks] == "The break 13:00–14:00 is not inside the shift.")
            form.draft.pause = "02:00 – 02:30"
            #expect(await form.save()?.breaks.first?.end == TimeOfDay(2, 30))
            await model.load()
            #expect(model.shifts.map(\.code) == ["G", "N"])
        }
    }

    @Test func aShiftsCodeThatIsTakenIsSaidBesideTheField() async throws {
        try await Office.open { office in
            let form = EmployeesModel(session: office.session).shiftForm()
            form.draft = ShiftEntry(code: "G", name: "Day", start: "08:00", end: "16:00")
            #expect(await form.save() == nil)
            #expect(form.problems[.code] == "The code G is the shift General's already.")
        }
    }

    @Test func aSearchSaysHowManyOfAllItFound() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await office.add("43", "Binod")
            let model = EmployeesModel(session: office.session)
            await model.load()
            #expect(model.countSentence == "2 people")
            model.search = "asha"
            #expect(model.countSentence == "1 of 2 people")
        }
    }

    @Test func whatWasTypedStaysWhenSavingFails() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            let model = EmployeesModel(session: office.session)
            await model.load()
            let form = model.form()
            form.draft = EmployeeDraft(code: "42", name: "Binod", joined: "2026-11-01")
            #expect(await form.save() == nil)
            let refusal = form.problems[.code]
            #expect(refusal == "The code 42 is Asha's already.")
            form.leave(.name)
            #expect(form.problems[.code] == refusal)
            form.typed(.code)
            #expect(form.problems.isEmpty)
            #expect(form.draft.name == "Binod")
            try await office.session.services.close()
            form.draft.code = "43"
            #expect(await form.save() == nil)
            #expect(form.failure?.text.contains("nothing was stored") == true)
            #expect(form.draft.code == "43")
            #expect(!form.isSaving)
        }
    }

    @Test func aShiftIsEndedFromADayOn() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            let model = EmployeesModel(session: office.session)
            await model.load()
            let form = model.form(for: model.rows.first)
            form.draft.shift = ""
            form.draft.shiftFrom = "20-Nov"
            form.draft.endsShift = true
            form.leave(.shift)
            #expect(form.problems[.shift]?.contains("“20-Nov” is not a date") == true)
            form.draft.shiftFrom = "2026-11-20"
            #expect(await form.save()?.shiftCode == "")
            let ended = try await office.session.services.shifts.assignments(
                of: try #require(model.rows.first).id, by: office.session.actor)
            #expect(ended.map(\.to) == [CivilDate("2026-11-19")])
        }
    }

    @Test func terminalsAreFoundByNameAddressAndState() async throws {
        try await Office.open { office in
            let gate = try await office.addTerminal("Gate", port: 4370)
            try await office.addTerminal("Yard", port: 9)
            let model = DevicesModel(session: office.session)
            await model.load()
            model.choose(gate.id)
            for (words, names) in [("ya", ["Yard"]), ("0.1:9", ["Yard"]), ("never READ gate", ["Gate"]), ("zzz", [])] {
                model.search = words
                #expect(model.rows.map(\.name) == names)
            }
            // A panel beside a list without its terminal would be taken for another one's.
            #expect(model.chosen == nil)
        }
    }

    @Test func aTerminalIsAddedAndChanged() async throws {
        try await Office.open { office in
            let model = DevicesModel(session: office.session)
            let form = model.form()
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.name, .host])
            form.draft.name = "Gate"
            form.draft.host = "192.168.1.201"
            let saved = try #require(await form.save())
            let edit = try await model.form(for: saved)
            #expect(edit.draft.host == "192.168.1.201")
            edit.draft.port = "0"
            edit.leave(.port)
            #expect(edit.problems[.port] != nil)
        }
    }
}
