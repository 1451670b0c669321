/// The last part of a request's path: what the terminal wants.
enum PushCall: String, Hashable, Sendable {
    case data = "cdata"
    case poll = "getrequest"
    case result = "devicecmd"
    case register = "registry"
    case push
    case ping
    case file = "fdata"
    case exchange
    case otherData = "edata"

    /// Some firmware asks for `.aspx`, and one of them misspells it.
    init?(path: some StringProtocol) {
        let name = path.hasSuffix(".aspx") ? String(path.dropLast(5)) : String(path)
        self.init(rawValue: name == "devicemd" ? "devicecmd" : name)
    }
}
