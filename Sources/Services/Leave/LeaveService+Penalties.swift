package import Domain
import Storage

// From which types penalties are taken, and what days took from leave or added to it.
extension LeaveService {
    /// Empty where penalties are taken from no leave: then all of them are unpaid.
    package func penaltyOrder() async throws -> PenaltyOrder {
        try await context.database.read { try PenaltyOrder(stored: $0) }
    }

    /// What is booked already stays; days that are worked out from now on follow the new order.
    ///
    /// - Parameter codes: of the types, in their order; none: penalties are taken from no leave.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that speaks against it.
    package func setPenaltyOrder(_ codes: [String], by actor: Actor) async throws -> PenaltyOrder {
        try actor.requires(.changeLeave)
        return try await change(by: actor) { db, stamp in
            let found = try codes.map { ($0.trimmed, try LeaveTypeStore(db).find(code: $0.trimmed)) }
            let order = PenaltyOrder(found.compactMap(\.1))
            let unknown = found.filter { $0.1 == nil }.map { ServiceError.unknownLeaveType(code: $0.0).description }
            let problems = unknown + order.problems
            if !problems.isEmpty {
                throw ServiceError.invalid(problems.map { FieldProblem(field: "types", sentence: $0) })
            }
            try PenaltyOrderStore(db).set(order, by: stamp)
            return order
        }
    }

    /// What days took from leave as a penalty, and what they added to it as time off, by code and date.
    ///
    /// - Parameter employee: nil: everybody in reach.
    package func bookings(
        of employee: ID<Employee>? = nil, _ days: ClosedRange<CivilDate>, by actor: Actor
    ) async throws -> [DayBookingLine] {
        try await context.reading(.readLeave, by: actor) { db, reach in
            let store = DayBookingStore(db)
            if let employee { try reach.require(employee) }
            let found = try employee.map { try store.bookings(of: $0...$0, days) } ?? store.bookings(days)
            let people = try EmployeeStore(db).byID()
            let types = try LeaveTypeStore(db).all()
            return try found.filter { reach.contains($0.employee) }.compactMap { booking in
                try people[booking.employee].map { try DayBookingLine($0, booking, types, db) }
            }.sorted { ($0.employee.code, $0.booking.date) < ($1.employee.code, $1.booking.date) }
        }
    }

    /// A type in the order cannot become one that does not fit there.
    static func penaltyProblems(of type: LeaveType, _ db: any SQLConnection) throws -> [FieldProblem] {
        let order = try PenaltyOrder(stored: db)
        guard order.types.contains(where: { $0.id == type.id }) else { return [] }
        let changed = PenaltyOrder(order.types.map { $0.id == type.id ? type : $0 })
        return changed.problems.map {
            FieldProblem(
                field: "penalties", sentence: "\($0) Penalties are taken from \(order.codes): change that order first.")
        }
    }
}

extension PenaltyOrder {
    init(stored db: any SQLConnection) throws {
        let types = Dictionary(uniqueKeysWithValues: try LeaveTypeStore(db).all().map { ($0.id, $0) })
        self.init(try PenaltyOrderStore(db).order().compactMap { types[$0] })
    }
}

/// What one day took from leave or added to it.
package struct DayBookingLine: Hashable, Sendable {
    package var employee: Employee
    package var booking: DayBooking
    /// What the penalty has taken, by type.
    package var taken: [LeaveTypeAmount]

    init(_ employee: Employee, _ booking: DayBooking, _ types: [LeaveType], _ db: any SQLConnection) throws {
        self.employee = employee
        self.booking = booking
        let amounts = try LeaveLedgerStore(db).amounts(of: employee.id, reference: booking.penaltyReference)
        taken = types.compactMap { type in
            guard let amount = amounts[type.id], amount != .zero else { return nil }
            return LeaveTypeAmount(type: type, amount: -amount)
        }
    }
}

package struct LeaveTypeAmount: Hashable, Sendable {
    package var type: LeaveType
    package var amount: LeaveAmount
}
