/// A terminal that calls us. What it is told waits in its mailbox until it polls, so that everything takes as long as
/// that. Punches come by themselves and are kept before anything here hears of them: there is no log to read.
package struct PushAdapter: DeviceAdapter {
    package let serialNumber: String
    let mailbox: PushMailbox
    /// How long the terminal may say nothing: it polls every few seconds, and after an error every half minute.
    var patience: Duration
    /// For somebody to come to the terminal and lay a finger on it three times.
    var enrolmentPatience: Duration { max(patience, .seconds(300)) }

    package init(serialNumber: String, mailbox: PushMailbox, patience: Duration = .seconds(180)) {
        self.serialNumber = serialNumber
        self.mailbox = mailbox
        self.patience = patience
    }

    package static let offers: DeviceCapabilities = [
        .information, .users, .writeUsers, .templates, .enrolment, .clearLog, .restart, .door, .options,
    ]
    package var capabilities: DeviceCapabilities { Self.offers }

    package func information() async throws(DeviceError) -> DeviceInformation {
        let outcome = try await carryOut(.information)
        let options = mailbox.options.merging(outcome.result.values) { _, new in new }
        return DeviceInformation(serialNumber: serialNumber, options: options, mailbox.information)
    }

    package func restart() async throws(DeviceError) { try await carryOut(.restart) }

    /// For as long as the terminal's own menu says: it cannot be told how long.
    package func openDoor(for duration: Duration) async throws(DeviceError) { try await carryOut(.openDoor) }

    package func option(_ name: String) async throws(DeviceError) -> String? {
        try Self.check(option: name)
        let result = try await mailbox.run(.option(name), within: patience).result
        switch result.code {
        case 0...: return result[name.filter { $0 != "~" }]
        case -1, -1002: return nil
        default: throw .refused(request: PushCommand.option(name).request, answer: result.reason)
        }
    }

    package func setOption(_ name: String, to value: String) async throws(DeviceError) {
        try Self.check(option: name)
        guard PushText.clean(value) == value else {
            throw Self.unwritable("a value with line breaks or other control characters", "Leave them out.")
        }
        try await carryOut(.setOption(name, value: value))
    }

    /// Nothing is open between two calls of the terminal.
    package func disconnect() async {}

    /// Runs a command that the terminal has to agree to.
    @discardableResult
    func carryOut(_ command: PushCommand, within limit: Duration? = nil) async throws(DeviceError) -> PushOutcome {
        let outcome = try await mailbox.run(command, within: limit ?? patience)
        guard outcome.result.succeeded else {
            throw .refused(request: command.request, answer: outcome.result.reason)
        }
        return outcome
    }

    private static func check(option name: String) throws(DeviceError) {
        guard PushCommand.isOptionName(name) else {
            throw unwritable("an option of this name", "Names of options are letters, digits and underlines.")
        }
    }

    /// What must not be sent, because it would not arrive as what it is.
    static func unwritable(_ what: String, _ remedy: String) -> DeviceError {
        .unsupported(what: what, answer: "nothing, as it was not asked", remedy: remedy)
    }
}
