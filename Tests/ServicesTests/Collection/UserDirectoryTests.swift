import Domain
import Testing

@testable import Services

struct UserDirectoryTests {
    private func employee(_ id: Int64, _ code: String) -> Employee {
        Employee(id: ID(id), code: code, name: code, joined: CivilDate(daysSinceEpoch: 0))
    }

    @Test func theCodeIsTheNumberWithOrWithoutLeadingZeros() {
        let directory = UserDirectory([employee(1, "0042"), employee(2, "7")], numbers: [:])
        #expect(directory.people(for: "0042").map(\.id) == [ID(1)])
        #expect(directory.people(for: "42").map(\.id) == [ID(1)])
        #expect(directory.people(for: "007").map(\.id) == [ID(2)])
        #expect(directory.people(for: "8").isEmpty)
    }

    @Test func codesThatDifferInZerosAloneAreNotGuessed() {
        let directory = UserDirectory([employee(1, "042"), employee(2, "0042")], numbers: [:])
        #expect(directory.people(for: "0042").map(\.id) == [ID(2)])
        #expect(directory.people(for: "42").isEmpty)
    }

    @Test func aNumberGivenByHandWins() {
        let directory = UserDirectory([employee(1, "42"), employee(2, "7")], numbers: [ID(2): "42"])
        #expect(directory.people(for: "42").map(\.id) == [ID(2)])
        #expect(directory.people(for: "7").isEmpty)
    }

    /// A number that was given on: each has it while employed.
    @Test func peopleOneAfterTheOther() {
        var first = employee(1, "1001")
        first.left = CivilDate(daysSinceEpoch: 99)
        var second = employee(2, "77")
        second.joined = CivilDate(daysSinceEpoch: 100)
        #expect(
            UserDirectory([second, first], numbers: [ID(2): "1001"]).people(for: "1001").map(\.id) == [ID(1), ID(2)])
        second.joined = CivilDate(daysSinceEpoch: 99)
        #expect(UserDirectory([second, first], numbers: [ID(2): "1001"]).people(for: "1001").map(\.id) == [ID(2)])
    }

    @Test func whereATerminalHasBothOnlyTheVeryNumberIsMeant() {
        let directory = UserDirectory([employee(1, "0042"), employee(2, "7")], numbers: [:])
        func ids(_ user: String, _ present: Set<String>) -> [ID<Employee>] {
            directory.people(for: user, among: PresentUsers(present)).map(\.id)
        }
        #expect(ids("42", ["42", "7"]) == [ID(1)])
        #expect(ids("42", ["7"]) == [ID(1)], "it is not told yet")
        #expect(ids("42", ["42", "042"]).isEmpty)
        #expect(ids("42", ["0042"]).isEmpty)
        #expect(ids("0042", ["0042", "42"]) == [ID(1)])
        #expect(ids("0", ["0", "000"]).isEmpty)
    }

    @Test(arguments: [("0042", "42"), ("0", "0"), ("000", "0"), ("", ""), ("A01", "A01")])
    func leadingZeros(number: String, short: String) {
        #expect(UserDirectory.withoutLeadingZeros(number) == short)
    }
}
