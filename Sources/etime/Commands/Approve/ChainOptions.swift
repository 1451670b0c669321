import ArgumentParser
import Domain
import Services

/// What a chain is for and who decides in it.
struct ChainOptions: ParsableArguments {
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "What it is for: \(ApprovalKind.allCases.map(\.word).joined(separator: ", ")); “any” for all.",
            valueName: "kind"))
    var kinds: [String] = []

    @Option(help: ArgumentHelp("Only leave of this type, by its code; “any” for all.", valueName: "code"))
    var leaveType: [String] = []

    @Option(help: ArgumentHelp("Only people of this department; “any” for all.", valueName: "name"))
    var department: [String] = []

    @Option(help: ArgumentHelp("Only people at this location; “any” for all.", valueName: "name"))
    var location: [String] = []

    @Option(help: ArgumentHelp("Only requests of at least so many days; “any” for no bound.", valueName: "days"))
    var shortest: DaysArgument?

    @Option(help: ArgumentHelp("Only requests of at most so many days; “any” for no bound.", valueName: "days"))
    var longest: DaysArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Of several chains that fit, the lowest number decides (100).", valueName: "number"))
    var priority: Int32?

    @Option(name: .customLong("level"), help: ArgumentHelp("Who decides; repeat for each level.", valueName: "level"))
    var levels: [String] = []

    @Flag(help: "Nobody decides: what is asked for holds at once.")
    var automatic = false

    @Flag(inversion: .prefixedNo, help: "Cancelling what was approved needs the consent of the same levels.")
    var cancellingNeedsApproval: Bool?

    func validate() throws {
        if automatic, !levels.isEmpty { throw ValidationError("Give --level or --automatic, not both.") }
        for kind in kinds where kind != "any" && ApprovalKind(word: kind) == nil {
            let known = ApprovalKind.allCases.map(\.word).joined(separator: ", ")
            throw ValidationError("“\(kind)” cannot be asked for; --for takes \(known), or any.")
        }
    }

    /// What is not given stays.
    func apply(to chain: inout ApprovalChain, _ services: Services) async throws {
        if !kinds.isEmpty { chain.conditions.kinds = Set(kinds.compactMap { ApprovalKind(word: $0) }) }
        if !leaveType.isEmpty { chain.conditions.leaveTypes = Self.named(leaveType) }
        if !department.isEmpty { chain.conditions.departments = Self.named(department) }
        if !location.isEmpty { chain.conditions.locations = Self.named(location) }
        if let shortest { chain.conditions.shortest = shortest.thousandths }
        if let longest { chain.conditions.longest = longest.thousandths }
        if let priority { chain.priority = priority }
        if let cancellingNeedsApproval { chain.cancellingNeedsApproval = cancellingNeedsApproval }
        if automatic { chain.levels = [] }
        if !levels.isEmpty { chain.levels = try await services.approvals.levels(levels.map(ApprovalLevelText.init)) }
    }

    private static func named(_ words: [String]) -> Set<String> { Set(words.filter { $0 != "any" }) }
}

/// `2`, `2.5` or `any`.
struct DaysArgument: ExpressibleByArgument {
    /// Nil: no bound.
    var thousandths: Int32?

    init?(argument: String) {
        if argument == "any" { return }
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let days = Int32(parts[0]), (0...10_000).contains(days) else { return nil }
        guard parts.count == 2 else {
            thousandths = days * 1000
            return
        }
        guard (1...3).contains(parts[1].count), let rest = Int32(parts[1]), rest >= 0 else { return nil }
        let scale: [Int32] = [100, 10, 1]
        thousandths = days * 1000 + rest * scale[parts[1].count - 1]
    }
}
