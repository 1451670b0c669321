@testable import Domain

/// One person with some types of leave, in a company that rests on Sundays.
struct LeaveSample {
    static let vacation = ID<LeaveType>(1)
    static let unpaid = ID<LeaveType>(2)
    static let sick = ID<LeaveType>(3)
    static let timeOff = ID<LeaveType>(4)

    var employee = Employee(id: ID(7), code: "0042", name: "Asha Verma", joined: date("2020-01-01"))
    var types: [LeaveType]

    /// - Parameter change: what is special about the vacation.
    init(_ change: (inout LeaveType) -> Void = { _ in }) {
        var vacation = LeaveType(id: Self.vacation, code: "VL", name: "Vacation", kind: .vacation)
        change(&vacation)
        var unpaid = LeaveType(id: Self.unpaid, code: "LWP", name: "Leave without pay")
        unpaid.paidPercent = 0
        unpaid.overdraft = .unlimited
        let sick = LeaveType(id: Self.sick, code: "SL", name: "Sick leave", kind: .sick)
        let timeOff = LeaveType(id: Self.timeOff, code: "CO", name: "Time off", kind: .compensatory)
        types = [vacation, unpaid, sick, timeOff]
    }

    var vacation: LeaveType { types[0] }
    var book: LeaveBook { LeaveBook(employee: employee, accounts: types.map { LeaveAccount(type: $0) }) }

    func grants(through: String, worked: Int = 0) -> [LeaveGrant] {
        vacation.grants(for: employee, through: date(through)) { _ in LeaveAmount(days: worked) }
    }

    func request(
        _ first: String, _ last: String? = nil, type: ID<LeaveType> = vacation, id: Int64 = 1,
        _ change: (inout LeaveRequest) -> Void = { _ in }
    ) -> LeaveRequest {
        var request = LeaveRequest(
            id: ID(id), employee: employee.id, type: type, first: date(first), last: date(last ?? first),
            asked: date("2020-01-01"))
        change(&request)
        return request
    }

    /// Sundays off, and these holidays.
    static func calendar(holidays: String...) -> (CivilDate) -> LeaveCalendarDay {
        let days = Set(holidays.map(date))
        return { day in days.contains(day) ? .holiday : day.weekday == .sunday ? .weeklyOff : .working }
    }
}

func date(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }

func days(_ text: String) -> LeaveAmount { LeaveAmount(text) ?? LeaveAmount(thousandths: -1_000_000) }

extension LeaveBook {
    mutating func give(
        _ amount: String, _ type: ID<LeaveType> = LeaveSample.vacation, on day: String, through: String? = nil
    ) throws {
        let number = account(type)?.lots.count ?? 0
        try adjust(
            type, by: days(amount), on: date(day), through: through.map(date),
            LeaveAct(reference: "hand:\(number)", reason: "test"))
    }

    func balance(_ type: ID<LeaveType> = LeaveSample.vacation, on day: String) -> String {
        account(type)?.balance(on: date(day)).description ?? "none"
    }

    func available(_ type: ID<LeaveType> = LeaveSample.vacation, on day: String) -> String {
        account(type)?.available(on: date(day)).description ?? "none"
    }
}
