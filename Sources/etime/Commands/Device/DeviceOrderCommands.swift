import ArgumentParser
import Services

struct DeviceRestartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Restart terminals.",
        discussion: """
            Example:
              etime device restart "Gate 1"
            """)

    @Argument(help: "Names of terminals.")
    var names: [String]

    @OptionGroup var options: OrderOptions

    func run() async throws { try await options.run(.restart, on: names) }
}

struct DevicePowerOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power-off", abstract: "Switch a terminal off; somebody has to switch it on by hand.",
        discussion: """
            Example:
              etime device power-off "Gate 1"
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var options: OrderOptions

    func run() async throws { try await options.run(.powerOff, on: [name]) }
}

struct DeviceClearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Clear a terminal's punches, once all of them are in the ledger.",
        discussion: """
            The whole log is read once more and stored, and the ledger held against its seals. The terminal clears it only \
            if it still ends there: a punch made meanwhile keeps it from being cleared. A push terminal sends all that it \
            holds once more, and has to count as many as the ledger holds of it; let nobody punch meanwhile.

            Example:
              etime device clear "Gate 1" --yes
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Flag(help: "Yes, clear it.")
    var yes = false

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if !yes { throw ValidationError("What is cleared from a terminal does not come back: say --yes.") }
    }

    func run() async throws { try await options.run(.clearLog, on: [name]) }
}

struct DeviceDoorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open-door", abstract: "Open the door that a terminal controls.",
        discussion: """
            Example:
              etime device open-door "Gate 1" --seconds 5
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Option(help: "For how long, 1 to 60; a push terminal goes by its own menu.")
    var seconds = 3

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if !(1...60).contains(seconds) { throw ValidationError("A door is opened for 1 to 60 seconds.") }
    }

    func run() async throws { try await options.run(.openDoor(seconds: seconds), on: [name]) }
}

struct DeviceVoiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Have a terminal say one of its sentences.",
        discussion: """
            0 says thank you, 2 that access is denied, 4 to try again; which numbers there are depends on the firmware.

            Example:
              etime device play "Gate 1" 0
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "The number of the sentence.")
    var number: Int

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if !(0...255).contains(number) { throw ValidationError("The number of a sentence is 0 to 255.") }
    }

    func run() async throws { try await options.run(.playVoice(number: number), on: [name]) }
}

struct DeviceShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Write a line on a terminal's display, or clear what was written.",
        discussion: """
            Examples:
              etime device show "Gate 1" "Canteen closed today" --line 1
              etime device show "Gate 1" --clear
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "The text.")
    var text: String?

    @Option(help: "The line, from 0.")
    var line = 0

    @Flag(help: "Clear what was written.")
    var clear = false

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if clear == (text != nil) { throw ValidationError("Give a text to be shown, or --clear.") }
        if !(0...20).contains(line) { throw ValidationError("The line is 0 to 20.") }
    }

    func run() async throws {
        try await options.run(text.map { .show(text: $0, line: line) } ?? .clearDisplay, on: [name])
    }
}

struct DeviceOptionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "option", abstract: "Read or set one of a terminal's own options.",
        discussion: """
            Options are named as the terminals name them, such as LockOn or VoiceOn. The terminal may refuse one, or need \
            a restart for it. Without a value it is read.

            Examples:
              etime device option "Gate 1" VoiceOn
              etime device option "Gate 1" VoiceOn 1
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "The option's name.")
    var option: String

    @Argument(help: "Its new value; without one it is read.")
    var value: String?

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await options.run(
            value.map { .setOption(name: option, value: $0) } ?? .readOption(name: option), on: [name])
    }
}

struct DeviceClocksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-clocks", abstract: "Set the clocks of all terminals to this computer's.",
        discussion: """
            How far each was off is told, and kept in the journal. Those whose clock cannot be set from here are left out.

            Example:
              etime device set-clocks
            """)

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await options.company.withCompany { services, actor in
            let run = try await services.fleet.setAllClocks(by: actor)
            try await OrderRunner(services: services, actor: actor).finish(run, later: options.later)
        }
    }
}
