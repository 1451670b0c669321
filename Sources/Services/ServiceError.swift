package import Domain

/// What a use case refuses, in one sentence that says what happened and what to do.
package enum ServiceError: Error, Hashable, Sendable {
    case notAllowed(actor: String, Permission)
    case unknownEmployee(code: String)
    case unknownShift(code: String)
    case unknownDevice(String)
    case unknownZone(String)
    /// Sentences by field name, in the order in which the form shows the fields.
    case invalid([FieldProblem])
    case syncAlreadyRunning(device: String)
    case notInInbox(deviceUser: String)
    case unreadableImport(String)
    case holidayNotFound(CivilDate)
}

/// What is wrong with one field of a form or one cell of an imported row.
package struct FieldProblem: Hashable, Sendable {
    package var field: String
    package var sentence: String

    package init(field: String, sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

extension ServiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAllowed(let actor, let permission):
            "\(actor) may not do this (\(permission.rawValue)); ask an administrator."
        case .unknownEmployee(let code): "There is no employee \(code); see the list of employees for the codes."
        case .unknownShift(let code): "There is no shift \(code); see the list of shifts, or add it first."
        case .unknownDevice(let name): "There is no device \(name); see the list of devices, or add it first."
        case .unknownZone(let name): "There is no time zone \(name); write it as Asia/Kolkata."
        case .invalid(let problems): problems.map(\.sentence).joined(separator: " ")
        case .syncAlreadyRunning(let device): "\(device) is being collected already; wait until that has finished."
        case .notInInbox(let user): "No terminal has sent anything of a user \(user), so there is nothing to map."
        case .unreadableImport(let why): why
        case .holidayNotFound(let date): "There is no holiday on \(date), so nothing was removed."
        }
    }
}
