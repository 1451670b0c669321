package import Domain

/// Why a terminal could not be read or told something; each says what to do about it.
package enum DeviceError: Error, Hashable, Sendable {
    case unreachable(endpoint: String, why: String)
    /// The terminal answered nothing at all, over each of the transports named.
    case silent(endpoint: String, transports: String)
    case commKeyRequired
    case wrongCommKey
    case timedOut(waitingFor: String)
    case refused(request: String, answer: String)
    case badFrame(why: String)
    case badChecksum(answerTo: String)
    /// The terminal counts `expected` records (a range where punches came in during the read), but sent `read`.
    case countMismatch(expected: ClosedRange<Int>, read: Int)
    case truncated(table: String, expected: Int, received: Int)
    case unknownRecordWidth(table: String, size: Int, count: Int?)
    case impossibleTime(raw: UInt32)
    /// Outside the years 2000 to 2099, which terminals can hold.
    case timeOutOfRange(LocalTime)
    case unsupported(what: String, answer: String, remedy: String)
    case closed(during: String)
    /// A request after `disconnect` or `restart`.
    case disconnected
    case cancelled
    /// Events came faster than whoever asked for them took them.
    case eventsMissed
    /// Asked of a kind of terminal that does not have it.
    case notOffered(DeviceCapabilities)
    /// Punches came in after the log was read to the end.
    case logMovedOn
    /// Of several ways to a terminal, each with what went wrong there.
    case nothingAnswered(tried: [String])
    /// Asked to hold more than a terminal's records have room for; nothing was sent.
    case doesNotFit(what: String, limit: String)
    case unknownUser(DeviceUserID)
    case enrolmentFailed(why: String)
    /// A serial port, or a port of this computer to listen at, that cannot be used.
    case lineNotOpen(line: String, why: String)
    /// Where punches came from a reader that keeps none.
    case lineEnded(line: String, why: String)
}

extension DeviceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let endpoint, let why):
            "No connection to the terminal at \(endpoint) (\(why)). Check that it is switched on, that address and "
                + "port are right, and that no firewall is in between."
        case .silent(let endpoint, let transports):
            "The terminal at \(endpoint) does not answer over \(transports). Check the port, that no other program "
                + "is connected to it, and restart the terminal if it stays silent."
        case .commKeyRequired:
            "The terminal asks for a comm key. Enter the key from its menu (Comm. > PC Connection) in the device's "
                + "settings."
        case .wrongCommKey:
            "The terminal refused the comm key. Compare it with the one in the terminal's menu (Comm. > PC "
                + "Connection)."
        case .timedOut(let what):
            "The terminal stopped answering while we waited for \(what). Check the network and try again; nothing "
                + "that was stored is lost."
        case .refused(let request, let answer):
            "The terminal refused \(request) and answered \(answer)."
        case .badFrame(let why):
            "What answers there does not speak the terminal's protocol: \(why). Check address and port."
        case .badChecksum(let request):
            "The answer to \(request) arrived damaged each time (wrong checksum). Check the network cable; if the "
                + "terminal's firmware always does this, allow wrong checksums for this device."
        case .countMismatch(let expected, let read):
            "The terminal counts \(Self.text(expected)) but sent \(read), so nothing of this read was taken. "
                + "Try again; if it stays so, restart the terminal."
        case .truncated(let table, let expected, let received):
            "The terminal announced \(expected.counted("byte")) of the \(table) but sent \(received). Try again."
        case .unknownRecordWidth(let table, let size, let count):
            "The terminal's \(table) table (\(size.counted("byte"))\(count.map { ", " + $0.counted("row") } ?? "")) has a row width that "
                + "is not known. Send the output of `etime device decode` to support."
        case .impossibleTime(let raw):
            "The terminal's clock shows a date that does not exist (raw value \(raw)). Set its time."
        case .timeOutOfRange(let time):
            "A terminal cannot be set to \(time): its clock holds the years 2000 to 2099."
        case .unsupported(let what, let answer, let remedy):
            "The terminal does not support \(what) (it answered \(answer)). \(remedy)"
        case .closed(let what):
            "The terminal closed the connection during \(what). Try again; a terminal serves only one program at a "
                + "time."
        case .disconnected: "The connection to the terminal has been ended; connect again first."
        case .cancelled: "Cancelled; what was stored before is kept."
        case .eventsMissed:
            "More happened at the terminal than could be followed live. Read its log, which holds every punch."
        case .notOffered(let what): "This kind of terminal does not offer \(what)."
        case .logMovedOn:
            "Punches came in since the log was read, so it was not cleared. Collect it again, then clear it."
        case .nothingAnswered(let tried):
            "The terminal answered on none of its addresses: \(tried.joined(separator: "; ")). Check that it is "
                + "switched on and connected, and that no other program is connected to it."
        case .doesNotFit(let what, let limit):
            "The terminal has no room for \(what): \(limit). Change it and try again; nothing was sent."
        case .unknownUser(let user):
            "The terminal does not know user \(user). Send the person to the terminal first."
        case .enrolmentFailed(let why): "The finger was not enrolled: \(why)."
        case .lineNotOpen(let line, let why): "\(line) cannot be opened: \(why)."
        case .lineEnded(let line, let why):
            "The line from \(line) ended (\(why)). Check the cable and the reader, then connect again; punches made "
                + "meanwhile are lost unless the reader keeps them."
        }
    }

    private static func text(_ range: ClosedRange<Int>) -> String {
        range.lowerBound == range.upperBound
            ? range.lowerBound.counted("record") : "\(range.lowerBound) to \(range.upperBound) records"
    }
}
