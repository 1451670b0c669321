/// Sizes of what terminals may send.
package struct PushLimits: Hashable, Sendable {
    package var gate = GateLimits()
    /// A body that is read: the whole log of a large terminal has less.
    package var body = 8 << 20
    /// A body that is let pass and forgotten, such as a photo.
    package var ignoredBody = 32 << 20
    /// A body of whoever is none of ours.
    package var strangersBody = 64 << 10
    /// Of bodies that are longer, each terminal and each address has one at a time.
    package var smallBody = 128 << 10
    /// Bodies that are held at the same time, all together.
    package var heldBodies = 32 << 20
    /// What a terminal that was not served now is told to wait.
    package var retryAfter = 30

    package init() {}
}
