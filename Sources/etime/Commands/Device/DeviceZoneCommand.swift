import ArgumentParser
import Domain
import Services

struct DeviceZoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone",
        abstract: "Say in which zone a terminal's clock is.",
        discussion: """
            A terminal tells the time of its wall clock and no zone. Where it has been collected already, say what the \
            change means: --from-now-on for a terminal that has moved (collect it before you move it), whose punches so \
            far stay where they are in time; --was-wrong for a zone that was never right: the punches that it placed are \
            placed anew, and their days worked out again.

            Examples:
              etime device zone "Gate 1" Asia/Kolkata
              etime device zone "Gate 1" Asia/Dubai --from-now-on
              etime device zone "Gate 1" Asia/Kolkata --was-wrong
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "The zone, as Asia/Kolkata.")
    var zone: String

    @Flag(help: "What the change means for the punches there are.")
    var change: ZoneChangeFlag?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            var draft = try await services.devices.draft(of: device.id, by: actor)
            draft.zone = zone
            draft.zoneChange = change?.change ?? .unsaid
            do {
                let changed = try await services.devices.update(device.id, to: draft, by: actor)
                say("\(changed.name) is in \(changed.zone).")
            } catch ServiceError.invalid(let problems) where ZoneRules.system(named: zone) != nil {
                throw ZoneNotChanged(sentence: ServiceError.invalid(problems).description)
            }
        }
    }
}

enum ZoneChangeFlag: EnumerableFlag {
    case fromNowOn, wasWrong

    var change: ZoneChange {
        switch self {
        case .fromNowOn: .fromNowOn
        case .wasWrong: .wasWrong
        }
    }
}

/// A zone that was not changed, and how to say on this command line what the sentence asks for.
private struct ZoneNotChanged: Error, CustomStringConvertible {
    var sentence: String
    var description: String { "\(sentence) Repeat it with --from-now-on or --was-wrong." }
}
