import Devices
import Domain
import Storage

/// Keeps fingers of a terminal's users, sealed, each once, within one transaction: of those who agree at that moment.
struct FingerKeeping {
    enum Outcome {
        case kept
        /// The very same is kept already.
        case known
        /// Nobody has recorded that the person agrees.
        case left
    }

    private let store: FingerTemplateStore
    private let agreeing: AgreeingUsers
    private let vault: Vault
    private let device: ID<Device>
    private let stamp: Stamp

    init(_ db: any SQLConnection, _ vault: Vault, _ device: ID<Device>, _ stamp: Stamp) throws {
        store = FingerTemplateStore(db)
        agreeing = try AgreeingUsers(db, of: device, at: stamp.at)
        self.vault = vault
        self.device = device
        self.stamp = stamp
    }

    func keep(_ finger: FingerTemplate) throws -> Outcome {
        guard let employee = agreeing[finger.userID] else { return .left }
        let isKept = try store.all(of: employee).contains { $0.isSame(as: finger, with: vault) }
        if isKept { return .known }
        try store.save(
            StoredFinger(sealing: finger, of: employee, from: device, with: vault, at: stamp.at), by: stamp)
        return .kept
    }
}

extension Vault {
    /// For keeping fingers of a terminal's users.
    /// - Returns: nil where none of the people agrees, so that nobody is asked for the key.
    static func open(
        _ context: ServiceContext, toKeep fingers: [FingerTemplate], from device: ID<Device>
    ) async throws -> Vault? {
        let now = context.now()
        let agreeing = try await context.database.read { try AgreeingUsers($0, of: device, at: now) }
        return fingers.contains { agreeing[$0.userID] != nil } ? try await Vault.open(context) : nil
    }
}

extension StoredFinger {
    /// What cannot be opened any more is of no use to anybody: one that can takes its place.
    fileprivate func isSame(as template: FingerTemplate, with vault: Vault) -> Bool {
        (finger, algorithm, kind) == (template.finger, template.algorithm, template.kind.rawValue)
            && (try? opened(with: vault)) == template.bytes
    }
}
