/// What a terminal says about itself. What it does not say is nil.
package struct DeviceInformation: Hashable, Sendable, Codable {
    package var serialNumber: String?
    package var platform: String?
    package var name: String?
    package var firmware: String?
    package var macAddress: String?
    /// Counts and capacities.
    package var sizes: FreeSizes

    package init(
        serialNumber: String? = nil, platform: String? = nil, name: String? = nil, firmware: String? = nil,
        macAddress: String? = nil, sizes: FreeSizes = FreeSizes()
    ) {
        self.serialNumber = serialNumber
        self.platform = platform
        self.name = name
        self.firmware = firmware
        self.macAddress = macAddress
        self.sizes = sizes
    }
}

/// A person as the terminal knows them. The password in its record is not carried further.
package struct DeviceUser: Hashable, Sendable, Codable {
    package var userID: DeviceUserID
    package var name: String
    /// The terminal's own index.
    package var uid: UInt16
    package var card: UInt32
    package var isAdministrator: Bool
    package var isDisabled: Bool

    package init(
        userID: DeviceUserID, name: String, uid: UInt16, card: UInt32 = 0, isAdministrator: Bool = false,
        isDisabled: Bool = false
    ) {
        self.userID = userID
        self.name = name
        self.uid = uid
        self.card = card
        self.isAdministrator = isAdministrator
        self.isDisabled = isDisabled
    }

    package init(_ record: UserRecord) {
        self.init(
            userID: record.userID, name: record.name, uid: record.uid, card: record.card,
            isAdministrator: record.level != .user, isDisabled: record.isDisabled)
    }
}
