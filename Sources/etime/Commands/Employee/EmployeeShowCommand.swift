import ArgumentParser
import Domain
import Services

struct EmployeeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what is known of an employee, and where the person was from when to when.",
        discussion: """
            Example:
              etime employee show 0042
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            guard let entry = try await services.employees.find(code: employee, by: actor) else {
                throw ServiceError.unknownEmployee(code: employee)
            }
            if format.format == .table { say("\(entry.sentence)\n") }
            try Listing.postings(of: entry.employee).show(format.format, whenEmpty: "")
        }
    }
}

extension EmployeeEntry {
    /// `Asha Verma (0042): joined 2026-04-01, reports to 0007, shift G, number on the terminals 42.`
    fileprivate var sentence: String {
        let parts = [
            "joined \(employee.joined)", employee.left.map { "left \($0)" }, employee.gender?.word,
            managerCode.isEmpty ? nil : "reports to \(managerCode)", shiftCode.isEmpty ? nil : "shift \(shiftCode)",
            "number on the terminals \(deviceUser)",
        ]
        return "\(employee.name) (\(employee.code)): \(parts.compactMap(\.self).joined(separator: ", "))."
    }
}
