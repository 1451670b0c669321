/// What a terminal can be asked for. An adapter declares it; nothing is tried to find it out.
package struct DeviceCapabilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Keeps its punches until somebody clears them, so that reading again loses nothing.
    package static let log = DeviceCapabilities(rawValue: 1 << 0)
    /// Reports punches as they are made. Beside `log` they are a hint; without it they are all there is.
    package static let events = DeviceCapabilities(rawValue: 1 << 1)
    package static let clock = DeviceCapabilities(rawValue: 1 << 2)
    package static let setClock = DeviceCapabilities(rawValue: 1 << 3)
    package static let users = DeviceCapabilities(rawValue: 1 << 4)
    package static let writeUsers = DeviceCapabilities(rawValue: 1 << 5)
    package static let templates = DeviceCapabilities(rawValue: 1 << 6)
    package static let enrolment = DeviceCapabilities(rawValue: 1 << 7)
    package static let clearLog = DeviceCapabilities(rawValue: 1 << 8)
    package static let operationLog = DeviceCapabilities(rawValue: 1 << 9)
    package static let restart = DeviceCapabilities(rawValue: 1 << 10)
    package static let powerOff = DeviceCapabilities(rawValue: 1 << 11)
    /// Can be told to let nobody punch for a while.
    package static let pause = DeviceCapabilities(rawValue: 1 << 12)
    package static let door = DeviceCapabilities(rawValue: 1 << 13)
    package static let voice = DeviceCapabilities(rawValue: 1 << 14)
    package static let display = DeviceCapabilities(rawValue: 1 << 15)
    package static let options = DeviceCapabilities(rawValue: 1 << 16)
    package static let information = DeviceCapabilities(rawValue: 1 << 17)
}

extension DeviceCapabilities: CustomStringConvertible {
    private static let words: [(DeviceCapabilities, String)] = [
        (.log, "reading its log"), (.events, "reporting punches as they are made"), (.clock, "reading its clock"),
        (.setClock, "setting its clock"), (.users, "listing its users"), (.writeUsers, "changing its users"),
        (.templates, "reading and writing fingerprints"), (.enrolment, "enrolling from afar"),
        (.clearLog, "clearing its log"), (.operationLog, "reading its operation log"), (.restart, "a restart"),
        (.powerOff, "switching off"), (.pause, "pausing it"), (.door, "opening a door"), (.voice, "playing a voice"),
        (.display, "writing on its display"), (.options, "reading and writing its options"),
        (.information, "telling what it is"),
    ]

    /// As a sentence names it: `setting its clock`.
    package var description: String {
        Self.words.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
