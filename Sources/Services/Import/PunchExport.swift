import Domain
import Storage

/// The punches of people on days, as a file says them.
struct PunchExport {
    private let people: [Employee]
    private let devices: [ID<Device>: String]
    private var ledger: [ID<Employee>: [Punch]] = [:]
    private let overlays: [ID<Employee>: [PunchOverlay]]

    /// - Parameter people: in the order of the rows.
    init(_ db: any SQLConnection, _ days: ClosedRange<CivilDate>, of people: [Employee]) throws {
        self.people = people
        devices = try DeviceStore(db).byID().mapValues(\.name)
        let zone = try SettingStore(db).companyZone()
        let from = zone.place(LocalTime(days.lowerBound)).instant
        let through = zone.place(LocalTime(days.upperBound + 1)).instant + -1
        let ids = people.map(\.id).sorted()
        guard let first = ids.first, let last = ids.last else {
            overlays = [:]
            return
        }
        overlays = try PunchOverlayStore(db).overlays(of: first...last, from: from, through: through)
        try PunchLedger(db).eachEmployee(of: ids, from: from, through: through) { ledger[$0] = $1 }
    }

    func rows() -> [[String]] { people.flatMap(rows(of:)) }

    private func rows(of person: Employee) -> [[String]] {
        let corrected = CorrectedPunches(ledger[person.id] ?? [], overlays: overlays[person.id] ?? [])
        let reasons = Dictionary(corrected.corrections.map { ($0.punch.id, $0.overlay.why) }) { _, last in last }
        return corrected.punches.filter { $0.quarantine == nil }.map { punch in
            PunchTable.cells(
                punch, of: person, device: devices[punch.device] ?? "", reason: reasons[punch.id] ?? "")
        }
    }
}
