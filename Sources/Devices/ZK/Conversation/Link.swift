/// What all conversations on one connection share: the session, the numbering, and how patient to be.
struct Link: Hashable, Sendable {
    /// TCP: nothing is lost or reordered. UDP: everything can be.
    let isReliable: Bool
    let timeout: Duration
    let attempts: Int
    let acceptsWrongChecksums: Bool
    let partSize: Int
    /// From the answer to CONNECT alone: in other answers the header's field may hold something else.
    var session: UInt16 = 0
    /// Packets that were heard and thrown away, for the log.
    var dropped = 0
    private var nextReply: UInt16 = 0

    init(_ endpoint: DeviceEndpoint, isReliable: Bool) {
        self.isReliable = isReliable
        timeout = endpoint.timeout
        attempts = endpoint.attempts
        acceptsWrongChecksums = endpoint.acceptsWrongChecksums
        partSize = endpoint.partSize
    }

    /// Gives a request its session and the next number. 65,535 is never used.
    mutating func stamp(_ request: Request) -> Frame {
        let reply = nextReply
        nextReply = nextReply >= 65_534 ? 0 : nextReply + 1
        return Frame(request.command, session: session, reply: reply, data: request.data)
    }

    /// How often silence is answered with the same request again. Over TCP the request has arrived, and asking
    /// again helps only against a terminal that lost its thread.
    var silences: Int { isReliable ? min(2, attempts) : attempts }

    /// How long to wait for the first word of an answer. UDP starts impatient and doubles: a lost datagram is
    /// the likely reason there.
    func patience(attempt: Int) -> Duration {
        isReliable ? timeout : min(timeout, timeout / 8 * (1 << min(attempt, 3)))
    }

    /// Between two packets of one transfer.
    var gapPatience: Duration { isReliable ? timeout : timeout / 8 }

    /// For what has very likely been lost, or what we can do without.
    var shortPatience: Duration { timeout / 16 }

    /// The most that is asked for at once. 65,472 and 16,384 are what the open clients ask of all kinds of
    /// terminals.
    var chunkSize: Int { isReliable ? 65_472 : 16_384 }
}
