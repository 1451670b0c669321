import ArgumentParser

/// `etime device …`: the terminals.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Add, change, list, question, steer and retire the terminals; read captured frames.",
        subcommands: [
            DeviceAddCommand.self, DeviceAddLinesCommand.self, DeviceDiscoverCommand.self,
            DeviceSerialPortsCommand.self,
            DeviceChangeCommand.self, DeviceTryLineCommand.self, DeviceAddFolderCommand.self, DeviceImportCommand.self,
            DeviceListCommand.self, DeviceInformationCommand.self, DeviceTimeCommand.self,
            DeviceZoneCommand.self, DeviceUserCommand.self, DeviceClocksCommand.self, DeviceClearCommand.self,
            DeviceRestartCommand.self, DevicePowerOffCommand.self, DeviceDoorCommand.self, DeviceVoiceCommand.self,
            DeviceShowCommand.self, DeviceOptionCommand.self, DeviceOperationsCommand.self, DeviceTasksCommand.self,
            DeviceCancelCommand.self,
            DeviceSettingsCommand.self, DeviceKnockingCommand.self, DeviceAdoptCommand.self, DeviceTokenCommand.self,
            DeviceRetireCommand.self, DeviceRestoreCommand.self, DeviceSeenCommand.self, DeviceDecodeCommand.self,
        ])
}
