import Devices
import Domain
import Foundation
import Storage

/// A terminal's user with all that another terminal needs; sealed wherever it is stored.
struct PersonParcel: Codable {
    var profile: UserProfile
    var fingers: [FingerTemplate]
    /// Whose it is at the terminal it was read from; nil: nobody has said, so that there are no fingers.
    var employee: Int64?
    /// Fingers that stay at the terminal, because nobody has recorded that the person agrees; nil: an older
    /// program did not count them.
    var fingersLeft: Int?

    static let context = "people between terminals"
}

/// What a task read of people for other terminals, as it waits for them. Whose fingers are in it can be read without the key:
/// they are forgotten when that person leaves or agrees no more.
struct SealedParcels: Codable {
    var fingersOf: [Int64]
    var sealed: Data

    init(_ parcels: [PersonParcel], _ vault: Vault) throws {
        fingersOf = Set(parcels.filter { !$0.fingers.isEmpty }.compactMap(\.employee)).sorted()
        sealed = Data(vault.seal(Array(try JSONEncoder().encode(parcels)), context: PersonParcel.context))
    }

    /// Nil where they are forgotten.
    init?(stored outcome: String?) {
        guard let outcome, let found = try? JSONDecoder().decode(Self.self, from: Data(outcome.utf8)) else {
            return nil
        }
        self = found
    }

    var stored: String { get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) } }

    func opened(_ vault: Vault) throws -> [PersonParcel] {
        let bytes = try vault.open(Array(sealed), context: PersonParcel.context)
        return try JSONDecoder().decode([PersonParcel].self, from: Data(bytes))
    }
}

/// What was read of people for other terminals is kept for no longer than they need it and the people agree.
struct ParcelKeeping {
    let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    /// Those of a run for which no task waits any more.
    func forget(of run: ID<DeviceRun>) throws {
        let tasks = try DeviceTaskStore(db).tasks(of: run)
        let open = Set(
            tasks.filter { !$0.state.hasEnded }.compactMap { DeviceOrder(stored: $0.order)?.parcels })
        for task in tasks where task.state == .done && !open.contains(task.id.rawValue) { try forget(task) }
    }

    /// Those with a finger of anybody who is not among `agreeing`, and those for which no task waits; a task that waits for
    /// one then ends and says why.
    func forget(but agreeing: Set<ID<Employee>>) throws {
        let tasks = try DeviceTaskStore(db).done(beginning: DeviceOrder.readingPrefix)
        for task in tasks
        where SealedParcels(stored: task.outcome)?.fingersOf.allSatisfy({ agreeing.contains(ID($0)) }) != true {
            try forget(task)
        }
        for run in Set(tasks.map(\.run)) { try forget(of: run) }
    }

    private func forget(_ task: DeviceTask) throws {
        guard case .readPeople(let users) = DeviceOrder(stored: task.order) else { return }
        let sentence = "\(users.count) \(users.count == 1 ? "user" : "users") read."
        if task.outcome != sentence { try DeviceTaskStore(db).replace(outcome: sentence, of: task.id) }
    }
}

extension DeviceOrder {
    /// How each ``readPeople(_:)`` is stored begins with this.
    static let readingPrefix = #"{"readPeople":"#

    /// The task whose parcels it takes.
    var parcels: Int64? {
        switch self {
        case .writePeople(let task), .addPeople(let task): task
        default: nil
        }
    }
}
