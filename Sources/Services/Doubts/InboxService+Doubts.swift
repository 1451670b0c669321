package import Domain
import Storage

extension InboxService {
    /// Punches whose time cannot be believed and that nobody has settled, and those after which a terminal's clock went
    /// back; in the order in which they came.
    package func doubtful(by actor: Actor) async throws -> [Doubt] {
        try actor.requires(.readAttendance)
        return try await context.database.read { try DoubtFinder($0).all() }
    }

    /// Says what a punch in doubt is. One that was made at another time is added there for whoever holds the user; the
    /// punch itself stays in the ledger as it is.
    /// - Throws: ``ServiceError/unknownDoubt(_:)``; ``ServiceError/invalid(_:)``
    package func settle(
        _ punch: ID<Punch>, as resolution: DoubtResolution, why: String, by actor: Actor
    ) async throws {
        try await settle([punch], as: resolution, why: why, by: actor)
    }

    /// The same of several, all of them or none.
    package func settle(
        _ punches: [ID<Punch>], as resolution: DoubtResolution, why: String, by actor: Actor
    ) async throws {
        try await change(punches, why, by: actor) { try $0.settle(as: resolution) }
    }

    /// What was settled is in doubt again, and the corrections that it made do not hold any more.
    package func undoSettling(_ punch: ID<Punch>, why: String, by actor: Actor) async throws {
        try await undoSettling([punch], why: why, by: actor)
    }

    /// The same of several, all of them or none.
    package func undoSettling(_ punches: [ID<Punch>], why: String, by actor: Actor) async throws {
        try await change(punches, why, by: actor) { try $0.undo() }
    }

    /// Numbers that stand for different names on several terminals, unless somebody has said whose each is.
    package func sameNumbers(by actor: Actor) async throws -> [SharedNumber] {
        try actor.requires(.readPeople)
        return try await context.database.read { try SharedNumber.all($0) }
    }

    /// The number is the employee on every terminal in use, whatever the terminals call the person: what is nobody's becomes
    /// the employee's.
    /// - Throws: ``ServiceError/numberIsAnothers(number:device:holder:)``, and nothing is changed.
    @discardableResult
    package func sayOnePerson(
        _ number: String, is employee: ID<Employee>, by actor: Actor
    ) async throws -> MappingReport {
        try await change(by: actor) { db, stamp in
            let devices = try DeviceStore(db).all().filter { device in
                try device.retiredAt == nil && DeviceUserStore(db).find(device.id, number) != nil
            }.map(\.id)
            if devices.isEmpty || DeviceUserRecord.isPlace(number) { throw ServiceError.notInInbox(deviceUser: number) }
            let reports = try devices.map { device in
                try UserMapping(db, UnknownUser.ID(device: device, user: number), by: stamp).giveWhatIsNobodys(
                    to: employee)
            }
            return (MappingReport(joining: reports), devices)
        }
    }

    private func change(
        _ punches: [ID<Punch>], _ why: String, by actor: Actor, _ body: @Sendable (DoubtSettling) throws -> Void
    ) async throws {
        try actor.requires(.correctPunches)
        let why = why.trimmed
        if why.isEmpty { throw ServiceError.invalid("why", "Say how you know it.") }
        let stamp = context.stamp(actor.because(why))
        let devices = try await context.database.write { db in
            let desk = try ApprovalDesk(db, by: stamp)
            return try punches.map { punch in
                let settling = try DoubtSettling(desk, punch, why: why)
                try body(settling)
                return settling.punch.device
            }
        }
        for device in Set(devices) { context.hub.send(.punches(device)) }
        context.hub.send(.inbox)
        try await AttendanceService(context: context).recomputeTouched()
    }
}
