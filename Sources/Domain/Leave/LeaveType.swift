/// A kind of leave that a company grants: sick, vacation, emergency.
package struct LeaveType: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<LeaveType>
    /// Short, as it stands in a muster roll: `CL`.
    package var code: String
    package var name: String

    package init(id: Domain.ID<LeaveType>, code: String, name: String) {
        self.id = id
        self.code = code
        self.name = name
    }
}
