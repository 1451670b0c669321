import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct ExportTests {
    private static let files: [CompanyTable: String] = [
        .employees: #"""
        code,name,department,location,from,gender,manager,joined,left,shift,device user
        50,"=Ravi, ""Kumar""",Stores,Pune,,male,42,2026-10-01,,N,7
        51,'Tis,Press,,2026-11-05,,,2026-10-01,2026-12-31,,
        52,@Home,-,+1,,,,2026-12-15,,G,
        """#,
        .punches: """
        employee,at,direction,reason
        42,2026-11-18T09:00:00,in,=1+1
        42,2026-11-18T18:00:30,,"two
        lines"
        43,2026-11-19T09:00:00,out,-
        """,
        .rosters: "employee,date,day,reason\n42,2026-11-24,N,@night\n43,2026-11-25,G:off,rest\n",
        .balances: "employee,type,date,days\n42,VL,2026-11-01,12\n43,SL,2026-11-01,5.125\n",
    ]

    @Test(arguments: CompanyTable.allCases)
    func whatIsExportedIsUnchangedWhenItIsImported(table: CompanyTable) async throws {
        try await ImportCompany.open { company in
            try await company.take(#require(Self.files[table]), table)
            let text = try await company.exported(table)
            let report = try await company.take(text, table)
            #expect(report.rows.count == report.unchanged, "\(report.rows.map(\.words))")
            #expect(report.rows.count > 1)
            #expect(try await company.exported(table) == text)
        }
    }

    @Test(arguments: CompanyTable.allCases)
    func anExportHasPeopleInReachAndStandsInTheJournal(table: CompanyTable) async throws {
        try await ImportCompany.open { company in
            let files: [CompanyTable: String] = [
                .employees: "code,name,joined\n17,Omar,2026-10-01\n", .punches: "employee,at\n17,2026-11-18T09:00\n",
                .rosters: "employee,date,day\n17,2026-11-24,N\n",
                .balances: "employee,type,date,days\n17,VL,2026-11-01,3\n",
            ]
            try await company.take(#require(Self.files[table]), table)
            try await company.take(#require(files[table]), table)
            let all = try await company.exported(table)
            let some = try await company.exported(table, by: company.officer)
            #expect(all.contains("Omar") && some.contains("Asha") && !some.contains("Omar"))
            let entry = try #require(try await company.company.journal().first)
            #expect((entry.action, entry.stamp.actor) == (.export, "Hema"))
            let line = try await company.services.journal.page(limit: 1, by: company.actor).first
            #expect(line?.change.hasPrefix("exported") == true)
        }
    }

    @Test func noCellIsAFormula() async throws {
        try await ImportCompany.open { company in
            for (table, file) in Self.files { try await company.take(file, table) }
            for table in CompanyTable.allCases {
                var reader = CSVReader(try await company.exported(table))
                while let record = try reader.next() {
                    #expect(!record.fields.contains { field in "=+-@".contains(field.first ?? "x") }, "\(record)")
                }
            }
        }
    }
}
