import Domain
import SeededRandom

/// What somebody did on one day, told in minutes of a clock that begins at the day's midnight, before there is a punch.
///
/// A night goes on beyond minute 1440.
struct DayStory {
    enum Leave { case none, whole, firstHalf, secondHalf, hours(Range<Int>) }

    var date: CivilDate
    /// The person was there, in order; each from its first minute until its last, which is not part of it.
    var stays: [Range<Int>] = []
    /// The IN of somebody who forgot to punch out.
    var loneIn: Int?
    var leave = Leave.none
    /// At a customer's; the whole of the hours is a whole day.
    var duty: Range<Int>?
    /// Minutes of overtime that somebody approved; nil: nobody did.
    var approved: Int?

    /// In the order of time, without a key pressed.
    var punchedMinutes: [Int] { loneIn.map { [$0] } ?? stays.flatMap { [$0.lowerBound, $0.upperBound] } }
}

extension DayStory {
    static func working(_ date: CivilDate, _ trade: Trade, _ random: inout SeededGenerator) -> DayStory {
        var story = DayStory(date: date)
        if trade.rules.needsApproval, random.happens(percent: 50) { story.approved = random.between(0, 16) * 15 }
        switch random.between(1, 100) {
        case 1...8: break
        case 9...11: story.loneIn = trade.hours.lowerBound + random.between(-20, 20)
        case 12...15: story.stays = [briefly(trade, random.between(100, 260))]
        case 16...19: story.stays = [briefly(trade, random.between(118, 122))]
        case 20...23: story.stays = [briefly(trade, random.between(238, 242))]
        case 24...28:
            story.leave = .whole
            if random.happens(percent: 30) { story.stays = trade.fullDay(&random) }
        case 29...36: story.takeHalf(trade, &random)
        case 37...40 where trade.kind == .office:
            story.leave = .hours(540..<660)
            story.stays = [random.between(630, 690)..<1080 + random.between(-10, 40)]
        case 41...43 where trade.kind == .office: story.duty = trade.hours
        case 44...47 where trade.kind == .office:
            story.duty = 540..<750
            story.stays = [random.between(700, 800)..<1080 + random.between(-20, 90)]
        default: story.stays = trade.fullDay(&random)
        }
        return story
    }

    static func resting(_ date: CivilDate, _ trade: Trade, _ random: inout SeededGenerator) -> DayStory {
        var story = DayStory(date: date)
        if random.happens(percent: 12) {
            let come = trade.hours.lowerBound + random.between(0, 60)
            story.stays = [come..<come + random.between(20, 300)]
        }
        return story
    }

    private static func briefly(_ trade: Trade, _ minutes: Int) -> Range<Int> {
        trade.hours.lowerBound..<trade.hours.lowerBound + minutes
    }

    /// Half a day of leave; one in six stays away altogether, one in ten works the whole day all the same.
    private mutating func takeHalf(_ trade: Trade, _ random: inout SeededGenerator) {
        let isOfHalves = trade.kind == .office || trade.kind == .line || trade.kind == .guards
        // Nobody can ask for the half that is a holiday.
        guard isOfHalves, date != StoryCompany.halfHoliday else {
            stays = trade.fullDay(&random)
            return
        }
        let isFirst = random.happens(percent: 50)
        leave = isFirst ? .firstHalf : .secondHalf
        let due = isFirst ? trade.secondHalf : trade.firstHalf
        switch random.between(1, 30) {
        case 1...5: break
        case 6...8: stays = trade.fullDay(&random)
        default: stays = [due.lowerBound + random.between(-20, 25)..<due.upperBound + random.between(-25, 20)]
        }
    }
}

extension Trade {
    fileprivate func fullDay(_ random: inout SeededGenerator) -> [Range<Int>] {
        var come = hours.lowerBound + random.between(-25, 30)
        let go = hours.upperBound + random.between(-30, random.happens(percent: 25) ? 230 : 40)
        switch kind {
        case .office:
            guard random.happens(percent: 50) else { return [come..<go] }
            // A lunch that is punched, and not kept to the minute.
            let out = 780 + random.between(-20, 20)
            return [come..<out, out + random.between(10, 80)..<go]
        case .line:
            if random.happens(percent: 6) { come = 900 + random.between(-4, 4) }
            guard random.happens(percent: 40) else { return [come..<go] }
            let out = random.between(1000, 1200)
            return [come..<out, out + random.between(6, 45)..<go]
        case .guards: return [come..<go]
        case .desk:
            come = random.between(400, 620)
            let leave = max(800, come + 510 + random.between(-90, 240))
            guard random.happens(percent: 50) else { return [come..<leave] }
            let out = 720 + random.between(-20, 20)
            return [come..<out, out + random.between(10, 60)..<leave]
        case .shop:
            return [come..<720 + random.between(-20, 20), 960 + random.between(-20, 25)..<go]
        }
    }
}
