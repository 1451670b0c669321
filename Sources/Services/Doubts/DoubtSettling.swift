import Domain
import Storage

/// Settles one punch in doubt, within one transaction.
struct DoubtSettling {
    let desk: ApprovalDesk
    let punch: DoubtfulPunch
    let why: String

    /// - Throws: ``ServiceError/unknownDoubt(_:)`` where there is no such punch.
    init(_ desk: ApprovalDesk, _ id: ID<Punch>, why: String) throws {
        guard let punch = try DoubtStore(desk.db).find(id) else { throw ServiceError.unknownDoubt(id.rawValue) }
        self.desk = desk
        self.punch = punch
        self.why = why
    }

    func settle(as resolution: DoubtResolution) throws {
        try refuseSettled()
        var doubt = SettledDoubt(punch: punch.punch, outcome: .right, why: why, by: desk.stamp)
        switch resolution {
        case .right:
            guard punch.quarantine == nil else {
                throw ServiceError.invalid("as", "It counts for no day, so it cannot be right: say when it was made.")
            }
        case .noPunch:
            doubt.outcome = .noPunch
            doubt.voided = try void()
        case .madeAt(let date, let time):
            doubt.outcome = .madeAt
            doubt.voided = try void()
            doubt.added = try add(at: LocalTime(date, time))
        }
        try DoubtStore(desk.db).save(doubt, of: holder(punch.local), by: desk.stamp)
    }

    /// The corrections that settled it are revoked, and it is in doubt again.
    func undo() throws {
        guard let doubt = try DoubtStore(desk.db).settled(punch.punch) else {
            throw ServiceError.unknownDoubt(punch.punch.rawValue)
        }
        let store = PunchOverlayStore(desk.db)
        for id in [doubt.added, doubt.voided] {
            guard let id, let record = try store.find(id), record.revoked == nil else { continue }
            try store.revoke(id, why: why, by: desk.stamp)
            try scene(record.employee).markPunches([record.local.date])
        }
        try DoubtStore(desk.db).remove(doubt, of: holder(punch.local), why: why, by: desk.stamp)
    }

    private func refuseSettled() throws {
        guard let before = try DoubtStore(desk.db).settled(punch.punch) else { return }
        if let added = before.added, try PunchOverlayStore(desk.db).find(added)?.revoked != nil { return }
        throw ServiceError.invalid(
            "punch", "\(before.settledBy) has settled this punch: \(before.why). Undo that first (--undo).")
    }

    private func add(at local: LocalTime) throws -> ID<PunchOverlay> {
        let employee = try holder(at: local)
        let placed = desk.zone.place(local)
        let change = CorrectionSubject.Change(
            kind: .add, utc: placed.instant.seconds, offset: placed.offset, way: try way.rawValue)
        return try apply(change, on: local.date, employee)
    }

    /// Nil where it does not count anyway.
    private func void() throws -> ID<PunchOverlay>? {
        guard punch.quarantine == nil else { return nil }
        let change = CorrectionSubject.Change(
            kind: .void, utc: punch.instant.seconds, offset: punch.offset, punch: punch.punch.rawValue,
            way: PunchWay.either.rawValue)
        return try apply(change, on: punch.local.date, try holder(at: punch.local))
    }

    private func apply(
        _ change: CorrectionSubject.Change, on date: CivilDate, _ employee: ID<Employee>
    ) throws -> ID<PunchOverlay> {
        let scene = try scene(employee)
        let subject = CorrectionSubject(date: date.daysSinceEpoch, changes: [change])
        try CorrectionRules(scene).check(subject)
        try subject.apply(scene)
        let made = try PunchOverlayStore(desk.db).all(of: employee, from: change.instant, through: change.instant)
        guard let id = made.filter({ $0.revoked == nil }).map(\.overlay.id).max() else {
            throw StorageError.notFound("the correction that was just made")
        }
        return id
    }

    private func scene(_ employee: ID<Employee>) throws -> ApprovalScene {
        desk.scene(of: try desk.employee(employee), nil, why)
    }

    /// Whose the terminal's user was; nil: nobody's.
    private func holder(_ local: LocalTime) throws -> ID<Employee>? {
        try DeviceUserStore(desk.db).find(punch.device, punch.deviceUser)?.holders.holder(at: local)?.employee
    }

    private func holder(at local: LocalTime) throws -> ID<Employee> {
        if let employee = try holder(local) { return employee }
        throw ServiceError.invalid(
            "punch",
            "Nobody has the user \(punch.deviceUser) on \(local.date); say whose it is first (“etime inbox map \(punch.deviceUser) CODE”)."
        )
    }

    /// As the key that was pressed says; a terminal whose punches all go one way says more.
    private var way: PunchWay {
        get throws {
            switch try DeviceStore(desk.db).find(punch.device)?.direction {
            case .entry: .entry
            case .exit: .exit
            case .alternating: .either
            default: punch.state == .checkIn ? .entry : punch.state == .checkOut ? .exit : .either
            }
        }
    }
}
