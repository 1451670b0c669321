/// What another zone means for a terminal that has been collected already.
package enum ZoneChange: String, Hashable, Sendable, CaseIterable {
    /// Nobody has said: the change is refused where there are punches.
    case unsaid
    /// The terminal has moved, or its clock has been set to another zone: its punches so far stay where they are in
    /// time, and those to come follow the new zone.
    case fromNowOn = "from-now-on"
    /// The zone was never right: the punches that it placed are placed anew, and their days worked out again.
    case wasWrong = "was-wrong"
}

struct ZoneChangeSentence {
    var device: String
    var zone: String

    var text: String {
        "The punches of \(device) so far were placed in time by \(zone). Say whether the terminal has moved, so that the "
            + "new zone holds from now on, or whether the old one was wrong, so that they are placed anew."
    }
}
