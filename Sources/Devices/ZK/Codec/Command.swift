/// The first number of a packet's header: what a host asks for, what a terminal answers, or an event (500).
///
/// Any number can arrive, so this is a wrapper, not an enum. Names and numbers: 2006 manual and the captures.
package struct Command: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }
}

// Asking.
extension Command {
    package static let readTable = Command(7)
    package static let writeUser = Command(8)
    package static let readUserTemplate = Command(9)
    package static let writeUserTemplate = Command(10)
    package static let readOption = Command(11)
    package static let writeOption = Command(12)
    package static let readAttendance = Command(13)
    package static let clearData = Command(14)
    package static let clearAttendance = Command(15)
    package static let deleteUser = Command(18)
    package static let deleteUserTemplate = Command(19)
    package static let clearAdministrators = Command(20)
    package static let readUserGroup = Command(21)
    package static let writeUserGroup = Command(22)
    package static let readUserZones = Command(23)
    package static let writeUserZones = Command(24)
    package static let readGroup = Command(25)
    package static let writeGroup = Command(26)
    package static let readTimeZone = Command(27)
    package static let writeTimeZone = Command(28)
    package static let readUnlockCombination = Command(29)
    package static let writeUnlockCombination = Command(30)
    package static let unlock = Command(31)
    package static let clearAccess = Command(32)
    package static let clearOperations = Command(33)
    package static let readOperations = Command(34)
    package static let freeSizes = Command(50)
    package static let startVerify = Command(60)
    package static let startEnroll = Command(61)
    package static let cancelCapture = Command(62)
    package static let readState = Command(64)
    package static let writeDisplay = Command(66)
    package static let clearDisplay = Command(67)
    package static let pinWidth = Command(69)
    package static let doorState = Command(75)
    package static let writeVerifyStyle = Command(79)
    package static let readVerifyStyle = Command(80)
    /// Takes the template that was written into the buffer.
    package static let writeTemplate = Command(87)
    package static let readTemplate = Command(88)
    /// Users and templates at once, as pyzk uploads them. What all of its bytes mean is not established, so that our
    /// client never sends it.
    package static let batchUpload = Command(110)
    package static let sumBuffer = Command(119)
    /// By user id, where 19 wants an index.
    package static let deleteTemplate = Command(134)
    package static let getTime = Command(201)
    package static let setTime = Command(202)
    /// As a request: which events to send. From the terminal: one event, its kind in the session field.
    package static let event = Command(500)
    package static let connect = Command(1000)
    package static let exit = Command(1001)
    package static let enable = Command(1002)
    package static let disable = Command(1003)
    package static let restart = Command(1004)
    package static let powerOff = Command(1005)
    package static let refreshData = Command(1013)
    package static let refreshOption = Command(1014)
    package static let testVoice = Command(1017)
    package static let getVersion = Command(1100)
    package static let authenticate = Command(1102)
    /// Let the terminal lay a table out in its buffer.
    package static let prepareBuffer = Command(1503)
    package static let readBuffer = Command(1504)
    package static let freeBuffer = Command(1502)
}

// Answering.
extension Command {
    package static let prepareData = Command(1500)
    package static let data = Command(1501)
    package static let ackOK = Command(2000)
    package static let ackError = Command(2001)
    package static let ackData = Command(2002)
    package static let ackRetry = Command(2003)
    package static let ackRepeat = Command(2004)
    package static let ackUnauthorised = Command(2005)
    /// Answer of some visible-light units to 1503 for logs while their menu is in stand-alone mode.
    package static let ackStandAlone = Command(4989)
    /// Answer of firmware from 2022 on to CONNECT: it wants the encrypted dialect, which nobody has published.
    package static let ackEncryptedOnly = Command(6001)
    package static let errorData = Command(65531)
    package static let errorInit = Command(65532)
    package static let errorCommand = Command(65533)
    package static let unknown = Command(65535)

    /// Codes that only a terminal sends.
    package var isAnswer: Bool {
        switch rawValue {
        case 1500, 1501, 2000...2005, 2032, 4989, 6001, 65531...65535: true
        default: false
        }
    }
}

extension Command: CustomStringConvertible {
    /// The protocol's usual name with its number, `CONNECT (1000)`; the bare number where there is no name.
    package var description: String {
        if let name = Self.names[rawValue] { "\(name) (\(rawValue))" } else { "code \(rawValue)" }
    }
}
