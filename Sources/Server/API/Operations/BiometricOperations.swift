import Domain
import HTTPTypes
import Services
import Storage

/// Of whom fingerprints are kept, and who agreed to it; the fingerprints themselves are told to nobody.
enum BiometricOperations {
    private static let tag = "Fingerprints"
    private static let code = EmployeeOperations.code

    private static let entry = Resource<BiometricEntry>(
        "KeptFingers",
        [
            .init("employee", .text, "The code.") { .string($0.employee.code) },
            .init("name", .text) { .string($0.employee.name) },
            .init("fingers", .count, "How many are kept.") { JSONValue($0.fingers) },
            .init("agrees", .boolean) { .bool($0.consent.map { $0.withdrawnAt == nil } ?? false) },
            .init("givenOn", .nullable(.date), "When the person agreed last.") {
                JSONValue($0.consent?.givenOn.description)
            },
            .init("statement", .nullable(.sentence), "To what, or where the signed sheet is.") {
                JSONValue($0.consent?.statement)
            },
            .init("recordedBy", .nullable(.text)) { JSONValue($0.consent?.recordedBy) },
            .init("withdrawnAt", .nullable(.moment)) { JSONValue($0.consent?.withdrawnAt.map(Moment.text)) },
        ])
    private static let listing = Listing(entry, in: "employee") { .string($0.employee.code) }

    static let schemas = [(entry.name, entry.schema)]

    static let all: [Operation] = [
        .get(
            "listKeptFingers", "/biometrics", tag, "Of whom fingerprints are kept, and who agreed to it",
            listing.parameters, answering: listing.schema
        ) { try await listing.reply($0.services.biometrics.list(by: $0.actor), to: $0) },
        .write(
            .post, "recordConsent", "/employees/{code}/biometric-consent", tag,
            "Record that a person agrees to fingerprints being kept", [code],
            taking: .object([
                .init("givenOn", .date, "Today unless said."),
                .init("statement", .reason, required: true, "To what, or where the signed sheet is."),
            ]), status: 204
        ) { call in
            let employee = try await call.employee()
            let today = try await call.services.attendance.currentDate()
            _ = try await call.naming(["day": "givenOn"]) {
                try await call.services.biometrics.recordConsent(
                    of: employee.id, on: call.body.date("givenOn") ?? today,
                    statement: call.body.text("statement") ?? "", by: call.actor)
            }
            return .done
        },
        .write(
            .delete, "withdrawConsent", "/employees/{code}/biometric-consent", tag,
            "Record that a person agrees no more", [code],
            answering: .object([
                .init("fingers", .count, required: true, "How many that were kept are removed."),
                .init(
                    "devices", .list(.text), required: true,
                    "Terminals that know the person: what they hold, they keep until it is removed there."),
            ])
        ) { call in
            let employee = try await call.employee()
            let done = try await call.services.biometrics.withdrawConsent(of: employee.id, by: call.actor)
            return .json([
                "fingers": JSONValue(done.fingers), "devices": .array(done.terminals.map { .string($0) }),
            ])
        },
        .write(
            .post, "purgeLeavers", "/biometrics/purge", tag,
            "Remove what is kept of people who have left, or do not agree any more",
            answering: .object([.init("people", .count, required: true)])
        ) { .json(["people": JSONValue(try await $0.services.biometrics.purgeLeavers(by: $0.actor))]) },
    ]
}
