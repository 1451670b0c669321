import Desktop
import DeviceSimulator
import Devices
import Domain
import Foundation
import Services
import Storage
import Testing

/// The assistant on a database that nobody has entered anything into.
@MainActor
struct SetUpModelTests {
    @Test func eachStepThatIsDoneIsStoredAtOnce() async throws {
        try await withNew { new in
            let model = new.model
            var steps: [SetUpModel.Step] = []
            model.onStep = { steps.append($0) }
            #expect(model.step == .company && !model.mayGoBack)
            #expect(await !model.goOn())
            #expect(model.company.problems[.name] != nil && model.step == .company)
            (model.company.draft.name, model.company.draft.zone) = ("Sahyadri", "Asia/Kolkata")
            #expect(await model.goOn())
            let services = model.session.services
            #expect(try await services.company.settings() == CompanySettings(name: "Sahyadri", zone: "Asia/Kolkata"))
            #expect(await model.goOn())
            #expect(new.remembered.read() == new.address)
            new.typeAdministrator()
            #expect(await model.goOn())
            // From here on the administrator acts.
            #expect(model.session.actor.name == "meera" && model.session.signedIn != nil)
            #expect(try await !services.accounts.isOpenToAll())
            (model.terminal.draft.name, model.terminal.draft.host) = ("Gate", "192.0.2.10")
            #expect(await model.goOn())
            #expect(try await services.devices.list(by: model.session.actor).map(\.name) == ["Gate"])
            #expect(steps == [.database, .administrator, .terminal, .done])
            #expect(model.outcomes[.company] == "Sahyadri" && model.outcomes[.terminal] == "Gate")
            var ended: [String] = []
            model.onEnded = { ended.append($0.actor.name) }
            await model.goOn()
            #expect(ended == ["meera"])
            try await services.close()
        }
    }

    @Test func eachStepCanBeLeftOut() async throws {
        try await withNew { new in
            let model = new.model
            for _ in 0..<4 { model.skip() }
            #expect(model.step == .done && model.outcomes.isEmpty)
            #expect(try await model.session.services.isNew())
            #expect(new.remembered.read() == nil)
            model.goBack()
            #expect(model.step == .terminal)
            try await model.session.services.close()
        }
    }

    /// What was entered is in this database.
    @Test func theDataStaysWhereItIsOnceThereIsAnAdministrator() async throws {
        try await withNew { new in
            let model = new.model
            model.skip()
            model.skip()
            #expect(model.step == .administrator && model.mayGoBack)
            new.typeAdministrator()
            #expect(await model.goOn())
            model.goBack()
            #expect(model.step == .administrator && !model.mayGoBack && model.isDone)
            #expect(await model.goOn())
            #expect(model.step == .terminal)
            try await model.session.services.close()
        }
    }

    @Test func anotherFileTakesAlongWhatWasTyped() async throws {
        try await withNew { new in
            let model = new.model
            model.company.draft.name = "Sahyadri"
            #expect(await model.goOn())
            var moved: [String] = []
            model.onMoved = { moved.append($1) }
            model.place.draft.path = new.folder.appendingPathComponent("none/other.db").path
            #expect(await !model.goOn())
            #expect(model.place.failure?.text.contains("does not exist") == true && model.step == .database)
            let other = new.folder.appendingPathComponent("other.db").path
            model.place.draft.path = other
            await model.tryPlace()
            #expect(model.trial == .good("A new file is made there.") && !FileManager.default.fileExists(atPath: other))
            #expect(await model.goOn())
            #expect(model.step == .administrator && moved == ["sqlite:///\(other)"])
            #expect(try await model.session.services.company.settings().name == "Sahyadri")
            #expect(new.remembered.read() == "sqlite:///\(other)")
            try await model.session.services.close()
        }
    }

    @Test func aCompanyThatIsThereIsOpenedAsItIs() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withNew { new in
                let model = new.model
                model.skip()
                model.place.draft.path = office.folder.appendingPathComponent("company.db").path
                await model.tryPlace()
                guard case .good(let sentence) = model.trial else {
                    Issue.record("\(model.trial)")
                    return
                }
                #expect(sentence.hasPrefix("SQLite 3") && sentence.contains("is opened as it is"))
                var opened: Services?
                model.onCompany = { services, _ in opened = services }
                var steps: [SetUpModel.Step] = []
                model.onStep = { steps.append($0) }
                #expect(await model.goOn())
                #expect(steps.isEmpty)
                let people = try await opened?.employees.list(by: office.session.actor)
                #expect(people?.map(\.employee.name) == ["Asha"])
                try await opened?.close()
            }
        }
    }

    @Test func whatIsNoDatabaseIsSaid() async throws {
        try await withNew { new in
            let model = new.model
            let notes = new.folder.appendingPathComponent("notes.txt")
            try Data(String(repeating: "These are notes. ", count: 200).utf8).write(to: notes)
            model.place.draft.path = notes.path
            await model.tryPlace()
            guard case .bad(let why) = model.trial else {
                Issue.record("\(model.trial)")
                return
            }
            #expect(why.contains("is not a SQLite database"))
            model.forgetTrial()
            #expect(model.trial == .none)
            (model.place.draft.kind, model.place.draft.address) = (.server, "nothing://db.example/etime")
            await model.tryPlace()
            guard case .bad = model.trial else {
                Issue.record("\(model.trial)")
                return
            }
            try await model.session.services.close()
        }
    }

    @Test func aTerminalIsTriedBeforeItIsAdded() async throws {
        try await withNew { new in
            let model = new.model
            await model.tryTerminal()
            guard case .bad(let sentence) = model.terminalTrial else {
                Issue.record("\(model.terminalTrial)")
                return
            }
            #expect(!sentence.isEmpty)
            try await withVirtualTerminal(Office.terminal([])) { _, address in
                model.terminal.draft.host = "127.0.0.1"
                model.terminal.draft.port = String(address.tcpPort)
                await model.tryTerminal()
                guard case .good(let answer) = model.terminalTrial else {
                    Issue.record("\(model.terminalTrial)")
                    return
                }
                #expect(answer.hasSuffix("answers."))
            }
            try await model.session.services.close()
        }
    }
}

/// A new database in a folder of its own.
private struct New {
    let folder: URL
    let model: SetUpModel
    let remembered: RememberedDatabase
    let address: String

    func typeAdministrator() {
        model.administrator.draft.name = "meera"
        model.administrator.draft.password = LockModelTests.password
        model.administrator.draft.again = LockModelTests.password
    }
}

@MainActor
private func withNew(_ body: (New) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let address = "sqlite:///\(folder.appendingPathComponent("new.db").path)"
    let services = try await Services.open(address, zone: "UTC")
    let remembered = RememberedDatabase(folder: folder.appendingPathComponent("config"))
    let model = SetUpModel(
        Session(services: services), settings: try await services.company.settings(), address: address,
        drivers: [SQLiteDriver()], remembered: remembered)
    try await body(New(folder: folder, model: model, remembered: remembered, address: address))
}
