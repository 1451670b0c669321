import Devices
import Domain
import Storage

/// Notes the users that a terminal told, and whose they are, within the transaction that stores its punches.
struct TerminalUsers {
    let db: any SQLConnection
    let record: DeviceRecord
    let zone: ZoneRules
    let reading: TerminalReading
    let stamp: Stamp

    /// The oldest terminals log an index into their user table instead of the user. What the index means changes when
    /// users are deleted; a punch that was recorded must stay the same punch, so that the index alone is its user.
    static func place(_ uid: UInt32) -> String { "#\(uid)" }

    /// Who punched, by number or by place.
    static func user(of record: AttendanceRecord) -> String {
        record.userID.isEmpty ? place(record.uid) : record.userID.description
    }

    /// - Parameter punched: the users in the log, by number or by place.
    func note(punched: some Sequence<String>) throws {
        let store = DeviceUserStore(db)
        let known = Dictionary(uniqueKeysWithValues: try store.all(of: record.id).map { ($0.deviceUser, $0) })
        var seen = Set(punched)
        var numbers: [String: String] = [:]
        for user in reading.users ?? [] where !user.userID.isEmpty {
            let number = user.userID.description
            let place = Self.place(UInt32(user.uid))
            for name in [number, place] where name == number || seen.contains(place) || known[place] != nil {
                seen.insert(name)
                if known[name]?.name != user.name { try store.note(name: user.name, of: name, on: record.id) }
                if name == place { numbers[place] = number }
            }
        }
        for (place, number) in numbers.sorted(by: { $0.key < $1.key }) {
            if let old = known[place], let before = old.listedAs, before != number {
                seen.remove(place)
                try giveOn(old, to: number)
            }
            if known[place]?.listedAs != number { try store.note(listedAs: number, of: place, on: record.id) }
        }
        let unclaimed = seen.filter { known[$0]?.holders.isEmpty ?? true }.sorted()
        if !unclaimed.isEmpty { try DeviceUserLinks(db, by: stamp).claim(unclaimed, on: record.id, numbers: numbers) }
    }

    /// The terminal has put another user at the place. Punches since the last reading may be either's: they wait for
    /// somebody who knows. From now on they are the new user's.
    private func giveOn(_ place: DeviceUserRecord, to number: String) throws {
        let next = try DeviceUserLinks(db, by: stamp).people(for: number, on: record.id).last
        if let next, place.employee == next.id { return }
        let lastShown = try WatermarkStore(db).find(record.id).map { mark in
            zone.local(at: mark.readAt).seconds + Int64(mark.clockDrift ?? 0)
        }
        let shown = reading.shown ?? zone.local(at: reading.readAt)
        let end = min(lastShown ?? .max, shown.seconds)
        let holders = place.holders
            .giving(HeldTime(from: LocalTime(seconds: end + 1)), to: nil)
            .giving(HeldTime(from: LocalTime(seconds: shown.seconds + 1)), to: next?.id)
        try DeviceUserStore(db).hold([(place.deviceUser, holders)], on: record.id, by: stamp)
    }
}
