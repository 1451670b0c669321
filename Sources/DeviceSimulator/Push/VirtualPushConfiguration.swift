package import Devices

/// What kind of terminal it is, and whom it calls.
package struct VirtualPushConfiguration: Sendable {
    package var serialNumber: String
    package var host: String
    package var port: Int
    /// In the path of every request: `/t/<token>/iclock/…`.
    package var pathToken: String?
    /// Said in the handshake.
    package var commKey: String?
    /// Asks for `.aspx` paths, names the old stamps, and uploads from where the server says.
    package var isOld = false
    /// Rows in one upload.
    package var batch = 20
    package var users: [UserProfile] = []
    package var templates: [FingerTemplate] = []
    package var faults = PushFaults()
    package var seed: UInt64 = 1

    package init(serialNumber: String, host: String = "127.0.0.1", port: Int) {
        self.serialNumber = serialNumber
        self.host = host
        self.port = port
    }
}
