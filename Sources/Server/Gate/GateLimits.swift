/// What one peer, and all of them, may take of a server that anybody can call.
package struct GateLimits: Hashable, Sendable {
    /// Bytes of the request line and the headers.
    package var head = 16_384
    package var headers = 100
    package var connections = 512
    /// A factory may have its terminals behind one address.
    package var connectionsPerAddress = 128
    /// Nothing comes for so long: the peer is gone.
    package var silence = Duration.seconds(20)
    /// A request is in after this, and the time that its bytes need at `slowest` a second.
    package var request = Duration.seconds(30)
    package var slowest = 1024
    /// Nothing takes longer, however large it is and however steadily it comes.
    package var longest = Duration.seconds(300)
    /// How long whoever answers may take.
    package var answer = Duration.seconds(300)
    /// How long the peer may take to read the answer and go.
    package var farewell = Duration.seconds(3)

    package init() {}
}
