extension DeviceConnection {
    /// For ``computer``: whoever collects here can reach what ends at this computer, and nobody else can.
    package static var thisComputer: String { ProcessIdentity.own.host }
}
