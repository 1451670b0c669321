import Domain
import Storage

/// Says why days are provisional.
struct ProvisionalReasons {
    let now: Instant
    let terminals: [DeviceCompleteness]
    let zone: ZoneRules

    /// - Parameter settling: the moment from which no punch can change the day any more.
    func reason(settling: Instant) -> ProvisionalReason {
        if now < settling { return .running(until: zone.local(at: settling)) }
        return .uncollected(terminals.filter { $0.completeInstant.map { $0 < settling } ?? true })
    }
}
