/// What the API allows, and whom it listens to.
package struct APISettings: Hashable, Sendable {
    /// Files in PEM form.
    package struct Certificate: Hashable, Sendable {
        /// With those above it.
        package var chain: String
        package var key: String

        package init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    package var address: ServerAddress
    /// Nil: without encryption, which is for this computer alone.
    package var certificate: Certificate?
    /// Somebody said that others may be listened to without encryption, for example behind a proxy that encrypts.
    package var isClearAllowed = false
    /// Origins whose pages may ask: `https://hr.example`. None: no page may.
    package var allowedOrigins: Set<String> = []
    /// Requests a second of one account, token or address, on average; 0: any number.
    package var rate = 100.0
    /// How many may come at once.
    package var burst = 200.0
    /// Bytes of a body.
    package var largestBody = 1_048_576
    package var largestFile = 67_108_864
    /// Bytes of all bodies that are held at once; of one account, no more than one that is larger than `largestBody`.
    package var heldBodies = 268_435_456
    /// Answers without end, such as punches as they come in, that one account may have at once.
    package var streamsPerAccount = 8
    /// A request is in after this, and a connection that is silent for so long, or takes nothing of its answer, is closed.
    package var patience = Duration.seconds(30)
    package var connections = 512
    package var connectionsPerAddress = 256
    /// How long those who are being answered may take when the server ends.
    package var farewell = Duration.seconds(20)

    package init(address: ServerAddress) { self.address = address }
}
