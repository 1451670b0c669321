import Foundation

/// One row of a file of employees: a draft, or why it could not become one.
struct EmployeeTableRow: Hashable {
    var line: Int
    var draft: EmployeeDraft
    var problems: [String]
}

/// A CSV file of employees, read but not compared with anybody yet.
///
/// The first line names the columns, in any order and loosely: `Emp. Code`, `employee code` and `code` are one.
/// A column that is not known is left alone, and named in `ignoredColumns`.
struct EmployeeTable {
    var rows: [EmployeeTableRow]
    var ignoredColumns: [String]
    /// Columns the file has; an update leaves what it does not have as it is.
    var fields: Set<EmployeeField>

    init(_ data: Data) throws(ServiceError) {
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .unreadableImport("The file is not UTF-8 text; save it again as “CSV UTF-8” and import that.")
        }
        try self.init(text)
    }

    init(_ text: String) throws(ServiceError) {
        var reader = CSVReader(text)
        let header = try Self.first(&reader)
        let columns = header.fields.map(Self.field(named:))
        try Self.check(columns, header)
        fields = Set(columns.compactMap { $0 })
        ignoredColumns = zip(header.fields, columns).filter { $0.1 == nil && !$0.0.trimmed.isEmpty }.map(\.0.trimmed)
        rows = []
        do {
            while let record = try reader.next() { rows.append(Self.row(record, columns)) }
        } catch {
            // What follows a broken quotation mark cannot be told from it: this row is bad, and it is the last.
            rows.append(EmployeeTableRow(line: error.line, draft: EmployeeDraft(), problems: [error.sentence]))
        }
        markRepeatedCodes()
    }

    private static func first(_ reader: inout CSVReader) throws(ServiceError) -> CSVRecord {
        do {
            if let record = try reader.next() { return record }
        } catch {
            throw .unreadableImport("Line \(error.line): \(error.sentence)")
        }
        throw .unreadableImport("The file is empty; its first line must name the columns code, name, joined.")
    }

    private static func check(_ columns: [EmployeeField?], _ header: CSVRecord) throws(ServiceError) {
        for field in [EmployeeField.code, .name, .joined] where !columns.contains(field) {
            throw .unreadableImport(
                "Line \(header.line) names no column “\(field.rawValue)”; the columns are code, name, department, "
                    + "location, from, gender, manager, joined, left, shift, device user, and the first two and joined are needed."
            )
        }
        for field in EmployeeField.allCases where columns.filter({ $0 == field }).count > 1 {
            throw .unreadableImport(
                "Line \(header.line) names the column “\(field.rawValue)” twice; remove one of them.")
        }
    }

    private static func row(_ record: CSVRecord, _ columns: [EmployeeField?]) -> EmployeeTableRow {
        var draft = EmployeeDraft()
        for (column, text) in zip(columns, record.fields) {
            if let column { draft[column] = text.trimmed }
        }
        var problems = draft.problems().inOrder.map(\.sentence)
        if record.fields.count > columns.count, record.fields[columns.count...].contains(where: { !$0.trimmed.isEmpty })
        {
            problems.insert("The row has \(record.fields.count) fields and the header \(columns.count).", at: 0)
        }
        return EmployeeTableRow(line: record.line, draft: draft, problems: problems)
    }

    /// The first row of a code stands; which of two different rows is meant cannot be guessed, so the later ones are bad.
    private mutating func markRepeatedCodes() {
        var firstLine: [String: Int] = [:]
        for index in rows.indices where !rows[index].draft.code.isEmpty {
            let code = rows[index].draft.code
            if let line = firstLine[code] {
                rows[index].problems.append("The code \(code) stands in line \(line) already.")
            } else {
                firstLine[code] = rows[index].line
            }
        }
    }
}

extension EmployeeTable {
    static func field(named name: String) -> EmployeeField? {
        let key = String(name.lowercased().filter { $0.isLetter })
        return names[key]
    }

    private static let names: [String: EmployeeField] = {
        let spellings: [EmployeeField: [String]] = [
            .code: [
                "code", "empcode", "employeecode", "employeeid", "empid", "employeeno", "empno", "ecode", "staffcode",
            ],
            .name: ["name", "empname", "employeename", "fullname", "employee", "staffname"],
            .department: ["department", "dept", "departmentname", "deptname"],
            .location: ["location", "locationname", "branch", "site", "workplace", "office"],
            .postedFrom: [
                "from", "postedfrom", "movedon", "dateofmove", "transferdate", "transferredon", "effectivefrom",
                "departmentfrom", "locationfrom",
            ],
            .gender: ["gender", "sex"],
            .manager: ["manager", "managercode", "reportsto", "reportingto", "reportingmanager", "supervisor"],
            .joined: ["joined", "join", "joindate", "joiningdate", "dateofjoining", "doj", "joinedon"],
            .left: ["left", "leavedate", "leavingdate", "dateofleaving", "exitdate", "lastday", "lefton", "dol"],
            .shift: ["shift", "shiftcode", "shiftname"],
            .deviceUser: [
                "deviceuser", "deviceuserid", "devicecode", "biometricid", "enrollid", "enrollno", "userid", "pin",
                "terminaluser", "employeecodeindevice",
            ],
        ]
        return Dictionary(
            spellings.flatMap { field, names in names.map { ($0, field) } }, uniquingKeysWith: { first, _ in first })
    }()
}

extension EmployeeDraft {
    subscript(field: EmployeeField) -> String {
        get {
            switch field {
            case .code: code
            case .name: name
            case .department: department
            case .location: location
            case .postedFrom: postedFrom
            case .gender: gender
            case .manager: manager
            case .joined: joined
            case .left: left
            case .shift: shift
            case .deviceUser: deviceUser
            }
        }
        set {
            switch field {
            case .code: code = newValue
            case .name: name = newValue
            case .department: department = newValue
            case .location: location = newValue
            case .postedFrom: postedFrom = newValue
            case .gender: gender = newValue
            case .manager: manager = newValue
            case .joined: joined = newValue
            case .left: left = newValue
            case .shift: shift = newValue
            case .deviceUser: deviceUser = newValue
            }
        }
    }
}
