extension DayEngine {
    /// How far from the end of one shift and the start of the next two quick punches are an OUT and an IN.
    private static let handover: Int64 = 3600

    /// Reads the punches in order, drops doubles and sets quarantined ones aside.
    mutating func readPunches<Tracer: DayTracer>(_ punches: [Punch], tracing: Tracer.Type) {
        marks.removeAll(keepingCapacity: true)
        fates.removeAll(keepingCapacity: true)
        firstPunch = position(in: punches, ofFirstNotBefore: calendar[0].midnight)
        let end = calendar[calendar.count - 1].midnight + 2 * 86_400
        var home = 0
        for index in firstPunch..<punches.count {
            let instant = punches[index].instant.seconds
            if instant >= end { break }
            if let reason = punches[index].quarantine {
                setAside(punches[index])
                if Tracer.isOn { fates.append(.quarantined(reason)) }
                continue
            }
            while home + 1 < slots.count, slots[home + 1].border <= instant { home += 1 }
            judge(index, in: punches, home: home, tracing: tracing)
        }
    }

    @inline(__always)
    private mutating func judge<Tracer: DayTracer>(
        _ index: Int, in punches: [Punch], home: Int, tracing: Tracer.Type
    ) {
        let instant = punches[index].instant.seconds
        let way = punches[index].way
        let isManual = punches[index].source == .manual
        var isHandover = false
        if !isManual, let last = marks.last {
            let window = Int64(policy(of: home).duplicateWindow)
            let gap = instant - last.instant
            if gap < window || gap == 0, way == last.way || way == .unknown || last.way == .unknown {
                isHandover = self.isHandover(index, in: punches, way: way, home: home, window: window)
                if !isHandover {
                    if Tracer.isOn { fates.append(.double(of: last.punch)) }
                    return
                }
            }
        }
        if Tracer.isOn { fates.append(.kept(mark: Int32(marks.count))) }
        marks.append(
            Mark(
                instant: instant, offset: punches[index].offset, punch: Int32(index), home: Int32(home), way: way,
                isManual: isManual,
                isHandover: isHandover))
    }

    /// Two quick punches where one shift ends and the next begins are an OUT and an IN, if the person was there
    /// before and is seen again later in the next shift.
    private func isHandover(
        _ index: Int, in punches: [Punch], way: Mark.Way, home: Int, window: Int64
    ) -> Bool {
        let last = marks[marks.count - 1]
        let instant = punches[index].instant.seconds
        guard way == .unknown || last.way == .unknown, way != .out, last.way != .in, !last.isHandover,
            instant > last.instant, marks.count > 1,
            last.instant - marks[marks.count - 2].instant <= Int64(policy(of: home).longestPresence),
            let next = shiftBeginning(near: instant, home: home)
        else { return false }
        let later = punches[index...].first {
            $0.quarantine == nil && $0.instant.seconds - instant >= window
        }
        return later.map { $0.instant.seconds < slots[next].closes } ?? false
    }

    /// The slot that takes over from another one around this instant.
    private func shiftBeginning(near instant: Int64, home: Int) -> Int? {
        for next in home...(home + 1) where next > 0 && next < slots.count {
            let before = slots[next - 1]
            if before.hasHours, slots[next].hasHours, before.end + Self.handover > slots[next].start,
                instant >= before.end - Self.handover, instant <= slots[next].start + Self.handover
            {
                return next
            }
        }
        return nil
    }

    private mutating func setAside(_ punch: Punch) {
        let day = Int(punch.local.date.daysSinceEpoch) - Int(calendar[0].date.daysSinceEpoch)
        guard quarantinedDays.indices.contains(day) else { return }
        quarantinedDays[day] = true
        hasQuarantine = true
    }

    func position(in punches: [Punch], ofFirstNotBefore instant: Int64) -> Int {
        var low = 0
        var high = punches.count
        while low < high {
            let middle = (low + high) / 2
            if punches[middle].instant.seconds < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
