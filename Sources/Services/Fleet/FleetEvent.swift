package import Domain
package import Storage

/// What happens in the fleet, for screens and notifications. The records themselves are read from the database.
package enum FleetEvent: Hashable, Sendable {
    case connected(ID<Device>)
    /// - Parameter why: a sentence; nil where the connection was given up on purpose.
    case disconnected(ID<Device>, why: String?)
    /// It failed so often that it is tried only now and then; or every few seconds, where it keeps no punches.
    case dead(ID<Device>, why: String)
    case collected(SyncReport)
    /// So many punches are safe on this computer, and not yet in the database.
    case spooled(ID<Device>, punches: Int)
    /// What waited on this computer is in the database: so many readings.
    case drained(Int)
    /// It keeps no punches, and neither the database nor this computer takes what it says: it is held back until one does.
    case heldBack(ID<Device>, why: String)
    case taskEnded(ID<DeviceTask>, device: ID<Device>)
    /// A push terminal that nobody has adopted calls.
    case knocked(serialNumber: String)
}
