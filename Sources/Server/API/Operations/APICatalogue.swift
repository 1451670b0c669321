/// All that can be asked, in the order in which the document has it.
enum APICatalogue {
    static let operations: [Operation] =
        documentOperations + SessionOperations.all + EmployeeOperations.all + AttendanceOperations.all
        + PunchOperations.all + DeviceOperations.all + DeviceOrderOperations.all + UnknownUserOperations.all
        + DoubtOperations.all + BiometricOperations.all + ReportOperations.all + AccountOperations.all
        + AuditOperations.all
        + CorrectionOperations.all + RequestOperations.all + ApprovalOperations.all + PlaceOperations.all
        + PeriodOperations.all + ShiftOperations.all + PolicyOperations.all + RosterOperations.all + LeaveOperations.all
        + TableOperations.all
        + CalendarOperations.all

    /// The schemas that have a name.
    static let schemas: [(name: String, schema: Schema)] =
        SessionOperations.schemas + EmployeeOperations.schemas + AttendanceOperations.schemas + PunchOperations.schemas
        + DeviceOperations.schemas + DeviceOrderOperations.schemas + UnknownUserOperations.schemas
        + DoubtOperations.schemas + BiometricOperations.schemas + ReportOperations.schemas + AccountOperations.schemas
        + AuditOperations.schemas
        + CorrectionOperations.schemas + RequestOperations.schemas + ApprovalOperations.schemas
        + PlaceOperations.schemas
        + PeriodOperations.schemas + ShiftOperations.schemas + PolicyOperations.schemas + RosterOperations.schemas
        + LeaveOperations.schemas
        + TableOperations.schemas + CalendarOperations.schemas

    static let document = OpenAPIDocument.make(operations + [metrics(APIMetrics())], schemas: schemas)
}
