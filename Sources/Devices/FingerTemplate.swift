/// What a terminal keeps of one finger. Biometric data: encrypted wherever it is stored, never logged.
package struct FingerTemplate: Hashable, Sendable, Codable {
    package enum Kind: UInt8, Hashable, Sendable, Codable, CaseIterable {
        case invalid = 0
        case ordinary = 1
        /// Opens, and raises a silent alarm.
        case duress = 3
    }

    package var userID: DeviceUserID
    /// 0 (left little finger) to 9 (right little finger); 4 and 5 are the thumbs.
    package var finger: UInt8
    package var kind: Kind
    /// Version of the algorithm, 9 or 10: a terminal takes only its own.
    package var algorithm: UInt8
    package var bytes: [UInt8]

    package init(userID: DeviceUserID, finger: UInt8, kind: Kind = .ordinary, algorithm: UInt8 = 10, bytes: [UInt8]) {
        self.userID = userID
        self.finger = finger
        self.kind = kind
        self.algorithm = algorithm
        self.bytes = bytes
    }
}
