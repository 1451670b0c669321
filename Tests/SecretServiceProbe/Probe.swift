import Foundation
import SecretService
import Storage

/// `store ADDRESS PASSWORD` or `look ADDRESS`, in a session that a test has made for it: a process has one session for its
/// whole life.
@main
struct Probe {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let service = SecretService(patience: 5)
        do {
            switch (arguments.first, Array(arguments.dropFirst())) {
            case ("store", let rest) where rest.count == 2:
                try service.store(Secret(rest[1]), for: rest[0])
                print("stored")
            case ("look", let rest) where rest.count == 1:
                print(try service.password(for: rest[0])?.reveal() ?? "nothing")
            default: print("what?")
            }
        } catch {
            print("error: \(error)")
        }
    }
}
