import Foundation
import Testing

@testable import Services

struct EmployeeTableTests {
    @Test func headersAreMatchedLoosely() throws {
        let table = try EmployeeTable(
            "Emp. Code;Employee Name;Dept.;Date of Joining;Blood Group\n0042;Verma, Asha;Stores;2026-11-01;B+\n")
        #expect(
            table.rows.map(\.draft) == [
                EmployeeDraft(code: "0042", name: "Verma, Asha", department: "Stores", joined: "2026-11-01")
            ])
        #expect(table.ignoredColumns == ["Blood Group"])
        #expect(table.fields == [.code, .name, .department, .joined])
    }

    @Test func badRowsSayTheirLineAndWhy() throws {
        let table = try EmployeeTable(
            "code,name,joined\n1,\"A\nB\",2026-11-01\n,C,2026-11-01\n3,D,01/02/2026\n1,E,2026-11-01\n5,F,2026-11-01,x\n"
        )
        #expect(table.rows.map(\.line) == [2, 4, 5, 6, 7])
        #expect(table.rows.map(\.problems.isEmpty) == [true, false, false, false, false])
        #expect(table.rows[3].problems == ["The code 1 stands in line 2 already."])
    }

    @Test func aMissingColumnIsNamed() {
        let error = #expect(throws: ServiceError.self) { try EmployeeTable("code,name\n1,A\n") }
        #expect(error?.description.contains("“joined”") == true)
    }

    @Test func aColumnNamedTwiceIsRefused() {
        #expect(throws: ServiceError.self) { try EmployeeTable("code,emp code,name,joined\n1,1,A,2026-11-01\n") }
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: ServiceError.self) { try EmployeeTable(Data([0x63, 0xFF, 0xFE, 0x00])) }
    }

    @Test func anEmptyFileIsRefused() {
        #expect(throws: ServiceError.self) { try EmployeeTable("\n\n") }
    }

    @Test func whatFollowsABrokenQuoteIsOneBadRow() throws {
        let table = try EmployeeTable("code,name,joined\n1,A,2026-11-01\n2,\"B,2026-11-01\n3,C,2026-11-01\n")
        #expect(table.rows.count == 2)
        #expect(table.rows[1].line == 3)
        #expect(!table.rows[1].problems.isEmpty)
    }
}
