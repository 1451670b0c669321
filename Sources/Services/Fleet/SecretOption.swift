/// Options of a terminal that hold a secret. What is asked of terminals, and what they answered, can be read by whoever may
/// see them, so that such an option is neither read nor set as an order.
enum SecretOption {
    private static let signs = ["comkey", "commkey", "password", "passwd", "pwd", "secret", "token"]

    /// - Throws: ``ServiceError/invalid(_:)``
    static func refuse(_ order: DeviceOrder) throws {
        switch order {
        case .readOption(let name), .setOption(let name, _):
            let plain = name.lowercased().filter(\.isLetter)
            guard signs.contains(where: plain.contains) else { return }
            throw ServiceError.invalid(
                "option",
                "\(name) is a secret of the terminal, and what is asked of terminals stays readable. Change it in the "
                    + "terminal’s own menu; a new comm key is told to this program as a change of the terminal.")
        default: return
        }
    }
}
