import Domain
import Services

extension Listing where Row == EmployeeEntry {
    static func employees(_ employees: [EmployeeEntry]) -> Listing {
        Listing(
            employees,
            [
                Column("Code", "code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Department", "department", flexible: true) {
                    $0.department.isEmpty ? .none : .text($0.department)
                },
                Column("Location", "location", flexible: true, optional: true) {
                    $0.location.isEmpty ? .none : .text($0.location)
                },
                Column("Reports to", "manager", optional: true) {
                    $0.managerCode.isEmpty ? .none : .text($0.managerCode)
                },
                Column("Joined", "joined") { .date($0.employee.joined) },
                Column("Left", "left") { $0.employee.left.map { .date($0) } ?? .none },
                Column("Shift", "shift", flexible: true) { $0.works.isEmpty ? .none : .text($0.works) },
                Column("Device user", "device_user") { .text($0.deviceUser) },
            ])
    }
}

/// Where an employee was, is or will be, and on which days.
struct PostedDays {
    var from: CivilDate
    /// Nil: until further notice.
    var to: CivilDate?
    var posting: Posting
}

extension Listing where Row == PostedDays {
    /// The days of employment on which somebody belongs where.
    static func postings(of employee: Employee) -> Listing {
        let employment = employee.joined...max(employee.joined, employee.left ?? .distantFuture)
        let spans = employee.postings.spans(in: employment).map { days, posting in
            let isOpen = employee.left == nil && days.upperBound == employment.upperBound
            return PostedDays(from: days.lowerBound, to: isOpen ? nil : days.upperBound, posting: posting)
        }
        return Listing(
            spans,
            [
                Column("From", "from") { .date($0.from) },
                Column("To", "to") { $0.to.map { .date($0) } ?? .none },
                Column("Department", "department", flexible: true) {
                    $0.posting.department.isEmpty ? .none : .text($0.posting.department)
                },
                Column("Location", "location", flexible: true) {
                    $0.posting.location.isEmpty ? .none : .text($0.posting.location)
                },
            ])
    }
}
