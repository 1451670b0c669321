package import Domain

/// One punch, as it happens at the terminal. Whether the user is known there does not matter.
package struct VirtualPunch: Hashable, Sendable {
    package var userID: String
    package var time: LocalTime
    /// 1 fingerprint, 3 password, 4 card, 15 face.
    package var verify: UInt8
    /// 0 in, 1 out, 2 break out, 3 break in, 4 overtime in, 5 overtime out, 255 none.
    package var state: UInt8
    package var workCode: UInt32

    package init(userID: String, time: LocalTime, verify: UInt8 = 1, state: UInt8 = 0, workCode: UInt32 = 0) {
        self.userID = userID
        self.time = time
        self.verify = verify
        self.state = state
        self.workCode = workCode
    }
}
