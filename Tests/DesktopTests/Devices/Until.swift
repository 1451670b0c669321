import Testing

/// Lets everything else on until the condition holds; a test whose condition never does fails.
func until(
    _ what: Comment, within seconds: Int = 20, _ location: SourceLocation = #_sourceLocation,
    _ condition: () -> Bool
) async {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition(), ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(2)) }
    #expect(condition(), what, sourceLocation: location)
}
