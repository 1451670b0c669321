/// Measures all that needs no display. `etime-bench NAME…` runs those parts alone.
@main
struct Bench {
    private static let parts: [(name: String, run: @Sendable () async throws -> [BenchLine])] = [
        ("engine", { engineBench() }),
        ("import", { [try await ImportBench.run()] }),
        ("device", { try await DeviceReadBench.run() }),
        ("datagrams", { try await DatagramBench.run() }),
        ("live", { try await LivePunchBench.run() }),
        ("fleet", { try await FleetBench.run() }),
        ("memory", { try await MemoryBench.run() }),
        ("recalculation", { try await RecalculationBench.run() }),
        ("leave", { try await LeaveBench.run() }),
        ("tables", { try await TableImportBench.run() }),
        ("server-import", { try await ServerImportBench.run() }),
        ("server-recalculation", { try await serverRecalculation() }),
        ("growth", { try await GrowthBench.run() }),
    ]

    static func main() async throws {
        let wanted = Set(CommandLine.arguments.dropFirst())
        for part in parts where wanted.isEmpty || wanted.contains(part.name) {
            for line in try await part.run() { print(line) }
        }
    }

    private static func serverRecalculation() async throws -> [BenchLine] {
        var lines: [BenchLine] = []
        for place in BenchPlace.servers { lines += try await RecalculationBench.run(at: place) }
        return lines
    }
}
