import Domain

/// The answer to a terminal's first call: what it sends, how often, and which time it is there.
package struct PushHandshake: Hashable, Sendable {
    package var serialNumber: String
    package var stamps: PushStamps
    /// Seconds east of UTC.
    package var zoneOffset: Int32
    /// Between two polls, and after something went wrong.
    package var delay = Self.standardDelay
    package var errorDelay = Duration.seconds(30)

    package init(serialNumber: String, stamps: PushStamps = PushStamps(), zoneOffset: Int32) {
        self.serialNumber = serialNumber
        self.stamps = stamps
        self.zoneOffset = zoneOffset
    }

    package var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        let (attendance, operations) = (stamps.attendance.text, stamps.operations.text)
        return [
            "GET OPTION FROM: \(serialNumber)",
            "ATTLOGStamp=\(attendance)", "OPERLOGStamp=\(operations)", "ATTPHOTOStamp=None", "BIODATAStamp=None",
            "IDCARDStamp=None", "ERRORLOGStamp=None",
            // The names that old firmware has for the first three.
            "Stamp=\(attendance)", "OpStamp=\(operations)", "PhotoStamp=None",
            "ErrorDelay=\(errorDelay.components.seconds)", "Delay=\(delay.components.seconds)",
            "TransTimes=00:00;14:05", "TransInterval=1",
            // Neither photos nor fingerprints: those only come when they are asked for.
            "TransFlag=TransData AttLog\tOpLog\tEnrollUser\tChgUser",
            "TimeZone=\(Self.timeZone(zoneOffset))", "Realtime=1", "Encrypt=None", "ServerVer=\(Self.version)",
            // From 2.4.0 on a terminal would want to exchange keys.
            "PushProtVer=\(Self.version)", "PushOptionsFlag=1", "PushOptions=FingerFunOn,FaceFunOn",
        ]
    }

    package static let standardDelay = Duration.seconds(10)
    private static let version = "2.3.0"

    /// Whole hours as hours; zones between them in minutes: 8, -3, 330 for India.
    static func timeZone(_ offset: Int32) -> Int32 {
        offset % 3600 == 0 ? offset / 3600 : offset / 60
    }
}

/// How far a terminal has uploaded, by its own marks. They save it sending twice; nothing depends on them.
package struct PushStamps: Hashable, Sendable {
    package var attendance: PushStamp
    package var operations: PushStamp

    package init(attendance: PushStamp = .none, operations: PushStamp = .none) {
        self.attendance = attendance
        self.operations = operations
    }
}

/// One mark, as the terminal wrote it. `none` asks for everything again.
package struct PushStamp: Hashable, Sendable {
    package static let none = PushStamp(number: 0)

    package var number: UInt64

    package init(number: UInt64) {
        self.number = number
    }

    /// Nil where it is no number: what a stranger writes here is sent back to a terminal.
    package init?(_ text: String) {
        guard let number = PushText.number(text).flatMap({ UInt64(exactly: $0) }) else { return nil }
        self.number = number
    }

    package var text: String { number == 0 ? "None" : String(number) }
}
