import Domain
import Storage

/// Places the punches of a terminal anew whose zone had been wrong since it was set.
///
/// What the terminal's clock showed is sealed and stays; where that lies in time is worked out again, and with it the
/// days. How far the terminal is read and how its clock goes were seen through the same zone, so they follow.
struct ZoneCorrection {
    let db: any SQLConnection
    /// As it was.
    let device: DeviceRecord
    let zone: ZoneRules
    let stamp: Stamp

    func apply() throws {
        let placements = PunchPlacements(db)
        let times = try placements.sealed(on: device.id, from: device.zoneSince)
        try placements.place(placed(times), on: device.id)
        try correctWatermark()
        try JournalStore(db).append(
            .placeAgain, .device, id: String(device.id.rawValue), before: ["zone": device.zone],
            after: ["zone": zone.name, "punches": String(times.count)], by: stamp)
    }

    private func placed(_ times: [SealedTime]) -> [(time: SealedTime, meaning: PunchMeaning)] {
        var placer: PunchPlacer?
        var collectedAt: Instant?
        return times.map { time in
            if time.sealed.quarantine == .impossible { return (time, time.sealed) }
            if collectedAt != time.collectedAt {
                collectedAt = time.collectedAt
                placer = PunchPlacer(zone: zone, collectedAt: time.collectedAt)
            }
            guard let (placement, quarantine) = placer?.place(time.local) else { return (time, time.sealed) }
            return (
                time,
                PunchMeaning(instant: placement.instant, offset: placement.offset, quarantine: quarantine)
            )
        }
    }

    private func correctWatermark() throws {
        let store = WatermarkStore(db)
        guard var mark = try store.find(device.id), let drift = mark.clockDrift,
            let wrong = SystemZones.rules(of: device.zone)
        else { return }
        let shown = LocalTime(seconds: wrong.local(at: mark.readAt).seconds + Int64(drift))
        let devices = try DeviceStore(db).all()
        let before = try store.completeThrough(devices)
        mark.clockDrift = Int32(clamping: shown.seconds - zone.local(at: mark.readAt).seconds)
        if mark.completeThrough != nil { mark.completeThrough = min(mark.readAt, zone.place(shown).instant) }
        try store.save(mark)
        var contact = device.contact
        contact.clockDrift = mark.clockDrift
        try DeviceStore(db).note(contact, of: device.id)
        try DayMarks(db, now: stamp.at).markMoved(from: before, to: try store.completeThrough(devices))
    }
}

extension JournalAction {
    /// Punches of a device were placed in time anew.
    static let placeAgain = JournalAction(rawValue: "place-again")
}
