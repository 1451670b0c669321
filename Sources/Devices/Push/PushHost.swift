package import Domain

/// What stands behind the push endpoint: it knows which terminals are the company's, and keeps what they send.
///
/// A terminal repeats what was not answered with OK, so that each of these returns only after what it was given is
/// kept, and is given the same again without harm.
package protocol PushHost: Sendable {
    /// The terminal with this serial number, if somebody has adopted it. Of one that is not known, the host notes that it
    /// knocked.
    func terminal(knocking knock: PushKnock) async throws -> PushTerminal?

    /// Keeps punches. Rows that could not be read are among them, as text.
    func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws

    /// A poll with nothing left to send: everything up to now is in.
    func heard(from terminal: PushTerminal, _ information: PushInformation?) async throws
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

    package init(device: ID<Device>, serialNumber: String, zoneOffset: Int32) {
        self.device = device
        self.serialNumber = serialNumber
        self.zoneOffset = zoneOffset
    }
}

/// What one request brought.
package struct PushUpload: Hashable, Sendable {
    package var attendance: [AttendanceRecord]
    package var operations: [OperationRecord]
    package var users: [DeviceUser]
    /// Lines that name a punch and could not be read, as sent.
    package var unreadable: [String]

    package init(
        attendance: [AttendanceRecord] = [], operations: [OperationRecord] = [], users: [DeviceUser] = [],
        unreadable: [String] = []
    ) {
        self.attendance = attendance
        self.operations = operations
        self.users = users
        self.unreadable = unreadable
    }
}

/// What `INFO=` of a poll holds; nil where the terminal left it out.
package struct PushInformation: Hashable, Sendable {
    package var firmware: String?
    package var users: Int?
    package var fingerprints: Int?
    package var records: Int?
    package var address: String?

    package init(
        firmware: String? = nil, users: Int? = nil, fingerprints: Int? = nil, records: Int? = nil,
        address: String? = nil
    ) {
        self.firmware = firmware
        self.users = users
        self.fingerprints = fingerprints
        self.records = records
        self.address = address
    }
}
