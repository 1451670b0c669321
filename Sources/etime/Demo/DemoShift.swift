import Domain
import Services

/// The three working times of the demo company.
enum DemoShift: String, CaseIterable, Sendable {
    case early = "E"
    case general = "G"
    case night = "N"

    var code: String { rawValue }

    var name: String {
        switch self {
        case .early: "Early"
        case .general: "General"
        case .night: "Night"
        }
    }

    var start: TimeOfDay {
        switch self {
        case .early: TimeOfDay(6, 0)
        case .general: TimeOfDay(9, 0)
        case .night: TimeOfDay(22, 0)
        }
    }

    var end: TimeOfDay {
        switch self {
        case .early: TimeOfDay(14, 0)
        case .general: TimeOfDay(18, 0)
        case .night: TimeOfDay(6, 0)
        }
    }

    var mealBreak: ShiftBreak {
        switch self {
        case .early: ShiftBreak(start: TimeOfDay(10, 0), end: TimeOfDay(10, 30))
        case .general: ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0))
        case .night: ShiftBreak(start: TimeOfDay(2, 0), end: TimeOfDay(2, 30))
        }
    }

    /// From the start to the end, over midnight where the shift does so.
    var length: Int {
        let difference = Int(end.secondsSinceMidnight - start.secondsSinceMidnight)
        return difference > 0 ? difference : difference + 86_400
    }

    var draft: ShiftDraft {
        var policy = AttendancePolicy()
        policy.closesAfter = 2 * 3600
        return ShiftDraft(code: code, name: name, start: start, end: end, breaks: [mealBreak], policy: policy)
    }
}
