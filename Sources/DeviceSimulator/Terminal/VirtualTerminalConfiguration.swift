package import Devices

/// What a virtual terminal is like before anybody talks to it. The defaults are a K20 as captured:
/// JZ4725_TFT, firmware 6.60 of June 2017, 72-byte users, 80-byte free sizes, no comm key.
package struct VirtualTerminalConfiguration: Sendable {
    package var identity = Identity()
    package var layout = TableLayout()
    package var capacity = Capacity()
    /// 0 is a terminal without a key; 1...999999 must be proven by AUTH.
    package var commKey: UInt32 = 0
    package var clock = TerminalClock()
    package var users: [UserRecord] = []
    package var punches: [VirtualPunch] = []
    /// Fingers of the users, by uid.
    package var templates: [TemplateEntry] = []
    /// What becomes of a finger that a client asks for.
    package var enrolment = EnrolmentScript()
    package var admission = Admission.everybody
    package var writing = WriteStyle.wholeAnswer
    /// How slow its network is; nil is as fast as this computer.
    package var pace: Pace?
    /// How long the terminal is away after RESTART.
    package var restartMilliseconds = 300
    package var faults = Faults()
    /// Every draw of chance (faults, session numbers) follows from this number and the order of the requests.
    package var seed: UInt64 = 1
    /// Option names and values that are added to, or replace, those of the identity.
    package var options: [String: String] = [:]

    package init(users: [UserRecord] = [], punches: [VirtualPunch] = []) {
        self.users = users
        self.punches = punches
    }
}

/// What the terminal says about itself.
package struct Identity: Sendable {
    package var serialNumber = "AEYU194960001"
    package var deviceName = "identiX K20"
    package var platform = "JZ4725_TFT"
    package var firmware = "Ver 6.60 Jun  9 2017"
    package var mac = "00:17:61:c8:ec:17"
    package var vendor = "eSSL"
    /// Usable characters of a user id.
    package var pinWidth: UInt8 = 9

    package init() {}
}

/// The widths and packet sizes in which families of terminals differ.
package struct TableLayout: Sendable {
    /// Length of the answer to GET_FREE_SIZES. Four bytes is what a D2 or a WL20 gives: no counts at all.
    package enum FreeSizesWidth: Int, Sendable, CaseIterable {
        case bytes4 = 4
        case bytes80 = 80
        case bytes92 = 92
    }

    package var users = UserRecord.Width.standard
    package var logs = AttendanceRecord.Width.standard
    package var freeSizes = FreeSizesWidth.bytes80
    /// Tables of up to this many bytes, count included, come as one DATA packet in answer to 1503.
    package var inlineLimit = 1016
    /// Most data bytes in one DATA packet over TCP. Captured: 1008, 1024, 4096 and 65528.
    package var tcpPacket = 65_528
    package var udpPacket = 1024
    /// Bytes of an attendance event: 10, 12, 14, 32, 36, 37 or 52.
    package var eventLength = 32
    /// False for units that answer 1503 with "unknown command" and know the legacy reads alone.
    package var knowsBufferedReads = true

    package init() {}
}

/// Captured from a K20.
package struct Capacity: Sendable {
    package var users = 500
    package var fingerprints = 500
    package var records = 50_000
    package var whenFull = FullLog.grows

    package init() {}
}

/// What becomes of a punch for which there is no room in the log.
package enum FullLog: Hashable, Sendable {
    /// It is stored all the same, and none is reported free; for logs of any size.
    case grows
    /// Nobody can punch until the log is cleared.
    case refuses
    /// The oldest so many go, as "Cyclic Delete" in the menu of real units says (1 to 999).
    case dropsOldest(Int)
}

/// Whom the terminal serves when it already has a session.
package enum Admission: Sendable {
    case everybody
    /// As most units: a CONNECT finds silence until the session before it has ended.
    case oneAtATime
    /// A new CONNECT throws the session before it out.
    case latestOnly
}

/// How answers are cut into socket writes. A byte stream has no packets: a client must take every cut.
package enum WriteStyle: Hashable, Sendable {
    /// All frames of an answer in one write.
    case wholeAnswer
    case frameByFrame
    /// One frame per write, this far apart; zkteco-js and node-zklib need about 5 ms.
    case paced(milliseconds: Int)
    /// Writes of so many bytes, across frame boundaries.
    case pieces(bytes: Int)
}

/// What somebody does at the terminal when a client asks for a finger.
package struct EnrolmentScript: Hashable, Sendable {
    package enum Ending: Hashable, Sendable {
        case enrolled
        /// With a result of `EnrolmentOutcome`, such as that the finger is known already.
        case fails(UInt16)
        /// Nothing happens until the client gives up.
        case nobodyComes
        /// The terminal says no to the request.
        case refused
    }

    /// How well each touch was read: 100, or 0 for one that has to be repeated.
    package var touches: [UInt8] = [100, 100, 100]
    package var ending = Ending.enrolled

    package init() {}
}

/// A line, or a processor, that is slower than this computer.
package struct Pace: Hashable, Sendable {
    package var bytesPerSecond: Int
    /// From a request to the first byte of its answer.
    package var millisecondsToAnswer: Int

    package init(bytesPerSecond: Int, millisecondsToAnswer: Int = 0) {
        self.bytesPerSecond = max(1, bytesPerSecond)
        self.millisecondsToAnswer = max(0, millisecondsToAnswer)
    }

    /// An assumption for benches, to be replaced when somebody has measured one: 128 KiB a second, 10 ms to think.
    package static let likeK20 = Pace(bytesPerSecond: 128 << 10, millisecondsToAnswer: 10)
}
