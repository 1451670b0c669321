package import Domain

/// Who changes a record, and when; the rest stands in the journal alone.
package struct Stamp: Hashable, Sendable {
    package var actor: String
    package var at: Instant
    /// In whose name, where it is not the actor's own.
    package var behalf: String?
    /// From where: `desktop on pc7`, an address.
    package var origin: String?
    package var reason: String?

    package init(
        actor: String, at: Instant, behalf: String? = nil, origin: String? = nil, reason: String? = nil
    ) {
        self.actor = actor
        self.at = at
        self.behalf = behalf
        self.origin = origin
        self.reason = reason
    }

    package func because(_ reason: String) -> Stamp {
        var stamp = self
        if !reason.isEmpty { stamp.reason = reason }
        return stamp
    }
}

/// One change of one record that is not derived from others.
package struct JournalEntry: Hashable, Sendable, Identifiable {
    /// The place in the journal, from 1 without gaps.
    package var id: Int64
    package var stamp: Stamp
    package var action: JournalAction
    package var entity: JournalEntity
    /// The changed record's id; text, because not every key is a number.
    package var entityID: String
    /// JSON with sorted keys; nil where there was nothing. Secrets are masked.
    package var before: String?
    package var after: String?
    package var hash: [UInt8]
}

package struct JournalAction: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let add = JournalAction(rawValue: "add")
    package static let change = JournalAction(rawValue: "change")
    package static let remove = JournalAction(rawValue: "remove")
    /// A month was closed for the payroll, or opened again.
    package static let lock = JournalAction(rawValue: "lock")
    package static let unlock = JournalAction(rawValue: "unlock")
    /// A terminal's user was said to be a person, or no longer to be one.
    package static let map = JournalAction(rawValue: "map")
    /// Something was read that not everybody may have: a fingerprint, a whole table in a file.
    package static let read = JournalAction(rawValue: "read")
    package static let export = JournalAction(rawValue: "export")
}

/// What kind of record an entry is about; the table's name.
package struct JournalEntity: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let employee = JournalEntity(rawValue: "employee")
    package static let shift = JournalEntity(rawValue: "shift")
    package static let shiftAssignment = JournalEntity(rawValue: "shift_assignment")
    /// Who works what; before there were layers, `shift_assignment`.
    package static let rosterAssignment = JournalEntity(rawValue: "roster_assignment")
    package static let rosterOverride = JournalEntity(rawValue: "roster_override")
    package static let rotation = JournalEntity(rawValue: "rotation")
    package static let shiftSwap = JournalEntity(rawValue: "shift_swap")
    package static let namedPolicy = JournalEntity(rawValue: "named_policy")
    package static let policyAssignment = JournalEntity(rawValue: "policy_assignment")
    package static let optionalHoliday = JournalEntity(rawValue: "optional_holiday")
    package static let optionalHolidayLimit = JournalEntity(rawValue: "optional_holiday_limit")
    package static let weeklyOff = JournalEntity(rawValue: "weekly_off")
    package static let holiday = JournalEntity(rawValue: "holiday")
    package static let leaveType = JournalEntity(rawValue: "leave_type")
    package static let leaveRequest = JournalEntity(rawValue: "leave_request")
    /// Days granted, changed or paid out by hand; `7/2` is person and type.
    package static let leaveEntry = JournalEntity(rawValue: "leave_entry")
    package static let device = JournalEntity(rawValue: "device")
    package static let deviceUser = JournalEntity(rawValue: "device_user")
    package static let setting = JournalEntity(rawValue: "setting")
    package static let approvalChain = JournalEntity(rawValue: "approval_chain")
    package static let approvalRequest = JournalEntity(rawValue: "approval_request")
    package static let delegation = JournalEntity(rawValue: "delegation")
    package static let departmentHead = JournalEntity(rawValue: "department_head")
    package static let punchOverlay = JournalEntity(rawValue: "punch_overlay")
    package static let outsideWork = JournalEntity(rawValue: "outside_work")
    package static let overtimeApproval = JournalEntity(rawValue: "overtime_approval")
    package static let periodLock = JournalEntity(rawValue: "period_lock")
    package static let keptCase = JournalEntity(rawValue: "kept_case")
    package static let journal = JournalEntity(rawValue: "journal")
    /// Exported alone: they are derived, and the ledger has seals of its own.
    package static let dayResults = JournalEntity(rawValue: "day_result")
    package static let punches = JournalEntity(rawValue: "punch")
}
