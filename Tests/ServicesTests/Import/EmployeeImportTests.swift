import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct EmployeeImportTests {
    private let file = """
        code,name,department,joined,shift
        1,Binod,Stores,2026-11-01,G
        2,,Stores,2026-11-01,G
        3,Chand,Stores,2026-11-01,Z
        4,Devi,Stores,2026-11-01,G
        4,Devi,Stores,2026-11-01,G
        42,Asha,Press,2026-10-01,
        43,Ravi,,2026-10-01,
        """

    @Test func eachRowHasItsFate() async throws {
        try await ImportCompany.open { company in
            let rows = try await company.tryAndTake(file, .employees, skipping: true)
            #expect(
                rows == [
                    "2 added", "3 refused name", "4 refused shift", "5 added", "6 refused code",
                    "7 changed department Stores → Press", "8 unchanged",
                ])
            let codes = try await company.services.employees.list(by: company.actor).map(\.employee.code)
            #expect(Set(codes) == ["1", "4", "17", "42", "43"])
        }
    }

    @Test func oneRefusedRowKeepsAllOutUnlessTheOthersAreAskedFor() async throws {
        try await ImportCompany.open { company in
            let before = try await company.company.journal().count
            let report = try await company.take(file, .employees)
            #expect(!report.isStored && report.added == 2 && report.refused.count == 3)
            #expect(
                report.description.hasPrefix(
                    "Nothing was stored: 2 would be added, 1 changed, 1 are unchanged, 3 refused."))
            #expect(try await company.company.journal().count == before)
        }
    }

    @Test func importingAgainChangesNothingAndWritesNothing() async throws {
        try await ImportCompany.open { company in
            let good = "code,name,department,joined,shift\n1,Binod,Stores,2026-11-01,G\n2,Chand,,2026-11-01,\n"
            #expect(try await company.take(good, .employees).added == 2)
            let entries = try await company.company.journal()
            #expect(entries.first?.action == .importTable)
            let again = try await company.take(good, .employees)
            #expect((again.added, again.changed, again.unchanged) == (0, 0, 2))
            #expect(try await company.company.journal().count == entries.count)
        }
    }

    @Test func whatChangesIsTold() async throws {
        try await ImportCompany.open { company in
            let file =
                "code,name,joined,gender,manager,left,shift,device user\n42,Asha V.,2026-10-02,F,43,2026-12-01,N,7\n"
            let rows = try await company.tryAndTake(file, .employees)
            #expect(
                rows == [
                    "2 changed name Asha → Asha V., gender none → female, manager none → 43, "
                        + "joined 2026-10-01 → 2026-10-02, left none → 2026-12-01, shift G → N, device user none → 7"
                ])
            #expect(try await company.take(file, .employees).unchanged == 1)
        }
    }

    @Test func nobodyImportsBeyondTheirReach() async throws {
        try await ImportCompany.open { company in
            let file = """
                code,name,department,joined
                5,New,Stores,2026-11-01
                6,Other,Office,2026-11-01
                17,Omar,Stores,2026-10-01
                42,Asha B.,,2026-10-01
                """
            let rows = try await company.tryAndTake(file, .employees, skipping: true, by: company.officer)
            #expect(rows == ["2 added", "3 refused code", "4 refused code", "5 changed name Asha → Asha B."])
            let said = try await company.take(file, .employees, by: company.officer).rows
            #expect(
                said[1].fate.description.replacing("code 6", with: "")
                    == said[2].fate.description.replacing("code 17", with: ""))
            let names = try await company.services.employees.list(by: company.actor).map(\.employee.name)
            #expect(names.contains("New") && names.contains("Omar") && !names.contains("Other"))
        }
    }

    @Test func aLockedMonthKeepsWherePeopleWere() async throws {
        try await ImportCompany.open { company in
            let october = try #require(Month("2026-10"))
            try await company.services.periods.lock(october, despite: "paid", by: company.actor)
            let file =
                "code,name,joined,department,from\n42,Asha,2026-10-01,Press,2026-10-15\n43,Ravi,2026-10-01,Press,2026-11-05\n"
            let rows = try await company.tryAndTake(file, .employees, skipping: true)
            #expect(rows == ["2 refused from", "3 changed department Stores → Press"])
        }
    }
}
