import Domain
import Storage

@testable import Services

extension MatrixOperation {
    static let requests: [MatrixOperation] = [
        .list("approval.inbox") {
            try await $0.services.approvals.inbox(of: nil, by: $1).map(\.employee.id)
        },
        .list("approval.requests") { company, actor in
            let days = company.today - 400...company.today + 4000
            return try await company.services.approvals.requests(days, by: actor).map(\.employee.id)
        },
        .each("approval.report") { company, actor, person in
            _ = try await company.services.approvals.report(company.request(of: person), by: actor)
        },
        .each("approval.file") { company, actor, person in
            _ = try await company.services.approvals.file("none.pdf", of: company.request(of: person), by: actor)
        },
        .each("approval.grant") { company, actor, person in
            try throwing(
                await company.services.approvals.grant([company.newRequest(of: person)], by: actor))
        },
        .each("approval.reject") { company, actor, person in
            try throwing(
                await company.services.approvals.reject(
                    [company.newRequest(of: person)], reason: "too many are away", by: actor))
        },
        .each("approval.withdraw") { company, actor, person in
            try throwing(await company.services.approvals.withdraw([company.newRequest(of: person)], by: actor))
        },
        .each("approval.cancel") { company, actor, person in
            try throwing(await company.services.approvals.cancel([company.granted(of: person)], by: actor))
        },
        .each("approval.requestSwap") { company, actor, person in
            _ = try await company.services.approvals.requestSwap(company.swap(of: person, .accepted), by: actor)
        },
        .each("approval.requestCompOff") { company, actor, person in
            _ = try await company.services.approvals.requestCompOff(
                1, workedOn: company.today - 3, why: "stock-taking", of: person, by: actor)
        },
        .company("approval.escalate") { _ = try await $0.services.approvals.escalate(by: $1) },
        .company("approval.heads") { _ = try await $0.services.approvals.heads(by: $1) },
        .company("approval.setHead") {
            try await $0.services.approvals.setHead(nil, of: "Stores", by: $1)
        },
        .each("approval.delegations") { company, actor, person in
            let made = try await company.delegation(of: person)
            let seen = try await company.services.approvals.delegations(by: actor)
            if !seen.contains(where: { $0.id == made }) { throw ServiceError.unknownDelegation(made.rawValue) }
        },
        .each("approval.delegate") { company, actor, person in
            try await company.services.approvals.delegate(company.delegationDraft(of: person), by: actor)
        },
        .each("approval.endDelegation") { company, actor, person in
            try await company.services.approvals.endDelegation(
                company.delegation(of: person), from: company.today + 2000, by: actor)
        },
        .company("approval.add") { try await $0.services.approvals.add(.standard, by: $1) },
        .company("approval.update") { try await $0.services.approvals.update(.standard, by: $1) },
        .company("approval.remove") { try await $0.services.approvals.remove(.standard, by: $1) },
        .each("correction.request") { company, actor, person in
            _ = try await company.services.corrections.request(company.correctionDraft(), of: person, by: actor)
        },
        .company("correction.update") {
            try await $0.services.corrections.update($0.services.corrections.settings(), by: $1)
        },
        .each("duty.request") { company, actor, person in
            _ = try await company.services.duty.request(company.dutyDraft(), of: person, by: actor)
        },
        .each("duty.requestOvertime") { company, actor, person in
            _ = try await company.services.duty.requestOvertime(
                3600, on: company.nextDay(), why: "stock-taking", of: person, by: actor)
        },
    ]

    /// Requests are decided one by one, and what is refused is told in a sentence.
    private static func throwing(_ results: [DecisionResult]) throws {
        guard let refusal = results.first?.refusal else { return }
        let id = results[0].id.rawValue
        throw refusal == ServiceError.unknownRequest(id).description
            ? ServiceError.unknownRequest(id) : ServiceError.actsForNobodyElse(actor: refusal)
    }
}
