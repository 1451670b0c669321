/// What another zone means for a terminal that has been collected already.
package enum ZoneChange: String, Hashable, Sendable, CaseIterable {
    /// Nobody has said: the change is refused where there are punches.
    case unsaid
    /// The terminal has moved, or its clock has been set to another zone: its punches so far stay where they are in
    /// time, and those to come follow the new zone.
    case fromNowOn = "from-now-on"
}

struct ZoneChangeSentence {
    var device: String
    var zone: String

    var text: String {
        "The punches of \(device) so far were placed in time by \(zone) and stay so; say that the new zone holds from now "
            + "on if the terminal has moved there."
    }
}
