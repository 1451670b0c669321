import ArgumentParser
import Domain
import Services

struct ApproveChainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "Say who approves what, level by level.",
        discussion: """
            Of the chains that fit a request the one with the lowest priority number decides. Where none fits, the \
            reporting manager or the head of the department does, whoever is first.
            """,
        subcommands: [
            ApproveChainAddCommand.self, ApproveChainChangeCommand.self, ApproveChainListCommand.self,
            ApproveChainShowCommand.self, ApproveChainRemoveCommand.self,
        ])
}

struct ApproveChainAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an approval chain.",
        discussion: """
            A level is written as “manager”, “manager or head”, “all of manager 0007” (an employee’s code), or \
            “manager after 48h next” where the next level may decide too after that time (or “managers-manager”, or a \
            code). --automatic instead of levels: what is asked for holds at once.

            Examples:
              etime approve chain add "Short leave" --for leave --longest 2 --level manager
              etime approve chain add "Long leave" --for leave --shortest 2.5 --level "manager after 48h next" --level head
              etime approve chain add "Half days from home" --for work-from-home --longest 0.5 --automatic
            """)

    @Argument(help: "The chain’s name.")
    var name: String

    @OptionGroup var options: ChainOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if options.levels.isEmpty == !options.automatic {
            throw ValidationError("Give one --level or more, or --automatic.")
        }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            var chain = ApprovalChain(id: ID(0), name: name, levels: [])
            try await options.apply(to: &chain, services)
            try await services.approvals.add(chain, by: actor)
            say("Chain \(chain.name): \(chain.conditions.words).")
        }
    }
}

struct ApproveChainChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change an approval chain.",
        discussion: """
            What is not given stays. Requests that were submitted already go on as they were planned.

            Example:
              etime approve chain change "Short leave" --level "manager or head"
            """)

    @Argument(help: "The chain’s name.")
    var name: String

    @Option(help: ArgumentHelp("Its new name.", valueName: "name"))
    var rename: String?

    @OptionGroup var options: ChainOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var chain = try await services.approvals.chain(named: name)
            if let rename { chain.name = rename }
            try await options.apply(to: &chain, services)
            try await services.approvals.update(chain, by: actor)
            say("Chain \(chain.name): \(chain.conditions.words).")
        }
    }
}

struct ApproveChainListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the approval chains in the order in which they are tried.",
        discussion: """
            Example:
              etime approve chain list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            try Listing(
                try await services.approvals.chains(),
                [
                    .init("Priority", "priority") { .integer(Int($0.priority)) },
                    .init("Name", "name", flexible: true) { .text($0.name) },
                    .init("For", "conditions", flexible: true) { .text($0.conditions.words) },
                    .init("Levels", "levels") { .integer($0.levels.count) },
                ]
            ).show(
                format.format,
                whenEmpty: "There are no chains: the reporting manager or the head of the department decides. "
                    + "Leave that an administrator writes in holds at once.")
        }
    }
}

struct ApproveChainShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an approval chain.",
        discussion: """
            Example:
              etime approve chain show "Long leave"
            """)

    @Argument(help: "The chain’s name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            let chain = try await services.approvals.chain(named: name)
            say("Chain \(chain.name), priority \(chain.priority), for \(chain.conditions.words)".singleLine)
            for (number, level) in try await services.approvals.words(chain.levels).enumerated() {
                say("Level \(number + 1): \(level)".singleLine)
            }
            if chain.levels.isEmpty { say("Nobody decides: what is asked for holds at once.") }
            if chain.cancellingNeedsApproval { say("Cancelling needs the consent of the same levels.") }
        }
    }
}

struct ApproveChainRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an approval chain.",
        discussion: """
            Requests that were submitted already go on as they were planned.

            Example:
              etime approve chain remove "Short leave"
            """)

    @Argument(help: "The chain’s name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let chain = try await services.approvals.chain(named: name)
            try await services.approvals.remove(chain, by: actor)
            say("Chain \(chain.name) is removed.")
        }
    }
}
