import ArgumentParser
import Services

struct DeviceTimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Read or set a terminal's clock.",
        discussion: """
            Punches bear the time of the terminal's clock: set it when it is off by more than a minute.

            Examples:
              etime device time "Gate 1"
              etime device time "Gate 1" --set
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Flag(help: "Set it to this computer's time.")
    var set = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            let isSetting = set
            try await OrderRunner(services: services, actor: actor).warn(
                before: isSetting ? .setClock : .readClock, of: [device.id])
            let lines = try await interruptible {
                if isSetting {
                    let setting = try await services.devices.setClock(of: device.id, by: actor)
                    let before = setting.before?.sentence ?? "the terminal showed a date that does not exist"
                    return ["Before: \(before)", "Now:    \(setting.after.sentence)"]
                }
                return [try await services.devices.clock(of: device.id, by: actor).sentence]
            }
            say(lines.joined(separator: "\n"))
        }
    }
}

extension ClockReading {
    var sentence: String {
        let difference = drift.magnitude < 3600 ? "\(drift.magnitude) s" : "\(Int32(drift.magnitude).hoursAndMinutes) h"
        let comparison = drift == 0 ? "right" : "\(difference) \(drift > 0 ? "fast" : "slow")"
        return "the terminal shows \(terminal), this computer \(computer): \(comparison)"
    }
}
