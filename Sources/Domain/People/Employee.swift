/// A row's identity. The phantom type keeps an employee's id from being passed where a device's is meant.
package struct ID<Owner>: Hashable, Comparable, Sendable, Codable {
    package var rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
}

/// Some leave is for one gender alone.
package enum Gender: UInt8, Hashable, Sendable, CaseIterable {
    case female = 1
    case male = 2
    case other = 3
}

/// A person whose time is kept.
package struct Employee: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Employee>
    /// The company's own number for the person, unique, as printed on the pay slip: `0042`.
    package var code: String
    package var name: String
    /// Where the person belongs and works, by date.
    package var postings: Postings
    /// Nil where it was not said.
    package var gender: Gender?
    /// Whom the person reports to; nil for who reports to nobody.
    package var manager: Domain.ID<Employee>?
    /// First day of employment. Days before it are blank, not absent.
    package var joined: CivilDate
    /// Last day of employment; days after it are blank.
    package var left: CivilDate?

    /// - Parameters:
    ///   - department: from the first day on.
    ///   - location: from the first day on.
    package init(
        id: Domain.ID<Employee>, code: String, name: String, department: String = "", location: String = "",
        gender: Gender? = nil, manager: Domain.ID<Employee>? = nil, joined: CivilDate, left: CivilDate? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        postings = Postings(Posting(from: joined, department: department, location: location))
        self.gender = gender
        self.manager = manager
        self.joined = joined
        self.left = left
    }

    package func isEmployed(on date: CivilDate) -> Bool {
        date >= joined && left.map { date <= $0 } ?? true
    }

    package func department(on date: CivilDate) -> String { postings.on(date).department }

    package func location(on date: CivilDate) -> String { postings.on(date).location }
}
