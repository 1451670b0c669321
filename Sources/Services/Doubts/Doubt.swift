package import Domain
package import Storage

/// A punch that a person should look at, and why.
package struct Doubt: Hashable, Sendable, Identifiable {
    package enum Kind: Hashable, Sendable {
        /// It counts for no day.
        case quarantine(Quarantine)
        /// It counts, though its terminal's clock went back by so many seconds after it.
        case clockWentBack(Int64)
    }

    package var punch: DoubtfulPunch
    package var kind: Kind
    package var deviceName: String
    /// As the terminal calls the user; empty where it names nobody.
    package var userName: String
    /// Who holds the user; nil: nobody.
    package var employee: Employee?
    /// By the terminal's zone.
    package var collected: LocalTime

    package var id: Domain.ID<Punch> { punch.punch }

    /// Why it is in doubt and what may have happened, as a sentence for people.
    package var sentence: String {
        let shown = punch.local
        switch kind {
        case .quarantine(.future):
            return
                "The clock of \(deviceName) showed \(shown.toTheMinute) before \(collected.toTheMinute), when it was "
                + "collected: it was ahead then."
        case .quarantine(.ancient):
            return
                "The clock of \(deviceName) showed \(shown.toTheMinute): one that has lost its battery begins in 2000."
        case .quarantine(.impossible):
            return "\(deviceName) stored a day that no calendar has: \(shown)."
        case .clockWentBack(let seconds):
            return
                "The clock of \(deviceName) went back by \(Self.words(seconds)) after it and went on from there, as one does "
                + "that is set: this punch and those before it may be too late, or those after it too early."
        }
    }

    private static func words(_ seconds: Int64) -> String {
        let minutes = seconds / 60
        let hours = minutes / 60
        return hours == 0 ? "\(minutes) min" : hours < 48 ? "\(hours) h \(minutes % 60) min" : "\(hours / 24) days"
    }
}

/// What somebody says of a punch in doubt.
package enum DoubtResolution: Hashable, Sendable {
    /// By the company's clock.
    case madeAt(CivilDate, TimeOfDay)
    case noPunch
    /// It is right as it is; of one that counts.
    case right
}
