package import Devices

/// What a terminal can be asked to do through whoever collects from it.
package enum DeviceOrder: Hashable, Sendable, Codable {
    /// - Parameter accepting: as ``SyncConsent``; 0: nothing that a collection refuses otherwise.
    case collect(accepting: UInt8)
    case readClock
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
    /// Adds a user, or changes what is given of one.
    case changeUser(UserChange)
    case deleteUser(String)
    /// Under every number under which the terminal has the person, and nobody else.
    case removeEmployee(Int64)
    /// Who is known with what, without secrets.
    case listPeople
    /// These users with password and fingers, sealed, for ``writePeople(task:)`` or ``addPeople(task:)`` at other terminals.
    case readPeople([String])
    /// In place of whoever has their numbers.
    case writePeople(task: Int64)
    /// Only who is missing, and fingers that are.
    case addPeople(task: Int64)
    /// Of people who agree to it, into the database; nil: of all of them.
    case keepFingers([String]?)
    /// The person as the company knows them, with the fingers that are kept.
    case sendEmployee(Int64)
    case enrol(user: String, finger: Int)
    /// The person stays with card, password and the other fingers.
    case removeFinger(user: String, finger: Int)
    case readOption(name: String)
    case setOption(name: String, value: String)

    /// Whether doing it twice comes to the same as doing it once, so that it is simply repeated after a break.
    var isRepeatable: Bool {
        switch self {
        case .collect, .readClock, .setClock, .clearDisplay, .readInformation, .readUsers, .readOperations, .deleteUser,
            .removeEmployee,
            .setOption, .show, .changeUser, .listPeople, .readPeople, .writePeople, .addPeople, .keepFingers,
            .sendEmployee, .removeFinger, .readOption:
            true
        // What was cleared in part is looked at again first.
        case .clearLog: true
        case .restart, .powerOff, .openDoor, .playVoice, .enrol: false
        }
    }

    var isCollection: Bool { if case .collect = self { true } else { false } }

    /// Whether it may be asked of a terminal before anybody knows that it is the right one: it changes nothing there, and
    /// looks by itself where that matters.
    var isHarmless: Bool {
        switch self {
        case .collect, .readClock, .readInformation: true
        default: false
        }
    }

    /// What the terminal has to offer for it.
    package var needs: DeviceCapabilities {
        switch self {
        case .collect: .log
        case .readClock: .clock
        case .setClock: .setClock
        case .restart: .restart
        case .powerOff: .powerOff
        case .clearLog: .clearLog
        case .openDoor: .door
        case .playVoice: .voice
        case .show, .clearDisplay: .display
        case .readInformation: .information
        case .readUsers, .listPeople, .readPeople: .users
        case .changeUser, .writePeople, .addPeople, .sendEmployee: [.users, .writeUsers]
        case .keepFingers: .templates
        case .readOperations: .operationLog
        case .deleteUser, .removeEmployee: .writeUsers
        case .enrol: .enrolment
        case .removeFinger: .templates
        case .readOption, .setOption: .options
        }
    }
}

extension DeviceOrder {
    /// The person whom it is about, where it names one by the id.
    var employee: Int64? {
        switch self {
        case .removeEmployee(let employee), .sendEmployee(let employee): employee
        default: nil
        }
    }

    /// The ``description``, with the person in it.
    func title(of person: String?) -> String {
        guard let person else { return description }
        return switch self {
        case .sendEmployee: "Send \(person)"
        case .removeEmployee: "Remove \(person)"
        default: description
        }
    }
}

extension DeviceOrder: CustomStringConvertible {
    /// For people, as the title of a run: `Set the clock`.
    package var description: String {
        switch self {
        case .collect: "Collect"
        case .readClock: "Read the clock"
        case .setClock: "Set the clock"
        case .restart: "Restart"
        case .powerOff: "Switch off"
        case .clearLog: "Clear the punches"
        case .openDoor(let seconds): "Open the door for \(seconds) s"
        case .playVoice(let number): number == 0 ? "Say thank you" : "Play voice \(number)"
        case .show(let text, let line): "Show “\(text)” in line \(line)"
        case .clearDisplay: "Clear the display"
        case .readInformation: "Ask what it is"
        case .readUsers: "List its users"
        case .readOperations: "Read its operation log"
        case .changeUser(let change): "Write user \(change.user)"
        case .listPeople: "List who is known with what"
        case .readPeople(let users): "Copy \(users.count) \(users.count == 1 ? "user" : "users") from it"
        case .writePeople: "Copy users to it"
        case .addPeople: "Copy to it whom it lacks"
        case .keepFingers: "Keep fingerprints"
        case .sendEmployee: "Send a person"
        case .deleteUser(let user): "Remove user \(user)"
        case .removeEmployee: "Remove a person"
        case .enrol(let user, let finger): "Enrol finger \(finger) of user \(user)"
        case .removeFinger(let user, let finger): "Remove finger \(finger) of user \(user)"
        case .readOption(let name): "Read option \(name)"
        case .setOption(let name, let value): "Set option \(name) to \(value)"
        }
    }
}
