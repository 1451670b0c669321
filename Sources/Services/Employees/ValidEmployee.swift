import Domain

/// A draft whose every field could be read.
struct ValidEmployee: Hashable {
    var code: String
    var name: String
    var department: String
    var location: String
    /// Nil: today, or of somebody new the day of joining.
    var postedFrom: CivilDate?
    /// False: department and location are as they were shown, and stay.
    var isPostingMeant: Bool
    var gender: Gender?
    /// A code; nil for nobody.
    var manager: String?
    var joined: CivilDate
    var left: CivilDate?
    /// A shift's code; nil for none.
    var shift: String?
    var shiftFrom: CivilDate?
    /// From `shiftFrom` on there is none.
    var endsShift: Bool
    /// Nil: the same as the code.
    var deviceUser: String?
    /// False: the field was left empty.
    var isNumberTyped: Bool
}

extension EmployeeDraft {
    /// Fails with all the problems at once, so that a form can be filled in one go.
    func validated() throws(ServiceError) -> ValidEmployee {
        let problems = problems()
        guard problems.isEmpty, let joined = CivilDate(typed: joined) else { throw .invalid(problems.inOrder) }
        let user = deviceUser.trimmed
        return ValidEmployee(
            code: code.trimmed, name: name.trimmed, department: department.trimmed,
            location: location.trimmed, postedFrom: CivilDate(typed: postedFrom), isPostingMeant: isPostingMeant,
            gender: Gender(typed: gender),
            manager: manager.trimmed.isEmpty ? nil : manager.trimmed, joined: joined, left: CivilDate(typed: left),
            shift: shift.trimmed.isEmpty ? nil : shift.trimmed,
            shiftFrom: CivilDate(typed: shiftFrom), endsShift: endsShift && shift.trimmed.isEmpty,
            deviceUser: user.isEmpty || user == code.trimmed ? nil : user,
            isNumberTyped: !user.isEmpty)
    }

    private var isPostingMeant: Bool { shown == nil || isMove || !postedFrom.trimmed.isEmpty }
}
