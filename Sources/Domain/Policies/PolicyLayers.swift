/// A policy over a span of days, as the engine looks it up.
struct PolicyLayer: Hashable, Sendable {
    /// Days since 1970-01-01, both inclusive.
    let from: Int32
    let to: Int32
    /// Position in the rule book's policies.
    let policy: Int32

    func holds(on day: Int32) -> Bool { from <= day && day <= to }

    /// Nil where none of it lies within the days.
    func within(_ days: ClosedRange<CivilDate>) -> PolicyLayer? {
        let first = max(from, days.lowerBound.daysSinceEpoch)
        let last = min(to, days.upperBound.daysSinceEpoch)
        return first <= last ? PolicyLayer(from: first, to: last, policy: policy) : nil
    }
}

/// The assignments of named policies by scope, each scope's in one order whatever the order in which they were given.
struct PolicyLayers: Sendable {
    private(set) var company: [PolicyLayer] = []
    private(set) var locations: [String: [PolicyLayer]] = [:]
    private(set) var departments: [String: [PolicyLayer]] = [:]
    private(set) var shifts: [ID<Shift>: [PolicyLayer]] = [:]
    private(set) var employees: [ID<Employee>: [PolicyLayer]] = [:]
    let isEmpty: Bool

    /// - Parameter position: of a named policy in the rule book; assignments of unknown ones count for nothing.
    init(_ assignments: [PolicyAssignment], position: (ID<NamedPolicy>) -> Int?) {
        isEmpty = assignments.isEmpty
        // Two that hold for the same people on one day are refused where they are made; should they come all the same,
        // the later one wins, and of two that begin together the one with the greater id.
        for item in assignments.sorted(by: { ($0.from, $0.policy) > ($1.from, $1.policy) }) {
            guard let policy = position(item.policy) else { continue }
            let layer = PolicyLayer(
                from: item.from.daysSinceEpoch, to: item.to?.daysSinceEpoch ?? .max, policy: Int32(policy))
            switch item.scope {
            case .company: company.append(layer)
            case .location(let name): locations[name, default: []].append(layer)
            case .department(let name): departments[name, default: []].append(layer)
            case .shift(let shift): shifts[shift, default: []].append(layer)
            case .employee(let employee): employees[employee, default: []].append(layer)
            }
        }
    }
}

/// The layers that can concern one person, looked up once.
struct PersonLayers: Sendable {
    private var employee: [PolicyLayer] = []
    private var department: [PolicyLayer] = []
    private var location: [PolicyLayer] = []

    init() {}

    init(_ person: Employee, in layers: PolicyLayers) {
        employee = layers.employees[person.id] ?? []
        if person.postings.isOne {
            department = layers.departments[person.postings.first.department] ?? []
            location = layers.locations[person.postings.first.location] ?? []
        } else {
            takePostings(of: person, in: layers)
        }
    }

    /// Of each department and location what holds while the person is there.
    private mutating func takePostings(of person: Employee, in layers: PolicyLayers) {
        for (days, posting) in person.postings.spans() {
            department += (layers.departments[posting.department] ?? []).compactMap { $0.within(days) }
            location += (layers.locations[posting.location] ?? []).compactMap { $0.within(days) }
        }
    }

    /// Every policy that holds on a day, the narrowest scope first: the first one judges, the others stand behind it.
    ///
    /// - Parameter each: false ends the walk.
    func walk(_ rules: RuleBook, shift: Int?, on day: Int32, _ each: (Scope.Level, Int32) -> Bool) {
        if let policy = Self.first(employee, day), !each(.employee, policy) { return }
        if let shift {
            if let policy = Self.first(rules.shiftLayers[shift], day), !each(.shift, policy) { return }
            let own = rules.ownPolicies[shift]
            if own > 0, !each(.shiftItself, own) { return }
        }
        if let policy = Self.first(department, day), !each(.department, policy) { return }
        if let policy = Self.first(location, day), !each(.location, policy) { return }
        if let policy = Self.first(rules.layers.company, day), !each(.company, policy) { return }
        _ = each(.builtIn, 0)
    }

    /// Position in the rule book's policies of the one that wins.
    func winner(_ rules: RuleBook, shift: Int?, on day: Int32) -> Int32 {
        if rules.layers.isEmpty { return shift.map { rules.ownPolicies[$0] } ?? 0 }
        var winner: Int32 = 0
        walk(rules, shift: shift, on: day) { _, policy in
            winner = policy
            return false
        }
        return winner
    }

    private static func first(_ layers: [PolicyLayer], _ day: Int32) -> Int32? {
        for layer in layers where layer.holds(on: day) { return layer.policy }
        return nil
    }
}

extension Scope {
    /// Where a policy can come from, with those that no assignment names.
    enum Level: Hashable, Sendable {
        case employee, shift
        /// The rules that stand in the shift itself.
        case shiftItself
        case department, location, company
        /// What comes with the program.
        case builtIn
    }
}

extension RuleBook {
    /// The rules that judge a person's shift on a date; nil: a day without one.
    package func rules(of person: Employee, shift: ID<Shift>?, on date: CivilDate) -> AttendancePolicy {
        let position = PersonLayers(person, in: layers).winner(
            self, shift: shift.flatMap(index(of:)), on: date.daysSinceEpoch)
        return policies[Int(position)]
    }
}
