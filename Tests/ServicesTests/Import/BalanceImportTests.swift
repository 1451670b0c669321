import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct BalanceImportTests {
    private let file = """
        employee,type,date,days,through,reason
        42,VL,2026-11-01,12,,opening
        42,SL,2026-11-01,5.5,2027-01-31,
        43,VL,2026-11-01,0,,
        43,XX,2026-11-01,3,,
        43,SL,2026-11-01,"3,5",,
        43,SL,2026-09-01,3,,
        99,VL,2026-11-01,3,,
        42,VL,2026-11-01,13,,
        43,SL,2026-11-02,-4,,
        """
    private let fates = [
        "2 added", "3 added", "4 unchanged", "5 refused type", "6 refused days", "7 refused employee",
        "8 refused employee", "9 refused date", "10 refused days",
    ]

    @Test func eachRowHasItsFate() async throws {
        try await ImportCompany.open { company in
            let tried = try await company.tryAndTake(file, .balances)
            #expect(tried == fates)
            #expect(try await ledger(company).isEmpty)
            #expect(try await company.tryAndTake(file, .balances, skipping: true) == fates)
            #expect(try await Set(ledger(company)) == ["VL 12 opening", "SL 5.5 Imported"])
            let again = "employee,type,date,days\n42,VL,2026-11-01,10\n42,SL,2026-11-01,5.5\n"
            #expect(try await company.tryAndTake(again, .balances) == ["2 changed days 12 → 10", "3 unchanged"])
            #expect(try await company.take(again, .balances).unchanged == 2)
        }
    }

    private func ledger(_ company: ImportCompany) async throws -> [String] {
        try await company.services.leave.ledger(of: company.asha, by: company.actor).map {
            "\($0.type.code) \($0.entry.amount) \($0.entry.act.reason)"
        }
    }

    @Test func aLockedMonthRefusesARowOfItsDays() async throws {
        try await ImportCompany.open { company in
            let october = try #require(Month("2026-10"))
            try await company.services.periods.lock(october, despite: "paid", by: company.actor)
            let file = "employee,type,date,days\n42,VL,2026-10-15,3\n42,VL,2026-11-01,3\n"
            #expect(try await company.tryAndTake(file, .balances, skipping: true) == ["2 refused date", "3 added"])
        }
    }

    @Test func nobodyImportsForPeopleOutOfReach() async throws {
        try await ImportCompany.open { company in
            let file = "employee,type,date,days\n42,VL,2026-11-01,3\n17,VL,2026-11-01,3\n"
            let rows = try await company.tryAndTake(file, .balances, skipping: true, by: company.officer)
            #expect(rows == ["2 added", "3 refused employee"])
        }
    }
}
