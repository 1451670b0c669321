import Domain
import Foundation
import Storage
import Synchronization

@testable import Services

extension MatrixOperation {
    static let tables: [MatrixOperation] =
        [
            imported("import.employees", .employees) { "code,name,joined\n\($0),Person \($1),2026-01-01\n" },
            imported("import.punches", .punches) { code, _ in
                let number = next()
                return "employee,at\n\(code),2026-11-20T09:\(10 + number / 50):\(10 + number % 50)\n"
            },
            imported("import.rosters", .rosters) { code, _ in "employee,date,day\n\(code),2027-02-01,off\n" },
            imported("import.balances", .balances) { code, _ in
                "employee,type,date,days\n\(code),VL,2026-11-20,\(next())\n"
            },
        ]
        + CompanyTable.allCases.map(exported)

    /// What was imported before changes nothing, and what changes nothing is nobody's to refuse.
    private static let count = Mutex(0)

    private static func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    /// A file with one row about the person. A refused row is what an unknown person is to the single use case.
    private static func imported(
        _ name: String, _ table: CompanyTable, _ file: @escaping @Sendable (String, Character) -> String
    ) -> MatrixOperation {
        .each(name) { company, actor, person in
            let letter = MatrixCompany.letters.first { company[$0] == person } ?? "?"
            let data = Data(file(try await company.employee(person).code, letter).utf8)
            let report = try await ImportCompany.take(table)(company.services, data, ImportOptions(), actor)
            if let row = report.refused.first { throw ServiceError.unknownEmployee(code: row.code) }
        }
    }

    /// Whose rows are in the table; the chief puts some in for everybody first.
    private static func exported(_ table: CompanyTable) -> MatrixOperation {
        .list("export.\(table)") { company, actor in
            var people: [String: ID<Employee>] = [:]
            for letter in MatrixCompany.letters {
                people[try await company.employee(company[letter]).code] = company[letter]
            }
            if table == .punches || table == .rosters {
                let head = table == .punches ? "employee,at" : "employee,date,day"
                let rest = table == .punches ? "2026-11-20T09:00" : "2027-02-01,off"
                let rows = people.keys.map { "\($0),\(rest)" }
                _ = try await ImportCompany.take(table)(
                    company.services, Data(([head] + rows).joined(separator: "\n").utf8), ImportOptions(), company.chief
                )
            }
            let days = company.today - 10...company.today + 100
            let exports = company.services.exports
            let found =
                switch table {
                case .employees: try await exports.employees(by: actor)
                case .punches: try await exports.punches(days, by: actor)
                case .rosters: try await exports.rosters(days, by: actor)
                case .balances: try await exports.balances(on: company.today, by: actor)
                }
            return found.rows.compactMap { people[$0[0]] }
        }
    }
}
