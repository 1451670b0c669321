import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What came of something is said so that nobody takes a part of it for the whole.
struct PeopleOutcomeTests {
    @Test(arguments: [false, true]) func fingersThatStayBehindAreCounted(missing: Bool) async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked =
                missing
                ? try await fleet.copyMissing(from: two.gateID, to: [two.yardID], by: company.actor)
                : try await fleet.copy(["42", "43"], from: two.gateID, to: [two.yardID], by: company.actor)
            let ended = try await company.finish(asked)
            #expect(ended.failed == 0, "\(ended.tasks.map(\.sentence))")
            let sentence = try #require(ended.tasks.last).sentence
            let written = "\(missing ? 3 : 2) users written, 1 finger. 1 finger was left behind: "
            #expect(
                sentence == written + "nobody has recorded that those people agree; record who does, and copy again.")
            #expect(await two.yard.templates().count == 1)
        }
    }

    @Test func nothingIsSaidWhereNoFingerStays() async throws {
        try await withTwoTerminals { two in
            let one = try await two.copy(["42"])
            #expect(one.tasks[1].sentence == "1 user written, 1 finger.")
            let other = try await two.copy(["44"])
            #expect(other.tasks[1].sentence == "1 user written, 0 fingers.")
        }
    }

    @Test func whatATerminalShowsOfALongNameIsTold() async throws {
        let (long, shown) = ("Maria Antonia Fernandes de Souza", "Maria Antonia Fernandes")
        try await withTwoTerminals { two in
            let cut = "The terminal has no room for the whole name, and shows “\(shown)”."
            let change = DeviceOrder.changeUser(UserChange(user: "77", name: long))
            #expect(try await two.ended(change, at: two.yardID).sentence == cut)
            let short = DeviceOrder.changeUser(UserChange(user: "77", name: shown))
            #expect(try await two.ended(short, at: two.yardID).sentence == "")

            let maria = try await two.company.add("78", long)
            let sent = try await two.ended(.sendEmployee(maria.id.rawValue), at: two.yardID)
            #expect(sent.sentence.hasPrefix("\(long) is on it as user 78, with 0 fingers. \(cut)"))
        }
    }

    /// Terminals differ in how long a name may be.
    @Test func copiesCountTheNamesThatAreCut() async throws {
        try await withTwoTerminals(yardUsers: .short) { two in
            try await two.ended(.changeUser(UserChange(user: "42", name: "Asha Verma")), at: two.gateID)
            let one = try await two.copy(["42", "43"]).tasks[1].sentence
            #expect(one.contains(" It has no room for one of the names, and shows its beginning."))
            try await two.ended(.changeUser(UserChange(user: "43", name: "Bina Mehta")), at: two.gateID)
            let people = try await two.company.services.fleet.people(
                on: [two.gateID, two.yardID], by: two.company.actor)
            let asha = try #require(PeopleComparison(people).rows.first { $0.user == "42" })
            #expect(!asha.differences.contains { $0.contains("another name") })
            let both = try await two.copy(["42", "43"]).tasks[1].sentence
            #expect(both.contains(" It has no room for 2 of the names, and shows their beginnings."))
        }
    }

    /// What one terminal had no room for is not lost at the others.
    @Test func aNameThatIsCutIsCopiedWhole() async throws {
        try await withTwoTerminals(gateUsers: .short) { two in
            let maria = try await two.company.add("78", "Maria Fernandes")
            try await two.ended(.sendEmployee(maria.id.rawValue), at: two.gateID)
            try await two.ended(.changeUser(UserChange(user: "79", name: "Nobody's")), at: two.gateID)
            #expect(await two.gate.users().suffix(2).map(\.name) == ["Maria Fe", "Nobody's"])
            _ = try await two.copy(["78", "79"])
            #expect(await two.yard.users().map(\.name) == ["Maria Fernandes", "Nobody's"])

            let missing = try await two.company.services.fleet.copyMissing(
                from: two.gateID, to: [two.yardID], by: two.company.actor)
            _ = try await two.company.finish(missing)
            _ = try await two.copy(["78"])
            #expect(await two.yard.users().first { $0.userID == "78" }?.name == "Maria Fernandes")
        }
    }

    @Test func tasksNameThePersonTheyAreAbout() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let bina = try #require(try await company.services.employees.find(code: "43", by: company.actor))
            let removal = try await fleet.removeEverywhere(two.asha.id, by: company.actor)
            #expect(removal.tasks.map(\.title) == ["Remove Asha (42)", "Remove Asha (42)"])
            _ = try await fleet.ask(.sendEmployee(bina.employee.id.rawValue), of: [two.yardID], by: company.actor)
            let all = try await fleet.runs(by: company.actor).flatMap(\.tasks).map(\.title)
            #expect(all == ["Send Bina (43)", "Remove Asha (42)", "Remove Asha (42)"])
            let here = try await fleet.runs(at: two.yardID, by: company.actor).flatMap(\.tasks).map(\.title)
            #expect(here == ["Send Bina (43)", "Remove Asha (42)"])
        }
    }

    @Test(
        arguments: [
            ([[5], []], ["no fingers on Yard"]), ([[], [5]], ["no fingers on Gate"]),
            ([[5], [6]], ["other fingers on Yard"]), ([[], []], []),
        ] as [([[UInt8]], [String])])
    func noFingersAreToldApartFromOthers(fingers: [[UInt8]], differences: [String]) {
        let terminals = zip(fingers, ["Gate", "Yard"]).map { fingers, name in
            let listing = PersonListing(UserProfile(userID: "42", name: "Asha"), fingers: fingers)
            return TerminalPeople(device: ID(1), deviceName: name, people: [listing])
        }
        #expect(PeopleComparison(terminals).rows.map(\.differences) == [differences])
    }

    @Test func consentOnADayThatIsStillToComeIsRefused() async throws {
        try await withTwoTerminals { two in
            let (company, biometrics) = (two.company, two.company.services.biometrics)
            let bina = try #require(try await company.services.employees.find(code: "43", by: company.actor)).employee
            let today = try await company.services.attendance.currentDate()
            let tomorrow = CivilDate(daysSinceEpoch: today.daysSinceEpoch + 1)
            let error = await #expect(throws: ServiceError.self) {
                _ = try await biometrics.recordConsent(
                    of: bina.id, on: tomorrow, statement: "Sheet 8", by: company.actor)
            }
            let sentence = String(describing: try #require(error))
            #expect(sentence.hasPrefix("\(tomorrow) is still to come, and consent counts at once:"))
            #expect(try await biometrics.list(by: company.actor).count == 1)
            try await biometrics.recordConsent(of: bina.id, on: today, statement: "Sheet 8", by: company.actor)
            #expect(try await biometrics.list(by: company.actor).count == 2)
        }
    }

    @Test func whoWithdrawsIsToldWhichTerminalsMayHoldFingersStill() async throws {
        try await withTwoTerminals { two in
            let (company, biometrics) = (two.company, two.company.services.biometrics)
            try await two.ended(.keepFingers(nil), at: two.gateID)
            var withdrawal = try await biometrics.withdrawConsent(of: two.asha.id, by: company.actor)
            #expect(withdrawal == ConsentWithdrawal(fingers: 1, terminals: ["Gate"]))
            #expect(try await two.copy(["42"]).failed == 0)
            try await biometrics.recordConsent(
                of: two.asha.id, on: CivilDate(daysSinceEpoch: 20_759), statement: "Sheet 9", by: company.actor)
            withdrawal = try await biometrics.withdrawConsent(of: two.asha.id, by: company.actor)
            #expect(withdrawal == ConsentWithdrawal(fingers: 0, terminals: ["Gate", "Yard"]))
        }
    }
}
