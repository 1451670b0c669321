import Domain
import Testing

@testable import Services

struct UserDirectoryTests {
    private func employee(_ id: Int64, _ code: String) -> Employee {
        Employee(id: ID(id), code: code, name: code, joined: CivilDate(daysSinceEpoch: 0))
    }

    @Test func theCodeIsTheNumberWithOrWithoutLeadingZeros() {
        let directory = UserDirectory([employee(1, "0042"), employee(2, "7")], numbers: [:])
        #expect(directory.employee(for: "0042") == ID(1))
        #expect(directory.employee(for: "42") == ID(1))
        #expect(directory.employee(for: "007") == ID(2))
        #expect(directory.employee(for: "8") == nil)
    }

    @Test func codesThatDifferInZerosAloneAreNotGuessed() {
        let directory = UserDirectory([employee(1, "042"), employee(2, "0042")], numbers: [:])
        #expect(directory.employee(for: "0042") == ID(2))
        #expect(directory.employee(for: "42") == nil)
    }

    @Test func aNumberGivenByHandWins() {
        let directory = UserDirectory([employee(1, "42"), employee(2, "7")], numbers: [ID(2): "42"])
        #expect(directory.employee(for: "42") == ID(2))
        #expect(directory.employee(for: "7") == nil)
    }

    @Test(arguments: [("0042", "42"), ("0", "0"), ("000", "0"), ("", ""), ("A01", "A01")])
    func leadingZeros(number: String, short: String) {
        #expect(UserDirectory.withoutLeadingZeros(number) == short)
    }
}
