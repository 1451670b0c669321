import Domain
import Storage
import Testing

@testable import Services

struct SharedNumberTests {
    /// A company with Asha (42) and Sunil (43), and terminals that know these users.
    private func with(
        _ terminals: [[(user: String, name: String)]], _ body: (Numbers) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            var devices: [DeviceSummary] = []
            for (index, users) in terminals.enumerated() {
                let device = try await company.addDevice("Gate \(index)", port: index + 1)
                devices.append(device)
                try await company.database.write { db in
                    for (user, name) in users { try DeviceUserStore(db).note(name: name, of: user, on: device.id) }
                }
            }
            // Users go to whoever has their number.
            let asha = try await company.add("42", "Asha Verma")
            let sunil = try await company.add("43", "Sunil")
            try await body(Numbers(company: company, devices: devices, asha: asha, sunil: sunil))
        }
    }

    private struct Numbers {
        let company: TestCompany
        let devices: [DeviceSummary]
        let asha: Employee
        let sunil: Employee

        var inbox: InboxService { company.services.inbox }

        func inDoubt() async throws -> [String] {
            try await inbox.sameNumbers(by: company.actor).map { shared in
                "\(shared.number): "
                    + shared.users.map { "\($0.name)=\($0.employee?.name ?? "-")" }.joined(separator: " ")
            }
        }

        func map(_ user: String, on index: Int, to person: Employee) async throws {
            try await inbox.map(.init(device: devices[index].id, user: user), to: person.id, .all, by: company.actor)
        }

        func release(_ user: String, on index: Int) async throws {
            let key: [SQLValue] = [.integer(devices[index].id.rawValue), .text(user)]
            try await company.database.write {
                _ = try $0.execute("DELETE FROM device_user_holder WHERE device_id = ? AND device_user = ?", key)
            }
        }

        func rename(_ user: String, on index: Int, _ name: String) async throws {
            try await company.database.write { [devices] in
                try DeviceUserStore($0).note(name: name, of: user, on: devices[index].id)
            }
        }
    }

    @Test func differentNamesAreListedUntilTheyAreToldApart() async throws {
        let users = [
            [("42", "ASHA VER"), ("43", "SUNIL"), ("9", "GUARD")], [("42", "Asha Verma"), ("43", "Meera"), ("9", "")],
        ]
        try await with(users) { numbers in
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Meera=Sunil"])
            try await numbers.map("43", on: 1, to: try await numbers.company.add("44", "Meera"))
            #expect(try await numbers.inDoubt() == [])
        }
    }

    /// That the number gives both to one employee is the doubt; that somebody says so ends it, for the names of now.
    @Test func onePersonByTwoNamesIsSaidInOneStep() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")]]) { numbers in
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=Sunil"])
            let report = try await numbers.inbox.sayOnePerson("43", is: numbers.sunil.id, by: numbers.company.actor)
            #expect(report.employee == "Sunil" && report.punches == 0)
            #expect(try await numbers.inDoubt() == [])
            let journal = try await numbers.company.services.journal.page(limit: 10, by: numbers.company.actor)
            #expect(journal.contains { $0.change == "called “Sunny” there, said to be Sunil (43)" })
            try await numbers.rename("43", on: 1, "Meera")
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Meera=Sunil"])
        }
    }

    @Test func whoeverGivesAUserByHandHasSaidSo() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")]]) { numbers in
            try await numbers.map("43", on: 1, to: numbers.sunil)
            #expect(try await numbers.inDoubt() == [])
            try await numbers.map("43", on: 1, to: numbers.asha)
            try await numbers.map("43", on: 0, to: numbers.asha)
            #expect(try await numbers.inDoubt() == [])
            // What was said of Sunil does not hold for whoever gets it without a word.
            let stamp = numbers.company.services.attendance.context.stamp(CollectorTools.actor)
            try await numbers.company.database.write { [devices = numbers.devices, sunil = numbers.sunil] db in
                for device in devices {
                    try DeviceUserStore(db).map("43", on: device.id, to: sunil.id, by: stamp)
                }
            }
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=Sunil"])
        }
    }

    /// Whoever is taken from the user, and gets it back by the number alone, is in doubt once more.
    @Test func whatWasSaidEndsWhereTheUserIsTakenBack() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")]]) { numbers in
            try await numbers.inbox.sayOnePerson("43", is: numbers.sunil.id, by: numbers.company.actor)
            #expect(try await numbers.inDoubt() == [])
            let stamp = numbers.company.services.attendance.context.stamp(CollectorTools.actor)
            try await numbers.company.database.write { [devices = numbers.devices, sunil = numbers.sunil] db in
                for employee in [nil, sunil.id] {
                    try DeviceUserStore(db).map("43", on: devices[1].id, to: employee, by: stamp)
                }
            }
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=Sunil"])
        }
    }

    @Test func someDaysSayNothingOfTheOthers() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")]]) { numbers in
            let days = MappedTime.days(from: CivilDate("2026-11-02"), through: CivilDate("2026-11-03"))
            let user = UnknownUser.ID(device: numbers.devices[1].id, user: "43")
            try await numbers.inbox.map(user, to: numbers.sunil.id, days, by: numbers.company.actor)
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=Sunil"])
        }
    }

    @Test func whatIsNobodysBecomesTheOnePersons() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")]]) { numbers in
            try await numbers.release("43", on: 1)
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=-"])
            try await numbers.inbox.sayOnePerson("43", is: numbers.sunil.id, by: numbers.company.actor)
            #expect(try await numbers.inDoubt() == [])
            let user = try await numbers.company.database.read { [devices = numbers.devices] in
                try DeviceUserStore($0).find(devices[1].id, "43")
            }
            #expect(user?.employee == numbers.sunil.id)
        }
    }

    @Test func nobodyLosesANumberByIt() async throws {
        try await with([[("43", "SUNIL")], [("43", "Sunny")], [("43", "Asha")]]) { numbers in
            try await numbers.map("43", on: 2, to: numbers.asha)
            await #expect(throws: ServiceError.numberIsAnothers(number: "43", device: "Gate 2", holder: "Asha Verma")) {
                try await numbers.inbox.sayOnePerson("43", is: numbers.sunil.id, by: numbers.company.actor)
            }
            #expect(try await numbers.inDoubt() == ["43: SUNIL=Sunil Sunny=Sunil Asha=Asha Verma"])
            await #expect(throws: ServiceError.notInInbox(deviceUser: "77")) {
                try await numbers.inbox.sayOnePerson("77", is: numbers.sunil.id, by: numbers.company.actor)
            }
            try await numbers.rename("#7", on: 0, "Sunil")
            await #expect(throws: ServiceError.notInInbox(deviceUser: "#7")) {
                try await numbers.inbox.sayOnePerson("#7", is: numbers.sunil.id, by: numbers.company.actor)
            }
        }
    }

    /// Where a terminal names nobody, its user is called as whoever has the number there.
    @Test func aUserWithoutANameIsWhoHasIt() async throws {
        try await with([[("42", "MEERA"), ("43", "SUNIL")], [("42", ""), ("43", "")]]) { numbers in
            #expect(try await numbers.inDoubt() == [], "the number alone says nothing against it")
            try await numbers.release("42", on: 0)
            #expect(try await numbers.inDoubt() == ["42: MEERA=- =Asha Verma"])
            try await numbers.map("42", on: 0, to: try await numbers.company.add("44", "Meera"))
            #expect(try await numbers.inDoubt() == [])
        }
    }
}
