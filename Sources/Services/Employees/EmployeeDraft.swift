package import Domain

/// The fields of an employee's form, in the order in which it shows them.
package enum EmployeeField: String, Hashable, Sendable, CaseIterable {
    case code, name, department, location, postedFrom, gender, manager, joined, left, shift, deviceUser
}

/// An employee as somebody types it, in a dialog, on a command line or in a file: text, not yet believed.
package struct EmployeeDraft: Hashable, Sendable {
    package var code: String
    package var name: String
    package var department: String
    /// Where the person works; empty where the company has one place.
    package var location: String
    /// First day of department and location; empty: of somebody new the day of joining, else today.
    package var postedFrom: String
    /// Department and location as they were shown: left so, nothing about them changes. Nil where nothing was.
    package var shown: Posting?
    /// `female`, `male`, `other` or empty.
    package var gender: String
    /// The code of whom the person reports to; empty for nobody.
    package var manager: String
    /// A date, as `2026-11-22`.
    package var joined: String
    /// Last day of employment; empty while it lasts.
    package var left: String
    /// A shift's code; empty leaves the shift as it is, unless `endsShift`.
    package var shift: String
    /// First day of the shift, or of the time without one; empty: of somebody new the day of joining, else today.
    package var shiftFrom: String
    /// From `shiftFrom` on the person works no shift; `shift` is then empty.
    package var endsShift = false
    /// The person's number on the terminals; empty: the same as the code.
    package var deviceUser: String

    package init(
        code: String = "", name: String = "", department: String = "", location: String = "", postedFrom: String = "",
        gender: String = "", manager: String = "", joined: String = "", left: String = "", shift: String = "",
        shiftFrom: String = "",
        deviceUser: String = ""
    ) {
        self.code = code
        self.name = name
        self.department = department
        self.location = location
        self.postedFrom = postedFrom
        self.gender = gender
        self.manager = manager
        self.joined = joined
        self.left = left
        self.shift = shift
        self.shiftFrom = shiftFrom
        self.deviceUser = deviceUser
    }
}

extension EmployeeDraft {
    /// A terminal's user number has at most 24 bytes in the protocol's widest record.
    static let longestDeviceUser = 24
    static let longestCode = 32
    static let longestName = 120
    /// In which employment can begin.
    static let years = 1930...2200

    /// What can be said without looking into the database; empty when every field can be read.
    package func problems() -> [EmployeeField: String] {
        var found: [EmployeeField: String] = [:]
        found[.code] = codeProblem
        found[.name] = nameProblem
        found[.department] = department.count > Self.longestName ? "The department's name is too long." : nil
        found[.location] = location.count > Self.longestName ? "The location's name is too long." : nil
        found[.postedFrom] = postedFromProblem
        found[.gender] = genderProblem
        found[.manager] = managerProblem
        found[.joined] = joinedProblem
        found[.left] = leftProblem
        found[.shift] = shiftProblem
        found[.deviceUser] = deviceUserProblem
        return found
    }

    private var codeProblem: String? {
        let code = code.trimmed
        if code.isEmpty { return "Enter the employee's code, as on the pay slip." }
        if code.count > Self.longestCode { return "A code has at most \(Self.longestCode) characters." }
        if code.contains(where: { $0.isWhitespace || $0.isNewline }) { return "A code has no blanks in it." }
        return nil
    }

    private var nameProblem: String? {
        let name = name.trimmed
        if name.isEmpty { return "Enter the employee's name." }
        return name.count > Self.longestName ? "A name has at most \(Self.longestName) characters." : nil
    }

    private var postedFromProblem: String? {
        guard !postedFrom.trimmed.isEmpty else { return nil }
        guard let from = CivilDate(typed: postedFrom) else {
            return "The day of the move “\(postedFrom.trimmed)” is not a date; \(CivilDate.howToWrite)."
        }
        if let first = CivilDate(typed: joined), from < first {
            return "Nobody moves before the first day of employment, \(first)."
        }
        guard let last = CivilDate(typed: left), from > last else { return nil }
        return "Nobody moves after the last day of employment, \(last)."
    }

    private var genderProblem: String? {
        let typed = gender.trimmed
        return typed.isEmpty || Gender(typed: typed) != nil
            ? nil : "“\(typed)” is no gender known here; write female, male or other, or leave it empty."
    }

    private var managerProblem: String? {
        !manager.trimmed.isEmpty && manager.trimmed == code.trimmed ? "Nobody reports to themselves." : nil
    }

    private var joinedProblem: String? {
        if joined.trimmed.isEmpty { return "Enter the first day of employment." }
        guard let date = CivilDate(typed: joined) else {
            return "“\(joined.trimmed)” is not a date; \(CivilDate.howToWrite)."
        }
        return Self.years.contains(date.year) ? nil : "The first day of employment cannot be in \(date.year)."
    }

    private var leftProblem: String? {
        guard !left.trimmed.isEmpty else { return nil }
        guard let last = CivilDate(typed: left) else {
            return "“\(left.trimmed)” is not a date; \(CivilDate.howToWrite)."
        }
        guard let first = CivilDate(typed: joined) else { return nil }
        return last < first ? "Leaves before joining." : nil
    }

    private var shiftProblem: String? {
        guard !shiftFrom.trimmed.isEmpty else { return nil }
        if shift.trimmed.isEmpty, !endsShift { return "Choose the shift that starts on \(shiftFrom.trimmed)." }
        guard let from = CivilDate(typed: shiftFrom) else {
            return "The shift's first day “\(shiftFrom.trimmed)” is not a date; \(CivilDate.howToWrite)."
        }
        guard let last = CivilDate(typed: left) else { return nil }
        return from > last ? "The shift starts after the last day of employment." : nil
    }

    private var deviceUserProblem: String? {
        let user = deviceUser.trimmed
        if user.utf8.count > Self.longestDeviceUser {
            return "A terminal's user number has at most \(Self.longestDeviceUser) characters."
        }
        return user.allSatisfy { $0.isASCII && !$0.isWhitespace } ? nil : "A terminal's user number has no blanks."
    }
}

extension EmployeeDraft {
    /// Somebody whose department or location was shown is elsewhere now.
    package var isMove: Bool {
        guard let shown else { return false }
        return (shown.department, shown.location) != (department.trimmed, location.trimmed)
    }
}

extension [EmployeeField: String] {
    /// In the form's order, for a command line or an error.
    package var inOrder: [FieldProblem] {
        EmployeeField.allCases.compactMap { field in
            self[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
        }
    }
}

extension Gender {
    /// `female`, `F`, `M`…; nil for what is none of them.
    package init?(typed: String) {
        switch typed.trimmed.lowercased() {
        case "female", "f": self = .female
        case "male", "m": self = .male
        case "other", "o", "x": self = .other
        default: return nil
        }
    }

    package var word: String {
        switch self {
        case .female: "female"
        case .male: "male"
        case .other: "other"
        }
    }
}
