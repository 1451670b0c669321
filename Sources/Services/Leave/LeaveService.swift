package import Domain
import Storage

/// Types of leave, requests, balances, and the runs that grant leave and end leave years.
package struct LeaveService: Sendable {
    let context: ServiceContext

    /// In the order in which they were added.
    package func types() async throws -> [LeaveType] {
        try await context.database.read { try LeaveTypeStore($0).all() }
    }

    /// Nil where there is none.
    package func type(code: String) async throws -> LeaveType? {
        try await context.database.read { try LeaveTypeStore($0).find(code: code.trimmed) }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ type: LeaveType, by actor: Actor) async throws -> LeaveType {
        try actor.requires(.changeLeave)
        return try await change(by: actor) { db, stamp in
            try Self.check(type, db)
            return try LeaveTypeStore(db).insert(type.tidy, by: stamp)
        }
    }

    /// What is booked stays; what is granted or asked for from now on follows the new rules.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    package func update(_ type: LeaveType, by actor: Actor) async throws {
        try actor.requires(.changeLeave)
        return try await change(by: actor) { db, stamp in
            let before = try LeaveTypeStore(db).find(type.id)
            try Self.check(type, db)
            try LeaveTypeStore(db).update(type.tidy, by: stamp)
            // Unpaid leave is an absence to some rules of the day.
            guard before?.paidPercent != type.paidPercent else { return }
            let days = CivilDate.distantPast...CivilDate.distantFuture
            let marks = try DayMarks(db, now: stamp.at)
            for request in try LeaveRequestStore(db).all(touching: days) where request.status == .confirmed {
                try marks.mark(request.employee, from: request.first, through: request.last)
            }
        }
    }

    /// Adds the types that most companies have, those whose codes are free.
    /// - Returns: those added.
    package func addStarterTypes(by actor: Actor) async throws -> [LeaveType] {
        try actor.requires(.changeLeave)
        return try await change(by: actor) { db, stamp in
            let today = try SettingStore(db).companyZone().local(at: stamp.at).date
            return try StarterLeaveTypes.add(db, on: today, by: stamp)
        }
    }

    private static func check(_ type: LeaveType, _ db: any SQLConnection) throws {
        var problems = type.tidy.problems().map { FieldProblem(field: $0.field.rawValue, sentence: $0.sentence) }
        if let other = try LeaveTypeStore(db).find(code: type.tidy.code), other.id != type.id {
            problems.append(
                FieldProblem(field: "code", sentence: "The code \(other.code) is \(other.name)’s already."))
        }
        if let excess = try type.excess.flatMap({ try LeaveTypeStore(db).find($0) }), excess.overdraft != .unlimited {
            problems.append(
                FieldProblem(
                    field: "excess",
                    sentence: "The excess goes to a type without a balance, and \(excess.name) has one."))
        }
        problems += try penaltyProblems(of: type, db)
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    /// Who may do it is the body's affair.
    func change<T: Sendable>(
        by actor: Actor, _ body: @Sendable (any SQLConnection, Stamp) throws -> T
    ) async throws -> T {
        let stamp = context.stamp(actor)
        let result = try await context.database.write { try body($0, stamp) }
        context.hub.send(.leave)
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }
}

extension LeaveType {
    fileprivate var tidy: LeaveType {
        var type = self
        type.code = code.trimmed
        type.name = name.trimmed
        return type
    }
}
