/// Hands each change to every subscriber.
///
/// It hangs on the use cases and not on a database's own notices, so it is the same for every database.
typealias ChangeHub = EventHub<Change>
