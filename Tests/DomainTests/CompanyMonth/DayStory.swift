import Domain
import SeededRandom

/// What somebody did on one day, told in minutes of a clock that begins at the day's midnight, before there is a punch.
///
/// A night goes on beyond minute 1440.
struct DayStory {
    var date: CivilDate
    /// The person was there, in order; each from its first minute until its last, which is not part of it.
    var stays: [Range<Int>] = []
    /// The IN of somebody who forgot to punch out.
    var loneIn: Int?
}

/// The hours of a shift as minutes.
struct StoryShift {
    var shift: Shift
    var hours: Range<Int>
    var pause: Range<Int>?

    static let all = [
        StoryShift(shift: .general, hours: 540..<1080, pause: 780..<840),
        StoryShift(shift: .afternoon, hours: 840..<1320, pause: nil),
        StoryShift(shift: .night, hours: 1320..<1800, pause: nil),
    ]
}

extension DayStory {
    static func working(_ date: CivilDate, _ shift: StoryShift, _ random: inout SeededGenerator) -> DayStory {
        var story = DayStory(date: date)
        switch random.between(1, 100) {
        case 1...8: break
        case 9...11: story.loneIn = shift.hours.lowerBound + random.between(-20, 20)
        case 12...15: story.stays = [briefly(shift, random.between(100, 260))]
        case 16...20: story.stays = [briefly(shift, random.between(118, 122))]
        case 21...25: story.stays = [briefly(shift, random.between(238, 242))]
        default: story.stays = full(shift, &random)
        }
        return story
    }

    private static func briefly(_ shift: StoryShift, _ minutes: Int) -> Range<Int> {
        shift.hours.lowerBound..<shift.hours.lowerBound + minutes
    }

    private static func full(_ shift: StoryShift, _ random: inout SeededGenerator) -> [Range<Int>] {
        let come = shift.hours.lowerBound + random.between(-25, 30)
        let go = shift.hours.upperBound + random.between(-30, random.happens(percent: 25) ? 230 : 40)
        guard let pause = shift.pause, random.happens(percent: 50) else { return [come..<go] }
        // A lunch that is punched, and not kept to the minute.
        let out = pause.lowerBound + random.between(-20, 20)
        let back = out + random.between(10, 80)
        return [come..<out, back..<go]
    }

    static func resting(_ date: CivilDate, _ shift: StoryShift, _ random: inout SeededGenerator) -> DayStory {
        var story = DayStory(date: date)
        if random.happens(percent: 12) {
            let come = shift.hours.lowerBound + random.between(0, 60)
            story.stays = [come..<come + random.between(20, 300)]
        }
        return story
    }

    /// In the order of time, without a key pressed.
    var punchedMinutes: [Int] { loneIn.map { [$0] } ?? stays.flatMap { [$0.lowerBound, $0.upperBound] } }
}
