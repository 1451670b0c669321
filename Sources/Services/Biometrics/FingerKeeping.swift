import Devices
import Domain
import Storage

/// Keeps fingers of people who agree, sealed, each once, within one transaction.
struct FingerKeeping {
    private let store: FingerTemplateStore
    private let vault: Vault
    private let device: ID<Device>
    private let stamp: Stamp

    init(_ db: any SQLConnection, _ vault: Vault, _ device: ID<Device>, _ stamp: Stamp) {
        store = FingerTemplateStore(db)
        self.vault = vault
        self.device = device
        self.stamp = stamp
    }

    /// - Returns: false where the very same is kept already.
    func keep(_ finger: FingerTemplate, of employee: ID<Employee>) throws -> Bool {
        let isKept = try store.all(of: employee).contains { $0.isSame(as: finger, with: vault) }
        if isKept { return false }
        try store.save(
            StoredFinger(sealing: finger, of: employee, from: device, with: vault, at: stamp.at), by: stamp)
        return true
    }
}

extension StoredFinger {
    /// What cannot be opened any more is of no use to anybody: one that can takes its place.
    fileprivate func isSame(as template: FingerTemplate, with vault: Vault) -> Bool {
        (finger, algorithm, kind) == (template.finger, template.algorithm, template.kind.rawValue)
            && (try? opened(with: vault)) == template.bytes
    }
}
