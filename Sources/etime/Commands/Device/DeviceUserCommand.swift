import ArgumentParser
import Devices
import Domain
import Services
import Storage

/// `etime device user …`: the people whom terminals know.
struct DeviceUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "List, write, copy, enrol and remove the users of terminals.",
        subcommands: [
            DeviceUserListCommand.self, DeviceUserWriteCommand.self, DeviceUserDeleteCommand.self,
            DeviceUserEnrolCommand.self, DeviceUserSendCommand.self, DeviceUserCopyCommand.self,
            DeviceUserCompareCommand.self, DeviceUserRemoveCommand.self, DeviceUserKeepCommand.self,
            DeviceUserRemoveFingerCommand.self,
        ])
}

struct DeviceUserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List whom a terminal knows, and with what.",
        discussion: """
            Example:
              etime device user list "Gate 1"
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            try await OrderRunner(services: services, actor: actor).warn(before: .listPeople, of: [device.id])
            let people = try await interruptible { try await services.fleet.people(on: [device.id], by: actor) }
            try Listing.people(people.first?.people ?? []).show(
                format.format, whenEmpty: "\(device.name) knows nobody yet.")
        }
    }
}

struct DeviceUserWriteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Add a user to terminals, or change what is given.",
        discussion: """
            What is not given stays as it is. A password is asked for, so that it stands in no list of commands.

            Examples:
              etime device user write 42 "Gate 1" --name "Asha Verma" --card 123456
              etime device user write 42 "Gate 1" Plant --level manager
              etime device user write 42 "Gate 1" --password
            """)

    @Argument(help: "The user's number at the terminal.")
    var user: String

    @Argument(help: "Names of terminals.")
    var names: [String]

    @Option(help: "The name that the terminal shows.")
    var name: String?

    @Option(help: "What the person may do at it: user, enroller, manager, custom or administrator.")
    var level: LevelArgument?

    @Option(help: "The number of the card; 0 takes it away.")
    var card: UInt32?

    @Option(help: "The access group, 1 to 99.")
    var group: UInt8?

    @Flag(inversion: .prefixedEnableDisable, help: "Whether the terminal lets the person in.")
    var access: Bool?

    @Flag(help: "Ask for a new password.")
    var password = false

    @Flag(help: "Take the password away.")
    var removePassword = false

    @OptionGroup var options: OrderOptions

    func validate() throws {
        let length = user.utf8.count
        if !(1...24).contains(length) { throw ValidationError("A user's number has 1 to 24 characters.") }
        if password, removePassword { throw ValidationError("Give --password or --remove-password, not both.") }
        if let group, !(1...99).contains(group) { throw ValidationError("The access group is 1 to 99.") }
    }

    func run() async throws {
        let word = password ? try PasswordPrompt.read("Password of user \(user): ") : nil
        let change = UserChange(
            user: user, name: name, level: level?.level, card: card, group: group, isDisabled: access.map { !$0 })
        try await options.company.withCompany { services, actor in
            let runner = OrderRunner(services: services, actor: actor)
            let run = try await services.fleet.change(
                change, password: removePassword ? "" : word?.reveal(), on: try await runner.ids(names), by: actor)
            try await runner.finish(run, later: options.later)
        }
    }
}

enum LevelArgument: String, CaseIterable, ExpressibleByArgument {
    case user, enroller, manager, custom, administrator

    var level: UserProfile.Level {
        switch self {
        case .user: .user
        case .enroller: .enroller
        case .manager: .manager
        case .custom: .custom
        case .administrator: .administrator
        }
    }
}

struct DeviceUserDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Remove a user from terminals, with card, password and fingers.",
        discussion: """
            Punches that were made stay.

            Example:
              etime device user delete 42 "Gate 1"
            """)

    @Argument(help: "The user's number at the terminal.")
    var user: String

    @Argument(help: "Names of terminals.")
    var names: [String]

    @OptionGroup var options: OrderOptions

    func run() async throws { try await options.run(.deleteUser(user), on: names) }
}

struct DeviceUserEnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Have a terminal ask for a finger, three times.",
        discussion: """
            The person stands at the terminal, and the user is on it already. Fingers are counted from the left little \
            finger, 0, to the right little finger, 9; 4 and 5 are the thumbs.

            Example:
              etime device user enrol 42 "Gate 1" --finger 6
            """)

    @Argument(help: "The user's number at the terminal.")
    var user: String

    @Argument(help: "The terminal's name.")
    var name: String

    @Option(help: "Which finger, 0 to 9.")
    var finger: Int

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if !(0...9).contains(finger) { throw ValidationError("Fingers are 0 to 9.") }
    }

    func run() async throws { try await options.run(.enrol(user: user, finger: finger), on: [name]) }
}
