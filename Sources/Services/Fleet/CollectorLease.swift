import Domain
import Foundation
import Storage

/// The leases by which collectors share their work.
enum CollectorLease {
    private static let terminals = "collect/"
    private static let programs = "collector/"

    /// The right to collect from a terminal.
    static func name(of device: ID<Device>) -> String { "\(terminals)\(device.rawValue)" }

    /// That a collector is there. Each has a name of its own: two may be one process.
    static func newPresence() -> String { programs + UUID().uuidString.lowercased() }

    /// Who collects, by the name of the terminal's lease.
    static func holders(_ db: any SQLConnection) throws -> [String: String] {
        try LeaseStore(db).holders(of: terminals)
    }

    /// Who runs a collector, by its name.
    static func collectors(_ db: any SQLConnection) throws -> [String: String] {
        try LeaseStore(db).holders(of: programs)
    }
}
