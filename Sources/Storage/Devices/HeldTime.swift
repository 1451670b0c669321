package import Domain

/// A time on a terminal's wall clock, open at either end where nothing bounds it.
package struct HeldTime: Hashable, Sendable {
    /// Seconds of ``LocalTime``; an open end is the outermost number there is, so that a range is one comparison in SQL too.
    let seconds: Range<Int64>

    package static let always = HeldTime(seconds: .min ..< .max)

    init(seconds: Range<Int64>) { self.seconds = seconds }

    /// - Parameters:
    ///   - from: the first second; nil: from the beginning.
    ///   - until: the second after the last; nil: until further notice. Not before `from`.
    package init(from: LocalTime? = nil, until: LocalTime? = nil) {
        let lower = from?.seconds ?? .min
        seconds = lower..<max(lower, until?.seconds ?? .max)
    }

    /// Whole days, both included.
    package init(from first: CivilDate?, through last: CivilDate?) {
        self.init(from: first.map { LocalTime($0) }, until: last.map { LocalTime($0 + 1) })
    }

    package var from: LocalTime? { seconds.lowerBound == .min ? nil : LocalTime(seconds: seconds.lowerBound) }
    package var until: LocalTime? { seconds.upperBound == .max ? nil : LocalTime(seconds: seconds.upperBound) }
    package var isEmpty: Bool { seconds.isEmpty }

    package func contains(_ time: LocalTime) -> Bool { seconds.contains(time.seconds) }
    package func overlaps(_ other: HeldTime) -> Bool { seconds.overlaps(other.seconds) }
    package func shared(with other: HeldTime) -> HeldTime { HeldTime(seconds: seconds.clamped(to: other.seconds)) }

    /// What is left of it on both sides of another.
    func without(_ other: HeldTime) -> [HeldTime] {
        guard overlaps(other) else { return isEmpty ? [] : [self] }
        let parts = [
            seconds.lowerBound..<max(seconds.lowerBound, other.seconds.lowerBound),
            min(seconds.upperBound, other.seconds.upperBound)..<seconds.upperBound,
        ]
        return parts.filter { !$0.isEmpty }.map(HeldTime.init(seconds:))
    }
}

/// Whose a terminal's user is during a time.
package struct Holding: Hashable, Sendable {
    package var employee: ID<Employee>
    package var time: HeldTime

    package init(_ employee: ID<Employee>, _ time: HeldTime) {
        self.employee = employee
        self.time = time
    }
}

/// The holders of one terminal user, ascending: at each moment one, or none.
extension [Holding] {
    /// The same with a time given to somebody, or to nobody, whoever had it.
    package func giving(_ time: HeldTime, to employee: ID<Employee>?) -> [Holding] {
        var rest = flatMap { holding in holding.time.without(time).map { Holding(holding.employee, $0) } }
        if let employee, !time.isEmpty { rest.append(Holding(employee, time)) }
        return rest.sorted { $0.time.seconds.lowerBound < $1.time.seconds.lowerBound }.joined()
    }

    package func holder(at time: LocalTime) -> Holding? { first { $0.time.contains(time) } }

    /// Neighbours of one person made one.
    private func joined() -> [Holding] {
        reduce(into: []) { done, next in
            if let last = done.last, last.employee == next.employee,
                last.time.seconds.upperBound == next.time.seconds.lowerBound
            {
                done[done.count - 1].time = HeldTime(
                    seconds: last.time.seconds.lowerBound..<next.time.seconds.upperBound)
            } else {
                done.append(next)
            }
        }
    }

    /// From the first moment to the last at which the holder is another; nil where there is none.
    func difference(from other: [Holding]) -> HeldTime? {
        let edges = Set((self + other).flatMap { [$0.time.seconds.lowerBound, $0.time.seconds.upperBound] }).sorted()
        let parts = zip(edges, edges.dropFirst()).filter { part in
            let start = LocalTime(seconds: part.0)
            return holder(at: start)?.employee != other.holder(at: start)?.employee
        }
        guard let first = parts.first, let last = parts.last else { return nil }
        return HeldTime(seconds: first.0..<last.1)
    }
}
