import ArgumentParser

/// `etime device …`: the terminals.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Add, list, question and retire the terminals; read captured frames.",
        subcommands: [
            DeviceAddCommand.self, DeviceListCommand.self, DeviceInformationCommand.self, DeviceTimeCommand.self,
            DeviceZoneCommand.self,
            DeviceRetireCommand.self, DeviceRestoreCommand.self, DeviceSeenCommand.self, DeviceDecodeCommand.self,
        ])
}
