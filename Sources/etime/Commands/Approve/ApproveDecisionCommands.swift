import ArgumentParser
import Domain
import Services

struct ApproveGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Say yes to requests.",
        discussion: """
            Each request is decided by itself: one that is refused does not stop the others. At the last yes what was \
            asked for holds; if it no longer can, the request stays as it was and the reason is said.

            Examples:
              etime approve grant 12 --as 0007
              etime approve grant 12 13 14 --as 0007 --remark "as agreed"
            """)

    @OptionGroup var requests: RequestArguments

    @Option(help: ArgumentHelp("What to keep with the decision.", valueName: "text"))
    var remark = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await requests.decide(company) { try await $0.grant(requests.ids, as: $1, remark: remark, by: $2) }
    }
}

struct ApproveRejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Say no to requests, with the reason.",
        discussion: """
            Example:
              etime approve reject 12 --as 0007 --reason "stock-taking that week"
            """)

    @OptionGroup var requests: RequestArguments

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await requests.decide(company) { try await $0.reject(requests.ids, as: $1, reason: reason, by: $2) }
    }
}

struct ApproveWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take back requests that have not been decided.",
        discussion: """
            Only who asked for it, or an administrator. To change a request, withdraw it and ask anew.

            Example:
              etime approve withdraw 12 --as 0042
            """)

    @OptionGroup var requests: RequestArguments

    @Option(help: ArgumentHelp("What to keep with it.", valueName: "text"))
    var remark = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await requests.decide(company) { try await $0.withdraw(requests.ids, as: $1, remark: remark, by: $2) }
    }
}

struct ApproveCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel what has been approved.",
        discussion: """
            What held is taken back, at once or, where the chain says so, when the same levels have consented.

            Example:
              etime approve cancel 12 --as 0042 --remark "visit called off"
            """)

    @OptionGroup var requests: RequestArguments

    @Option(help: ArgumentHelp("What to keep with it.", valueName: "text"))
    var remark = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await requests.decide(company) { try await $0.cancel(requests.ids, as: $1, remark: remark, by: $2) }
    }
}

struct ApproveEscalateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate",
        abstract: "Let requests escalate that have waited too long.",
        discussion: """
            To be run by a scheduler, as often as you like: each level escalates once.

            Example:
              etime approve escalate
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let lines = try await services.approvals.escalate(by: actor)
            for line in lines {
                say("Request \(line.id.rawValue) waits for \(line.waitsFor.joined(separator: ", ")) now.")
            }
            if lines.isEmpty { say("Nothing has waited too long.") }
        }
    }
}

/// Which requests are meant.
struct RequestArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The requests’ numbers.", valueName: "request"))
    var numbers: [Int64]

    var ids: [ID<ApprovalRequest>] { numbers.map { ID($0) } }

    /// Decides by whoever acts, and says what came of each; the exit status says whether any was refused.
    func decide(
        _ company: CompanyOptions,
        _ decision: (ApprovalService, ID<Employee>?, Actor) async throws -> [DecisionResult]
    ) async throws {
        try await company.withActing { services, actor, person in
            try show(try await decision(services.approvals, person, actor))
        }
    }

    private func show(_ results: [DecisionResult]) throws {
        for result in results {
            if let line = result.line { say(line.sentence) }
            if let refusal = result.refusal { remark("Error: \(refusal)") }
        }
        if results.contains(where: { $0.refusal != nil }) { throw ExitCode.failure }
    }
}

extension RequestLine {
    /// `Request 12 (on duty of Asha Verma, 2026-11-20) is approved.`
    var sentence: String {
        let waits = waitsFor.isEmpty ? "" : "; it waits for \(waitsFor.joined(separator: ", "))"
        return "Request \(id.rawValue) (\(request.kind.name) of \(employee.name), \(summary)) is "
            + "\(request.approval.state.name)\(waits)."
    }
}
