package import Domain

/// What stands behind the push endpoint: it knows which terminals are the company's, and keeps what they send.
///
/// A terminal repeats what was not answered with OK, so that each of these returns only after what it was given is
/// kept, and is given the same again without harm.
package protocol PushHost: Sendable {
    /// The terminal with this serial number, if somebody has adopted it. Of one that is not known, the host notes that it
    /// knocked; as anybody can knock under any number of names, it keeps few of them.
    func terminal(knocking knock: PushKnock) async throws -> PushTerminal?

    /// Keeps punches. Rows that could not be read are among them, as text.
    func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws

    /// A poll.
    /// - Parameter isComplete: Whether everything is in that the terminal has. A punch of the last seconds can still be on its
    ///   way over a connection of its own.
    func heard(from terminal: PushTerminal, _ information: PushInformation?, isComplete: Bool) async throws

    /// It called, and could not prove itself.
    func refused(_ terminal: PushTerminal) async
}

/// What a terminal says of itself when it first calls.
package struct PushKnock: Hashable, Sendable {
    package var serialNumber: String
    /// Where it called from.
    package var address: String
    package var pushVersion: String?
    /// As sent, for the list of terminals that wait for adoption.
    package var deviceType: String?
    /// A secret that the terminal's menu holds (`pushcommkey`); nil where it sent none.
    package var commKey: String?

    package init(
        serialNumber: String, address: String, pushVersion: String? = nil, deviceType: String? = nil,
        commKey: String? = nil
    ) {
        self.serialNumber = serialNumber
        self.address = address
        self.pushVersion = pushVersion
        self.deviceType = deviceType
        self.commKey = commKey
    }
}

/// A terminal that the host knows.
package struct PushTerminal: Hashable, Sendable {
    package var device: ID<Device>
    package var serialNumber: String
    /// Of its clock, seconds east of UTC now.
    package var zoneOffset: Int32
    /// Of what the terminal has to prove itself with, as `pushcommkey` or in the path of its requests: SHA-256 in
    /// hexadecimal, so that nobody keeps the word itself. Nil: by its serial number alone, which anybody can read off it.
    package var tokenHash: String?
    /// How far its uploads are kept. `none` makes terminals that go by it send everything again, which does no harm.
    package var stamps: PushStamps

    package init(
        device: ID<Device>, serialNumber: String, zoneOffset: Int32, tokenHash: String? = nil,
        stamps: PushStamps = PushStamps()
    ) {
        self.device = device
        self.serialNumber = serialNumber
        self.zoneOffset = zoneOffset
        self.tokenHash = tokenHash
        self.stamps = stamps
    }
}

/// What one request brought.
package struct PushUpload: Hashable, Sendable {
    package var attendance: [AttendanceRecord]
    package var operations: [PushOperation]
    package var users: [DeviceUser]
    /// Fingerprints that nobody has asked for.
    package var templates: [FingerTemplate]
    /// Lines that name a punch and could not be read, as sent.
    package var unreadable: [String]
    /// Where it belongs to, and the terminal's mark there, to be kept with it; nil where it sent none.
    package var table: PushTable
    package var stamp: PushStamp?

    package init(
        attendance: [AttendanceRecord] = [], operations: [PushOperation] = [], users: [DeviceUser] = [],
        templates: [FingerTemplate] = [], unreadable: [String] = [], table: PushTable = .attendance,
        stamp: PushStamp? = nil
    ) {
        self.attendance = attendance
        self.operations = operations
        self.users = users
        self.templates = templates
        self.unreadable = unreadable
        self.table = table
        self.stamp = stamp
    }

    /// - Parameter unasked: Those of its fingerprints that nobody waits for.
    package init(
        _ content: PushContent, of table: PushTable, stamp: PushStamp? = nil, unasked: [FingerTemplate] = []
    ) {
        self.init(
            attendance: content.attendance, operations: content.operations,
            users: content.profiles.map(DeviceUser.init), templates: unasked,
            unreadable: content.unreadable, table: table, stamp: stamp)
    }

    package var isEmpty: Bool {
        attendance.isEmpty && operations.isEmpty && users.isEmpty && templates.isEmpty && unreadable.isEmpty
    }
}

/// What `INFO=` of a poll holds; nil where the terminal left it out.
package struct PushInformation: Hashable, Sendable {
    package var firmware: String?
    package var users: Int?
    package var fingerprints: Int?
    package var records: Int?
    package var address: String?
    /// Version of its fingerprints, 9 or 10.
    package var fingerAlgorithm: UInt8?
    package var faces: Int?

    package init(
        firmware: String? = nil, users: Int? = nil, fingerprints: Int? = nil, records: Int? = nil,
        address: String? = nil, fingerAlgorithm: UInt8? = nil, faces: Int? = nil
    ) {
        self.firmware = firmware
        self.users = users
        self.fingerprints = fingerprints
        self.records = records
        self.address = address
        self.fingerAlgorithm = fingerAlgorithm
        self.faces = faces
    }
}
