import Domain

/// The columns of a file of employees.
enum EmployeeTable {
    static let columns: [ImportColumn] =
        EmployeeField.allCases.map(column) + [
            ImportColumn("works", "What the roster comes to today; an import does not look at it.")
        ]

    private static func column(_ field: EmployeeField) -> ImportColumn {
        switch field {
        case .code:
            ImportColumn(field.column, required: true, "The company's own number of the person.", or: codeSpellings)
        case .name:
            ImportColumn(
                field.column, required: true, "The person's name.",
                or: ["empname", "employeename", "fullname", "employee", "staffname"])
        case .department:
            ImportColumn(
                field.column, "The department. Empty: as it is.", or: ["dept", "departmentname", "deptname"])
        case .location:
            ImportColumn(
                field.column, "Where the person works, in a company of several places. Empty: as it is.",
                or: ["locationname", "branch", "site", "workplace", "office"])
        case .postedFrom:
            ImportColumn(
                field.column,
                "The first day of department and location. Empty: today, or the first day of somebody new.",
                or: [
                    "postedfrom", "movedon", "dateofmove", "transferdate", "transferredon", "effectivefrom",
                    "departmentfrom", "locationfrom",
                ])
        case .gender: ImportColumn(field.column, "female, male or other. Empty: as it is.", or: ["sex"])
        case .manager:
            ImportColumn(
                field.column, "The code of whom the person reports to. Empty: as it is.",
                or: ["managercode", "reportsto", "reportingto", "reportingmanager", "supervisor"])
        case .joined:
            ImportColumn(
                field.column, required: true, "The first day of employment.",
                or: ["join", "joindate", "joiningdate", "dateofjoining", "doj", "joinedon"])
        case .left:
            ImportColumn(
                field.column, "The last day of employment. Empty: as it is.",
                or: ["leavedate", "leavingdate", "dateofleaving", "exitdate", "lastday", "lefton", "dol"])
        case .shift:
            ImportColumn(
                field.column, "The code of a shift for this person alone, from today on. Empty: as it is.",
                or: ["shiftcode", "shiftname"])
        case .deviceUser:
            ImportColumn(
                field.column, "The person's number on the terminals. Empty: as it is, at first the code.",
                or: numberSpellings)
        }
    }

    private static let codeSpellings = [
        "empcode", "employeecode", "employeeid", "empid", "employeeno", "empno", "ecode", "staffcode",
    ]
    private static let numberSpellings = [
        "deviceuserid", "devicecode", "biometricid", "enrollid", "enrollno", "userid", "pin", "terminaluser",
        "employeecodeindevice",
    ]

    static func draft(_ file: TableFile, _ row: TableRow) -> EmployeeDraft {
        var draft = EmployeeDraft()
        for field in EmployeeField.allCases { draft[field] = file.cell(field.column, row) }
        return draft
    }
}

extension EmployeeField {
    /// What a file calls it.
    var column: String {
        switch self {
        case .postedFrom: "from"
        case .deviceUser: "device user"
        default: rawValue
        }
    }
}

extension [FieldProblem] {
    /// By the columns of a file of employees.
    var byEmployeeColumn: [FieldProblem] {
        map { FieldProblem(field: EmployeeField(rawValue: $0.field)?.column ?? $0.field, sentence: $0.sentence) }
    }
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
