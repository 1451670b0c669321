import Testing

@testable import Domain

struct PostingsTests {
    private static let first = civil("2026-11-01")
    private var postings = Postings(Posting(from: Self.first, department: "Press", location: "Pune"))

    private func posting(_ day: Int, _ department: String, _ location: String = "Pune") -> Posting {
        Posting(from: Self.first + (day - 1), department: department, location: location)
    }

    /// `Press Press@15`: each posting with its day.
    private func text(_ postings: Postings) -> String {
        postings.all.map { "\($0.department)@\($0.from.day)" }.joined(separator: " ")
    }

    @Test func eachDayHasTheLastPostingThatHasBegun() {
        let moved = Postings(postings.first, moves: [posting(20, "Stores"), posting(15, "Store")])
        #expect(text(moved) == "Press@1 Store@15 Stores@20")
        let days = [Self.first - 40, Self.first, Self.first + 13, Self.first + 14, Self.first + 18, Self.first + 19]
        #expect(days.map { moved.on($0).department } == ["Press", "Press", "Press", "Store", "Store", "Stores"])
        #expect(moved.on(Self.first + 4000).department == "Stores")
    }

    @Test func aMoveIsReplacedJoinedAndTakenBack() {
        var moved = postings
        moved.set(posting(15, "Stores"))
        moved.set(posting(15, "Store"))
        #expect(text(moved) == "Press@1 Store@15")
        moved.set(posting(20, "Press"))
        #expect(text(moved) == "Press@1 Store@15 Press@20")
        var back = moved
        let dates = [16, 15].map { back.removeMove(on: Self.first + ($0 - 1)) }
        #expect(dates == [false, true])
        #expect(text(back) == "Press@1", "two at one place that follow each other are one")
        moved.set(posting(15, "Press"))
        #expect(text(moved) == "Press@1")
        moved.set(posting(1, "Weaving"))
        #expect(text(moved) == "Weaving@1")
        moved.set(posting(-5, "Dyeing"))
        #expect(text(moved) == "Dyeing@1", "nobody was anywhere before the first day")
    }

    @Test func aMoveOnAnotherDayKeepsItsPlace() {
        var moved = Postings(postings.first, moves: [posting(15, "Store"), posting(20, "Press")])
        let isKnown = [14, 15].map { moved.redateMove(on: Self.first + ($0 - 1), to: Self.first + 18) }
        #expect(isKnown == [false, true])
        #expect(text(moved) == "Press@1 Store@19 Press@20")
        let isFirst = moved.redateMove(on: Self.first + 18, to: Self.first)
        #expect(isFirst)
        #expect(text(moved) == "Store@1 Press@20")
    }

    @Test func theEmploymentBeginsOnAnotherDay() {
        var moved = Postings(postings.first, moves: [posting(15, "Store")])
        moved.begin(on: Self.first - 60)
        moved.set(posting(-10, "Weaving"))
        #expect(text(moved) == "Press@2 Weaving@21 Store@15")
        moved.begin(on: Self.first + 25)
        #expect(moved.all.map(\.department) == ["Press", "Weaving", "Store"])
        #expect(moved.on(Self.first + 25).department == "Store")
    }

    @Test func spansCoverTheDaysOnce() {
        let moved = Postings(postings.first, moves: [posting(15, "Store"), posting(20, "Press")])
        let spans = moved.spans(in: Self.first + 5...Self.first + 14)
        #expect(
            spans.map { "\($0.days.lowerBound.day)-\($0.days.upperBound.day) \($0.posting.department)" }
                == ["6-14 Press", "15-15 Store"])
        #expect(moved.spans(in: Self.first + 25...Self.first + 26).map(\.posting.department) == ["Press"])
    }

    @Test func changesAreTheDaysElsewhereAndNoOthers() {
        let days = Self.first...Self.first + 29
        let moved = Postings(postings.first, moves: [posting(15, "Store"), posting(20, "Press")])
        #expect(moved.changes(from: postings, in: days) == [Self.first + 14...Self.first + 18])
        #expect(postings.changes(from: moved, in: days) == [Self.first + 14...Self.first + 18])
        #expect(moved.changes(from: moved, in: days).isEmpty)
        var other = moved
        _ = other.redateMove(on: Self.first + 14, to: Self.first + 16)
        #expect(other.changes(from: moved, in: days) == [Self.first + 14...Self.first + 15])
        #expect(
            moved.changes(from: postings, in: Self.first + 16...Self.first + 17) == [Self.first + 16...Self.first + 17])
        let dubai = Postings(postings.first, moves: [posting(30, "Press", "Dubai")])
        #expect(dubai.changes(from: postings, in: days) == [Self.first + 29...Self.first + 29])
    }
}
