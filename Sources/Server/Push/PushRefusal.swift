import HTTPTypes

/// Why a request is not served. The terminal is told a number only, and sends it again later.
enum PushRefusal: Error, Hashable, Sendable {
    case noSuchPath
    case noSerialNumber
    /// Of the terminal with this serial number.
    case wrongToken(String)
    /// It has not been asked for its key since this program was started.
    case notProven
    case tooLarge(Int)
    case noLength
    case brokenOff
    case packed
    case tooMuchAtOnce
    case notKept(String)

    var status: HTTPResponse.Status {
        switch self {
        case .noSuchPath: .notFound
        case .noSerialNumber, .brokenOff: .badRequest
        case .wrongToken: .forbidden
        case .tooLarge: .contentTooLarge
        case .noLength: .lengthRequired
        case .packed: .unsupportedMediaType
        case .tooMuchAtOnce, .notKept, .notProven: .serviceUnavailable
        }
    }

    /// Whether it helps to try again.
    var isPassing: Bool { status == .serviceUnavailable }

    /// Says what to do where somebody can do something.
    var reason: String {
        switch self {
        case .noSuchPath: "its path is none of a terminal's"
        case .noSerialNumber: "it names no serial number"
        case .wrongToken(let serial):
            "terminal \(serial) calls with a wrong token; enter the token of this device in the terminal's menu"
        case .notProven: "it has not said its word since this program was started; it is asked for it at its next poll"
        case .tooLarge(let limit): "its body has more than \(limit) bytes"
        case .noLength: "it does not say how long its body is"
        case .brokenOff: "its body broke off"
        case .packed: "its body is packed; switch packed uploads off at the terminal"
        case .tooMuchAtOnce: "too much is being uploaded at once"
        case .notKept: "it could not be stored, and the terminal will send it again"
        }
    }

    var detail: String? {
        if case .notKept(let why) = self { why } else { nil }
    }
}
