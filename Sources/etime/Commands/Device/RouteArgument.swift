import ArgumentParser
import Services

/// Another way to a terminal: `10.0.0.7`, `10.0.0.7:4371`, `[fd00::7]:4370`, each with `/udp` or `/tcp` behind it.
struct RouteArgument: ExpressibleByArgument, Sendable {
    var route: DeviceConnection.Alternative

    init?(argument: String) {
        guard let route = DeviceConnection.Alternative(text: argument) else { return nil }
        self.route = route
    }
}
