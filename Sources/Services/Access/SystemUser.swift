import Foundation

/// The login name of the process's user; `local` where the system has none, as in some containers.
package func systemUserName() -> String {
    let name = NSUserName()
    return name.isEmpty ? "local" : name
}
