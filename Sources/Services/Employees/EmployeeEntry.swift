package import Domain

/// An employee as the list of employees shows one.
package struct EmployeeEntry: Hashable, Sendable, Identifiable {
    package var employee: Employee
    /// The person's number on the terminals.
    package var deviceUser: String
    /// The code of whom the person reports to; empty for nobody.
    package var managerCode: String
    /// What is assigned to the person alone and holds today, else the next to come; nil where there is none, or where it
    /// has ended.
    package var shift: RosterAssignment?
    /// Of a shift that is assigned to the person alone; empty where there is none.
    package var shiftCode: String
    /// What storing it did besides, one sentence each, such as a number that was handed over; empty in a list.
    package var notes: [String] = []

    package init(
        employee: Employee, deviceUser: String, managerCode: String = "", shift: RosterAssignment?, shiftCode: String
    ) {
        self.employee = employee
        self.deviceUser = deviceUser
        self.managerCode = managerCode
        self.shift = shift
        self.shiftCode = shiftCode
    }

    package var id: ID<Employee> { employee.id }

    /// For the form that changes it. The shift's first day is left empty: another shift then holds from today, and what
    /// was worked before stays.
    package var draft: EmployeeDraft {
        EmployeeDraft(
            code: employee.code, name: employee.name, department: employee.department,
            location: employee.location, gender: employee.gender?.word ?? "", manager: managerCode,
            joined: employee.joined.description, left: employee.left?.description ?? "", shift: shiftCode,
            deviceUser: deviceUser == employee.code ? "" : deviceUser)
    }
}
