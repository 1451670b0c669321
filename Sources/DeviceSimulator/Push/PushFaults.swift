/// What goes wrong between a virtual push terminal and its server: rates from 0 to 1, of each request.
package struct PushFaults: Hashable, Sendable {
    /// The connection is cut at any byte of the request.
    package var cuts = 0.0
    /// The server's answer does not arrive.
    package var lostAnswers = 0.0
    /// A request is sent a second time, although it was answered.
    package var repeats = 0.0
    /// The terminal starts again: what was in its working memory is gone.
    package var restarts = 0.0
    /// A punch is stored under an impossible date.
    package var invalidDates = 0.0

    package init() {}
}
