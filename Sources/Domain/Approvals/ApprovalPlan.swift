/// Those above a person, as far as a request of that person may need them.
package struct ReportingLine: Hashable, Sendable {
    package var person: ID<Employee>
    package var department: String
    /// The manager, the manager's manager and so on, each employed. Nobody stands in it twice.
    package var superiors: [ID<Employee>]
    /// Of the person's department; nil where none is set.
    package var headOfDepartment: ID<Employee>?
    /// Of those whom a chain names, who is no longer employed.
    package var gone: Set<ID<Employee>>

    package init(
        person: ID<Employee>, department: String = "", superiors: [ID<Employee>] = [],
        headOfDepartment: ID<Employee>? = nil, gone: Set<ID<Employee>> = []
    ) {
        self.person = person
        self.department = department
        self.superiors = superiors
        self.headOfDepartment = headOfDepartment
        self.gone = gone
    }
}

/// Why a chain's approver is nobody for this requester.
package enum ApproverGap: Hashable, Sendable {
    case noManager
    case noManagersManager
    case noHead(department: String)
    case hasLeft(ID<Employee>)
    /// Nobody approves an own request.
    case isRequester
}

/// A chain applied to one requester: who decides, by name. It stays as it was when the request was submitted, whatever
/// becomes of the chain.
package struct ApprovalPlan: Hashable, Sendable {
    package struct Level: Hashable, Sendable {
        /// As the chain counts it, from 1.
        package var number: Int
        /// Never empty, never the requester.
        package var approvers: [ID<Employee>]
        package var needsAll: Bool
        package var escalatesAfterHours: Int32?
        /// Any one of them decides for the whole level once it has escalated.
        package var escalatesTo: [ID<Employee>]

        package init(
            number: Int, approvers: [ID<Employee>], needsAll: Bool = false, escalatesAfterHours: Int32? = nil,
            escalatesTo: [ID<Employee>] = []
        ) {
            self.number = number
            self.approvers = approvers
            self.needsAll = needsAll
            self.escalatesAfterHours = escalatesAfterHours
            self.escalatesTo = escalatesTo
        }
    }

    package var chain: String
    package var levels: [Level]
    /// Levels on which the requester alone would have decided, and above whom there is nobody; numbers from 1.
    package var skipped: [Int]
    package var cancellingNeedsApproval: Bool

    package init(chain: String, levels: [Level], skipped: [Int] = [], cancellingNeedsApproval: Bool = false) {
        self.chain = chain
        self.levels = levels
        self.skipped = skipped
        self.cancellingNeedsApproval = cancellingNeedsApproval
    }
}

extension ApprovalChain {
    /// Who decides on a request of the person at the foot of the line.
    ///
    /// Where an approver is the requester, has left or is not set, the nearest superior decides instead. A level on which
    /// nobody but the requester would have decided is skipped as long as another remains.
    /// - Throws: ``ApprovalRefusal/nobodyToApprove(level:gaps:)``
    package func plan(for line: ReportingLine) throws(ApprovalRefusal) -> ApprovalPlan {
        var plan = ApprovalPlan(chain: name, levels: [], cancellingNeedsApproval: cancellingNeedsApproval)
        for (index, level) in levels.enumerated() {
            let (approvers, gaps) = level.resolved(for: line)
            if !approvers.isEmpty {
                plan.levels.append(.init(number: index + 1, approvers: approvers, needsAll: level.needsAll))
            } else if gaps.allSatisfy({ $0 == .isRequester }) {
                plan.skipped.append(index + 1)
            } else {
                throw .nobodyToApprove(level: index + 1, gaps: gaps)
            }
        }
        if plan.levels.isEmpty, let level = plan.skipped.first {
            throw .nobodyToApprove(level: level, gaps: [.isRequester])
        }
        addEscalations(to: &plan, for: line)
        return plan
    }

    private func addEscalations(to plan: inout ApprovalPlan, for line: ReportingLine) {
        for index in plan.levels.indices {
            guard let escalation = levels[plan.levels[index].number - 1].escalation else { continue }
            let targets: [Domain.ID<Employee>] =
                switch escalation.target {
                case .nextLevel: plan.levels.dropFirst(index + 1).first?.approvers ?? []
                case .managersManager: Array(line.superiors.dropFirst().prefix(1))
                case .employee(let person): line.gone.contains(person) ? [] : [person]
                }
            let others = targets.filter { $0 != line.person }
            guard !others.isEmpty else { continue }
            plan.levels[index].escalatesAfterHours = escalation.afterHours
            plan.levels[index].escalatesTo = others
        }
    }
}

extension ApprovalLevel {
    fileprivate func resolved(for line: ReportingLine) -> (approvers: [ID<Employee>], gaps: [ApproverGap]) {
        var found: [ID<Employee>] = []
        var gaps: [ApproverGap] = []
        for approver in approvers {
            switch approver.resolved(for: line) {
            case .success(let person): if !found.contains(person) { found.append(person) }
            case .failure(let gap): gaps.append(gap.gap)
            }
        }
        // Any one of several: whoever is left decides. All of several: nobody drops out without a substitute.
        if !gaps.isEmpty, found.isEmpty || needsAll,
            let substitute = line.superiors.first(where: { !found.contains($0) && $0 != line.person })
        {
            found.append(substitute)
        }
        return (found, gaps)
    }
}

private struct GapError: Error {
    var gap: ApproverGap
}

extension Approver {
    fileprivate func resolved(for line: ReportingLine) -> Result<ID<Employee>, GapError> {
        let person: ID<Employee>
        switch self {
        case .reportingManager:
            guard let manager = line.superiors.first else { return .failure(GapError(gap: .noManager)) }
            person = manager
        case .managersManager:
            guard line.superiors.count > 1 else { return .failure(GapError(gap: .noManagersManager)) }
            person = line.superiors[1]
        case .headOfDepartment:
            guard let head = line.headOfDepartment else {
                return .failure(GapError(gap: .noHead(department: line.department)))
            }
            person = head
        case .employee(let named): person = named
        }
        if line.gone.contains(person) { return .failure(GapError(gap: .hasLeft(person))) }
        return person == line.person ? .failure(GapError(gap: .isRequester)) : .success(person)
    }
}
