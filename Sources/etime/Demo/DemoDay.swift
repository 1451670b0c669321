import Domain
import SeededRandom

/// What one day brings for one person.
enum DemoEvent: CaseIterable, Sendable {
    case ordinary, absent, late, leavesEarly, halfDay, staysLonger, forgetsIn, forgetsOut, forgetsReturn, punchesTwice

    /// How many people a day has of each; everybody else has an ordinary day.
    private static let perDay: [(event: DemoEvent, people: Int)] = [
        (.absent, 3), (.late, 6), (.leavesEarly, 2), (.halfDay, 1), (.staysLonger, 5), (.forgetsOut, 2),
        (.forgetsIn, 1), (.forgetsReturn, 1), (.punchesTwice, 5),
    ]

    /// One event a person. Drawn for the whole day at once, so that no day is without its late comers.
    static func drawn(seed: Int, day: Int, people: Int) -> [DemoEvent] {
        var generator = SeededGenerator(mixing: seed, day)
        var events = [DemoEvent](repeating: .ordinary, count: people)
        var order = generator.order(people)[...]
        for (event, count) in perDay {
            for person in order.prefix(count) { events[person] = event }
            order = order.dropFirst(count)
        }
        return events
    }
}

/// The times at which a person stands before the terminal for one shift, in seconds after the day's midnight.
struct DemoPresence {
    private(set) var times: [Int] = []

    init(_ event: DemoEvent, shift: DemoShift, punchesMeals: Bool, generator: inout SeededGenerator) {
        guard event != .absent else { return }
        let start = Int(shift.start.secondsSinceMidnight)
        let end = start + shift.length
        let meal = start + Self.secondsFromStart(of: shift.mealBreak.start, in: shift)
        let mealEnd = start + Self.secondsFromStart(of: shift.mealBreak.end, in: shift)

        let entry = start + Self.entryDelay(event, &generator)
        let exit = event == .halfDay ? meal + generator.between(60, 600) : end + Self.exitDelay(event, &generator)
        let meals = [meal + generator.between(30, 420), mealEnd - generator.between(-240, 300)]

        times = [entry]
        if punchesMeals, event != .halfDay { times += event == .forgetsReturn ? [meals[0]] : meals }
        times.append(exit)
        if event == .forgetsIn { times.removeFirst() }
        if event == .forgetsOut { times.removeLast() }
        if event == .punchesTwice { times.append(entry + generator.between(2, 40)) }
        times.sort()
    }

    private static func secondsFromStart(of time: TimeOfDay, in shift: DemoShift) -> Int {
        let difference = Int(time.secondsSinceMidnight - shift.start.secondsSinceMidnight)
        return difference >= 0 ? difference : difference + 86_400
    }

    private static func entryDelay(_ event: DemoEvent, _ generator: inout SeededGenerator) -> Int {
        event == .late ? generator.between(16 * 60, 75 * 60) : generator.between(-22 * 60, 9 * 60)
    }

    private static func exitDelay(_ event: DemoEvent, _ generator: inout SeededGenerator) -> Int {
        switch event {
        case .leavesEarly: -generator.between(20 * 60, 95 * 60)
        case .staysLonger: generator.between(35 * 60, 110 * 60)
        default: generator.between(10, 18 * 60)
        }
    }
}
