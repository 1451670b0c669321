import Devices
import Domain
import Storage

/// How a finger lies in the database: sealed together with whose and which it is, so that none can be put in another's place.
extension StoredFinger {
    init(
        sealing template: FingerTemplate, of employee: Domain.ID<Employee>, from device: Domain.ID<Device>,
        with vault: Vault, at now: Instant
    ) {
        self.init(
            employee: employee, finger: template.finger, algorithm: template.algorithm, kind: template.kind.rawValue,
            sealed: [], takenAt: now, device: device)
        sealed = vault.seal(template.bytes, context: sealContext)
    }

    /// - Throws: where it was sealed with another key, or as another finger.
    func opened(with vault: Vault) throws -> [UInt8] { try vault.open(sealed, context: sealContext) }

    private var sealContext: String { "finger \(employee.rawValue)/\(finger)/\(algorithm)" }
}
