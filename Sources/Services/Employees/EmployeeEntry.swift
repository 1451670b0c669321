package import Domain

/// An employee as the list of employees shows one.
package struct EmployeeEntry: Hashable, Sendable, Identifiable {
    package var employee: Employee
    /// Where the person is today, or will be at first.
    package var posting: Posting
    /// The person's number on the terminals.
    package var deviceUser: String
    /// The code of whom the person reports to; empty for nobody.
    package var managerCode: String
    /// What is assigned to the person alone and holds today, else the next to come; nil where there is none, or where it
    /// has ended.
    package var shift: RosterAssignment?
    /// Of a shift that is assigned to the person alone; empty where there is none.
    package var shiftCode: String
    /// What the roster comes to today, whoever said it: `G`, `Line A (department)`; empty where nobody says anything.
    package var works: String
    /// What storing it did besides, one sentence each, such as a number that was handed over; empty in a list.
    package var notes: [String] = []

    package init(
        employee: Employee, posting: Posting, deviceUser: String, managerCode: String = "", shift: RosterAssignment?,
        shiftCode: String, works: String
    ) {
        self.employee = employee
        self.posting = posting
        self.deviceUser = deviceUser
        self.managerCode = managerCode
        self.shift = shift
        self.shiftCode = shiftCode
        self.works = works
    }

    package var id: ID<Employee> { employee.id }
    package var department: String { posting.department }
    package var location: String { posting.location }

    /// For the form that changes it. The first days of the shift and of the department are left empty: another one then
    /// holds from today, and what was before stays.
    package var draft: EmployeeDraft { draft(of: posting) }

    /// - Parameter date: on which department and location change; what is said of one of them leaves the other as it is
    ///   on that day.
    package func draft(movingOn date: CivilDate) -> EmployeeDraft {
        var draft = draft(of: employee.postings.on(date))
        draft.postedFrom = date.description
        return draft
    }

    private func draft(of posting: Posting) -> EmployeeDraft {
        var draft = EmployeeDraft(
            code: employee.code, name: employee.name, department: posting.department,
            location: posting.location, gender: employee.gender?.word ?? "", manager: managerCode,
            joined: employee.joined.description, left: employee.left?.description ?? "", shift: shiftCode,
            deviceUser: deviceUser == employee.code ? "" : deviceUser)
        draft.shown = posting
        return draft
    }
}
