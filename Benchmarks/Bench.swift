@main
struct Bench {
    static func main() async throws {
        print(try await ImportBench.run())
    }
}
