package import DeviceSimulator

extension VirtualTerminal {
    /// Takes the place of another one that has stopped. A process that somebody starts at that moment holds what was open
    /// here until it has become another program.
    package func start(inPlaceAt address: Address) async throws {
        let limit = ContinuousClock.now + .seconds(30)
        while true {
            do throws(SimulatorError) {
                _ = try await start(host: address.host, tcpPort: address.tcpPort)
                return
            } catch {
                guard case .portInUse = error, ContinuousClock.now < limit else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
