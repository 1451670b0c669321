/// A correction laid over the ledger, which itself never changes.
package struct PunchOverlay: Hashable, Sendable, Identifiable {
    package enum Change: Hashable, Sendable {
        /// A punch that no terminal has.
        case add(at: Instant, offset: Int32, PunchWay)
        /// A terminal's punch that does not count.
        case void(Domain.ID<Punch>)
        /// A terminal's punch that went another way than it says.
        case redirect(Domain.ID<Punch>, PunchWay)
    }

    package var id: Domain.ID<PunchOverlay>
    package var change: Change
    /// Who made it, as the journal calls that person, and when.
    package var madeBy: String
    package var madeAt: Instant
    package var why: String
    /// Nil: made directly, without a request.
    package var request: Domain.ID<ApprovalRequest>?

    package init(
        id: Domain.ID<PunchOverlay>, change: Change, madeBy: String, madeAt: Instant, why: String,
        request: Domain.ID<ApprovalRequest>? = nil
    ) {
        self.id = id
        self.change = change
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.why = why
        self.request = request
    }
}

/// Which way somebody went, as far as a correction says.
package enum PunchWay: UInt8, Hashable, Sendable, CaseIterable {
    /// Not said: it takes its turn.
    case either = 0
    case entry = 1
    case exit = 2
}

extension PunchWay {
    /// What the device or the pressed key says of a punch's direction.
    package init(_ punch: Punch) {
        switch punch.way {
        case .in: self = .entry
        case .out: self = .exit
        case .unknown: self = .either
        }
    }
}

/// A punch that a correction touches: as it is read now, except of one that does not count, as the ledger has it.
package struct CorrectedPunch: Hashable, Sendable {
    package var punch: Punch
    package var overlay: PunchOverlay

    package var isVoid: Bool { if case .void = overlay.change { true } else { false } }
}

/// Punches as the engine reads them, and what was corrected about them.
package struct CorrectedPunches: Hashable, Sendable {
    /// Ascending, without those that do not count.
    package private(set) var punches: [Punch]
    package private(set) var corrections: [CorrectedPunch]

    /// The later of two overlays over one punch holds. An overlay over a punch that is not among these does nothing.
    /// - Parameter punches: one person's, from the ledger.
    package init(_ punches: [Punch], overlays: [PunchOverlay]) {
        self.punches = punches
        corrections = []
        guard !overlays.isEmpty else { return }
        var over: [ID<Punch>: PunchOverlay] = [:]
        var added: [CorrectedPunch] = []
        for overlay in overlays.sorted(by: { $0.id < $1.id }) {
            switch overlay.change {
            case .add(let at, let offset, let way):
                added.append(CorrectedPunch(punch: .added(overlay.id, at, offset, way), overlay: overlay))
            case .void(let punch), .redirect(let punch, _): over[punch] = overlay
            }
        }
        lay(over)
        corrections += added
        self.punches += added.map(\.punch)
        self.punches.sort { $0.isBefore($1) }
    }

    private mutating func lay(_ overlays: [ID<Punch>: PunchOverlay]) {
        var kept: [Punch] = []
        for var punch in punches {
            guard let overlay = overlays[punch.id] else {
                kept.append(punch)
                continue
            }
            if case .redirect(_, let way) = overlay.change {
                punch.go(way)
                kept.append(punch)
            }
            corrections.append(CorrectedPunch(punch: punch, overlay: overlay))
        }
        punches = kept
    }
}

extension Punch {
    /// Below zero, so that it is no row of the ledger.
    fileprivate static func added(
        _ overlay: Domain.ID<PunchOverlay>, _ at: Instant, _ offset: Int32, _ way: PunchWay
    ) -> Punch {
        var punch = Punch(id: Domain.ID(-overlay.rawValue), instant: at, offset: offset, verify: 0, source: .manual)
        punch.go(way)
        return punch
    }

    fileprivate mutating func go(_ way: PunchWay) {
        switch way {
        case .either: (direction, state) = (.automatic, .undefined)
        case .entry: (direction, state) = (.automatic, .checkIn)
        case .exit: (direction, state) = (.automatic, .checkOut)
        }
    }
}
