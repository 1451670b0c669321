package import Domain

/// A terminal as it is configured, and what was last heard of it.
package struct DeviceRecord: Hashable, Sendable, Identifiable {
    package enum Transport: UInt8, Hashable, Sendable, CaseIterable {
        /// TCP, and UDP where the terminal does not answer on TCP.
        case automatic, tcp, udp
    }

    /// What kind of terminal it is: how its punches come in.
    package enum Family: UInt8, Hashable, Sendable, CaseIterable {
        /// The ZKTeco protocol, such as the identiX K20: we connect to it and read its log.
        case zk
        /// Sends a line per punch.
        case lines
        /// Calls us over HTTP.
        case push
        /// A folder into which its files are put.
        case folder
    }

    package var id: Domain.ID<Device>
    /// Unique, for people: `Main gate`.
    package var name: String
    package var family: Family
    /// A name or address; of a serial line or a folder its path; of a push terminal its serial number.
    package var host: String
    /// 1 where a place has no ports.
    package var port: UInt16
    package var transport: Transport
    /// A secret: never in the journal, a log or a message.
    package var commKey: UInt32
    /// The IANA name of the zone its clock shows.
    package var zone: String
    package var direction: DeviceDirection
    /// What else it takes to speak to it, as JSON that the use cases write; nil: nothing.
    package var connection: String?
    /// From when on nobody punches on it any more; nil while it is in use.
    package var retiredAt: Instant?
    /// The first punch that the zone is meant for; nil: all of them.
    package var zoneSince: Domain.ID<Punch>?
    /// What the terminal said of itself and how the last conversation went.
    package var contact: DeviceContact

    package init(
        id: Domain.ID<Device> = ID(0), name: String, family: Family = .zk, host: String,
        port: UInt16 = 4370, transport: Transport = .automatic, commKey: UInt32 = 0, zone: String,
        direction: DeviceDirection = .automatic, connection: String? = nil, retiredAt: Instant? = nil,
        zoneSince: Domain.ID<Punch>? = nil, contact: DeviceContact = DeviceContact()
    ) {
        self.id = id
        self.name = name
        self.family = family
        self.host = host
        self.port = port
        self.transport = transport
        self.commKey = commKey
        self.zone = zone
        self.direction = direction
        self.connection = connection
        self.retiredAt = retiredAt
        self.zoneSince = zoneSince
        self.contact = contact
    }
}

/// What is known of a terminal from talking to it. Not journalled: nobody decided it.
package struct DeviceContact: Hashable, Sendable {
    /// As it names itself; empty until it has.
    package var model: String
    package var serialNumber: String?
    package var firmware: String?
    /// Bytes a record of its punch log takes.
    package var recordWidth: Int?
    package var lastSeen: Instant?
    /// Why the last conversation failed; nil after one that succeeded.
    package var lastError: String? {
        didSet { if lastError == nil { lastRefusal = nil } }
    }
    /// Seconds the terminal's clock is ahead.
    package var clockDrift: Int32?
    /// How many punches it can hold.
    package var recordCapacity: Int?
    /// What a person may accept so that the next conversation goes well; nil where nothing helps.
    package var lastRefusal: UInt8?

    package init(
        model: String = "", serialNumber: String? = nil, firmware: String? = nil, recordWidth: Int? = nil,
        lastSeen: Instant? = nil, lastError: String? = nil, clockDrift: Int32? = nil, recordCapacity: Int? = nil,
        lastRefusal: UInt8? = nil
    ) {
        self.model = model
        self.serialNumber = serialNumber
        self.firmware = firmware
        self.recordWidth = recordWidth
        self.lastSeen = lastSeen
        self.lastError = lastError
        self.clockDrift = clockDrift
        self.recordCapacity = recordCapacity
        self.lastRefusal = lastRefusal
    }
}
