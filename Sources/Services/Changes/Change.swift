package import Domain

/// Something that a screen may show has changed; it says what to read again, not what it became.
package enum Change: Hashable, Sendable {
    case company
    /// Who may sign in, or what somebody may do.
    case accounts
    case employees
    case shifts
    case leave
    case devices
    case inbox
    /// Something was asked for or decided, or who decides has changed.
    case requests
    case punches(ID<Device>)
    case days(ClosedRange<CivilDate>)
}
