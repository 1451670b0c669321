import Domain

/// Says why a step was refused.
struct ApprovalSentences {
    let people: ApprovalPeople

    /// - Parameter what: `Request 12`, or `This request` before it has a number.
    func sentence(_ refusal: ApprovalRefusal, _ what: String, of requester: ID<Employee>) throws -> String {
        switch refusal {
        case .nobodyToApprove(let level, let gaps):
            return "Nobody can approve this request of \(try people.name(requester)): at level \(level), "
                + "\(try gaps.map { try gap($0, requester) }.joined(separator: ", and ")). Say whom the person reports to, "
                + "set the head of the department, or change the approval chain."
        case .ownRequest(let person):
            return "\(try people.name(person)) cannot decide on an own request."
        case .waitsForOthers(let person, let others):
            return "\(what) does not wait for \(try people.name(person)); it waits for \(try people.names(others))."
        case .notPending(let state): return "\(what) is \(state.name), so there is nothing to decide."
        case .notApproved(let state):
            return "\(what) is \(state.name), and only what has been approved can be cancelled"
                + (state.level == nil ? "." : "; withdraw it.")
        case .notTheRequester(_, let requester):
            return "\(what) is \(try people.name(requester))’s; nobody else can submit, withdraw or cancel it."
        case .reasonMissing: return "Say why \(what.lowercasedFirst) is rejected."
        case .submittedAlready: return "\(what) has been submitted already."
        }
    }

    private func gap(_ gap: ApproverGap, _ requester: ID<Employee>) throws -> String {
        switch gap {
        case .noManager: "\(try people.name(requester)) reports to nobody"
        case .noManagersManager: "there is no manager’s manager"
        case .noHead(let department):
            department.isEmpty
                ? "\(try people.name(requester)) belongs to no department" : "\(department) has no head"
        case .hasLeft(let person): "\(try people.name(person)) has left"
        case .isRequester: "nobody approves an own request"
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
