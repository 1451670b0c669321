import Storage

/// A column of a table that is imported and exported.
package struct ImportColumn: Hashable, Sendable {
    /// As exports write it; capitals, blanks and dots do not matter to an import.
    package var name: String
    package var isRequired: Bool
    /// What stands in it, one sentence for the document.
    package var note: String
    /// What else it may be called, as letters alone.
    var spellings: [String]

    init(_ name: String, required isRequired: Bool = false, _ note: String, or spellings: [String] = []) {
        self.name = name
        self.isRequired = isRequired
        self.note = note
        self.spellings = spellings
    }

    /// `Emp. Code` and `emp code` are one.
    static func key(_ name: some StringProtocol) -> String { String(name.lowercased().filter(\.isLetter)) }
}

/// The kinds of tables that a company hands over and takes back.
package enum CompanyTable: String, Hashable, Sendable, CaseIterable {
    case employees, punches, rosters, balances

    /// In the order in which exports write them.
    package var columns: [ImportColumn] {
        switch self {
        case .employees: EmployeeTable.columns
        case .punches: PunchTable.columns
        case .rosters: RosterTable.columns
        case .balances: BalanceTable.columns
        }
    }

    /// By which the journal calls it.
    var entity: JournalEntity {
        switch self {
        case .employees: .employee
        case .punches: .punches
        case .rosters: .rosterOverride
        case .balances: .leaveEntry
        }
    }

    /// Which of the columns a file lacks, as they are told.
    /// - Parameter names: those that it has.
    func missing(_ names: Set<String>) -> [String] {
        let missing = columns.filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
        let isTimeless = self == .punches && !names.contains("at") && !names.isSuperset(of: ["date", "time"])
        return missing + (isTimeless ? ["at"] : [])
    }
}

extension ImportColumn {
    static let employee = ImportColumn(
        "employee", required: true, "The employee's code.",
        or: ["code", "empcode", "employeecode", "employeeid", "empid", "employeeno", "empno", "ecode", "staffcode"])
    static let personName = ImportColumn(
        "name", "The person's name, for whoever reads the file; an import does not look at it.",
        or: ["empname", "employeename", "fullname", "staffname"])
    static let reason = ImportColumn(
        "reason", "Why; it stands in the journal. Empty: that it was imported.", or: ["why", "remark", "remarks"])
}
