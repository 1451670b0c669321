package import Domain

/// A day with the reasons for every figure.
package struct DayExplanation: Hashable, Sendable {
    package var employee: Employee
    package var trace: DayTrace
    /// Shift codes, for the shifts the trace names.
    package var shiftCodes: [ID<Shift>: String]
    /// Codes of leave types, for the status.
    package var leaveCodes: [ID<LeaveType>: String]
    /// Device names, for the punches.
    package var deviceNames: [ID<Device>: String]
    /// The punches the day was worked out from, with those of the neighbour days, then those that a correction voids.
    package var punches: [Punch]
    /// What may be missing: punches that wait in the inbox, terminals that have not been read. One sentence each.
    package var hints: [String]
    /// How the day, once final, has changed since: one sentence each time, oldest first.
    package var history: [String]

    package init(
        employee: Employee, trace: DayTrace, shiftCodes: [ID<Shift>: String], leaveCodes: [ID<LeaveType>: String] = [:],
        deviceNames: [ID<Device>: String],
        punches: [Punch], hints: [String], history: [String] = []
    ) {
        self.employee = employee
        self.trace = trace
        self.shiftCodes = shiftCodes
        self.leaveCodes = leaveCodes
        self.deviceNames = deviceNames
        self.punches = punches
        self.hints = hints
        self.history = history
    }
}
