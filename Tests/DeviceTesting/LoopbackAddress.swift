import Foundation
import Synchronization

/// Addresses of this computer that nobody else uses, for tests in which a port has to be free once more after it was in
/// use: on `127.0.0.1` another program may take it meanwhile.
package enum LoopbackAddress {
    private static let given = Mutex(0)

    /// From `127.64.0.0` to `127.191.255.255`: where it begins follows from the number of the process. Tests that search
    /// networks have others.
    package static func unused() -> String {
        let process = Int(ProcessInfo.processInfo.processIdentifier)
        let number = given.withLock { given in
            given += 1
            return process / 128 * 4096 + given
        }
        return "127.\(64 + process % 128).\(number / 256 % 256).\(number % 256)"
    }
}
