package import Devices

/// What a terminal can be asked to do through whoever collects from it.
package enum DeviceOrder: Hashable, Sendable, Codable {
    case collect
    case setClock
    case restart
    case powerOff
    /// Of the punches, after all of them are in the ledger and it is whole.
    case clearLog
    case openDoor(seconds: Int)
    case playVoice(number: Int)
    case show(text: String, line: Int)
    case clearDisplay
    case readInformation
    case readUsers
    case readOperations
    case deleteUser(String)
    case enrol(user: String, finger: Int)
    case setOption(name: String, value: String)

    /// Whether doing it twice comes to the same as doing it once, so that it is simply repeated after a break.
    var isRepeatable: Bool {
        switch self {
        case .collect, .setClock, .clearDisplay, .readInformation, .readUsers, .readOperations, .deleteUser, .setOption,
            .show:
            true
        // What was cleared in part is looked at again first.
        case .clearLog: true
        case .restart, .powerOff, .openDoor, .playVoice, .enrol: false
        }
    }

    /// What the terminal has to offer for it.
    package var needs: DeviceCapabilities {
        switch self {
        case .collect: .log
        case .setClock: .setClock
        case .restart: .restart
        case .powerOff: .powerOff
        case .clearLog: .clearLog
        case .openDoor: .door
        case .playVoice: .voice
        case .show, .clearDisplay: .display
        case .readInformation: []
        case .readUsers: .users
        case .readOperations: .operationLog
        case .deleteUser: .writeUsers
        case .enrol: .enrolment
        case .setOption: .options
        }
    }
}

extension DeviceOrder: CustomStringConvertible {
    /// For people, as the title of a run: `Set the clock`.
    package var description: String {
        switch self {
        case .collect: "Collect"
        case .setClock: "Set the clock"
        case .restart: "Restart"
        case .powerOff: "Switch off"
        case .clearLog: "Clear the punches"
        case .openDoor(let seconds): "Open the door for \(seconds) s"
        case .playVoice(let number): "Play voice \(number)"
        case .show(let text, let line): "Show “\(text)” in line \(line)"
        case .clearDisplay: "Clear the display"
        case .readInformation: "Ask what it is"
        case .readUsers: "List its users"
        case .readOperations: "Read its operation log"
        case .deleteUser(let user): "Remove user \(user)"
        case .enrol(let user, let finger): "Enrol finger \(finger) of user \(user)"
        case .setOption(let name, let value): "Set option \(name) to \(value)"
        }
    }
}
