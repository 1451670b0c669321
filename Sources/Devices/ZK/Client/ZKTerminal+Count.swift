extension ZKTerminal {
    package func recordCount() async throws(DeviceError) -> Int? {
        try await sizes().records.map(Int.init)
    }
}
