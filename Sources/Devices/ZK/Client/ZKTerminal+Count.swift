extension ZKTerminal {
    package func recordCount() async throws(DeviceError) -> Int? {
        try await freeSizes().records.map(Int.init)
    }
}
