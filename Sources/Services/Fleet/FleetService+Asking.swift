import Devices
package import Domain
import Storage

extension FleetService {
    /// Puts an order into the queue of each of the devices. Whoever collects from them does it; ``finish(_:by:)`` does what
    /// nobody else can.
    /// - Parameter title: for people; nil: that of the order.
    /// - Throws: ``ServiceError/deviceRetired(device:)``; ``ServiceError/notOffered(_:)`` where one of them cannot do it;
    ///   ``ServiceError/invalid(_:)`` where it is about a secret.
    package func ask(
        _ order: DeviceOrder, of devices: [ID<Device>], title: String? = nil, by actor: Actor
    ) async throws -> FleetRun {
        try await ask(title ?? order.description, devices.map { ($0, order) }, by: actor)
    }

    /// Several orders as one run; those of one device are done in their order.
    package func ask(
        _ title: String, _ orders: [(device: ID<Device>, order: DeviceOrder)], by actor: Actor
    ) async throws -> FleetRun {
        try actor.requires(toOrder: Set(orders.map(\.order.permission)))
        return try await put(title, orders, by: actor)
    }

    /// For a use case that has asked for its own permission.
    /// - Parameter isLeavingOut: whether those who cannot do it are left out; else nobody is asked.
    func put(
        _ title: String, _ orders: [(device: ID<Device>, order: DeviceOrder)], isLeavingOut: Bool = false,
        by actor: Actor
    ) async throws -> FleetRun {
        for (_, order) in orders { try SecretOption.refuse(order) }
        let orders = orders.map { (device: $0.device, order: $0.order.asked(by: actor)) }
        let stamp = context.stamp(actor)
        let (id, lacks) = try await context.database.write { db in
            let lacks = try Self.lacks(orders, db)
            if !isLeavingOut { try Self.refuse(lacks) }
            let able = zip(orders, lacks).filter { $0.1 == nil }.map(\.0)
            let (run, tasks) = try DeviceTaskStore(db).ask(
                String(title.prefix(200)), able.map { ($0.device, $0.order.stored) }, by: stamp)
            try Self.journal(tasks, title, db, stamp)
            return (run.id, lacks.compactMap(\.self))
        }
        context.hub.send(.devices)
        var run = try await look(id)
        run.leftOut = lacks
        return run
    }

    /// The same of all who can do it; the others are left out, and the run says which.
    func askWhoCan(
        _ title: String, _ orders: [(device: ID<Device>, order: DeviceOrder)], by actor: Actor
    ) async throws -> FleetRun {
        try actor.requires(toOrder: Set(orders.map(\.order.permission)))
        return try await put(title, orders, isLeavingOut: true, by: actor)
    }

    /// Those of the orders that can be done, and what the others lack.
    func whoCan(
        _ orders: [(device: ID<Device>, order: DeviceOrder)]
    ) async throws -> (able: [(device: ID<Device>, order: DeviceOrder)], lacks: [DeviceLack]) {
        let lacks = try await context.database.read { try Self.lacks(orders, $0) }
        return (zip(orders, lacks).filter { $0.1 == nil }.map(\.0), lacks.compactMap(\.self))
    }

    /// What nobody would ever do does not wait.
    static func check(_ orders: [(device: ID<Device>, order: DeviceOrder)], _ db: any SQLConnection) throws {
        try refuse(try lacks(orders, db))
    }

    /// What the terminal of each order lacks for it; nil where it can do it.
    private static func lacks(
        _ orders: [(device: ID<Device>, order: DeviceOrder)], _ db: any SQLConnection
    ) throws -> [DeviceLack?] {
        var records: [ID<Device>: DeviceRecord] = [:]
        return try orders.map { device, order in
            let record = try records[device] ?? DeviceStore(db).existing(device)
            records[device] = record
            if record.retiredAt != nil { throw ServiceError.deviceRetired(device: record.name) }
            return DeviceLack(order.needs, of: record)
        }
    }

    private static func refuse(_ lacks: [DeviceLack?]) throws {
        var different: [DeviceLack] = []
        for lack in lacks.compactMap(\.self) where !different.contains(lack) { different.append(lack) }
        if !different.isEmpty { throw ServiceError.notOffered(different) }
    }

    static func journal(
        _ tasks: [DeviceTask], _ title: String, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        for task in tasks {
            try JournalStore(db).append(
                .askDevice, .device, id: String(task.device.rawValue), before: nil,
                after: ["task": String(task.id.rawValue), "what": title], by: stamp)
        }
    }
}
