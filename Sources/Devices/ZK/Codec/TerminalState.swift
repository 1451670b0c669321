/// What a terminal is doing. It travels in the session field of the answer.
package struct TerminalState: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let idle = TerminalState(rawValue: 0)
    package static let enrolling = TerminalState(rawValue: 1)
    package static let verifying = TerminalState(rawValue: 2)
    package static let inMenu = TerminalState(rawValue: 3)
    package static let busy = TerminalState(rawValue: 4)
    package static let awaitingCard = TerminalState(rawValue: 5)
}
