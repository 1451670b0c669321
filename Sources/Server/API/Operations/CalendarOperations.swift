import Domain
import HTTPTypes
import Services
import Storage

/// Addresses from which calendar programs fetch shifts and leave. What is fetched from them is no operation: nobody signs in there.
enum CalendarOperations {
    private static let tag = "Calendars"

    static let calendar = Resource<CalendarFeedEntry>(
        "Calendar",
        [
            .init("id", .id) { .integer($0.feed.id.rawValue) },
            .init("name", .text, "As calendar programs show it.") { .string($0.feed.name) },
            .init("account", .text) { .string($0.accountName) },
            .init("shows", .words(CalendarFeed.Kind.allCases.map(\.rawValue))) { .string($0.feed.kind.rawValue) },
            .init("withShifts", .boolean) { .bool($0.feed.hasShifts) },
            .init("addedAt", .moment) { .string(Moment.text($0.feed.addedAt)) },
            .init("lastDay", .nullable(.date), "null: until it is revoked.") {
                JSONValue($0.feed.lastDay?.description)
            },
            .init("lastFetched", .nullable(.moment), "To the hour.") { JSONValue($0.feed.fetchedAt.map(Moment.text)) },
            .init("isLive", .boolean, "Neither revoked nor over.") { .bool($0.isLive) },
        ])
    static let calendars = Listing(calendar) { .integer($0.feed.id.rawValue) }

    static let schemas = [(calendar.name, calendar.schema)]

    static let all: [Operation] = [
        .get(
            "listCalendars", "/calendars", tag, "One’s own calendars",
            calendars.parameters + [
                .query("user", .text(1...100), "Another account’s, for whoever may see all accounts.")
            ], answering: calendars.schema
        ) { call in
            let service = call.services.calendars
            let entries =
                if let user = call.text("user") {
                    try await service.feeds(of: user, by: call.actor)
                } else {
                    try await service.list(by: call.actor)
                }
            return try calendars.reply(entries, to: call)
        },
        .write(
            .post, "addCalendar", "/calendars", tag, "Make the address of a calendar",
            taking: .object([
                .init(
                    "shows", .words(CalendarFeed.Kind.allCases.map(\.rawValue)), required: true,
                    "`own`: one’s own shifts, days of rest and leave; `team`: leave of whom one may read."),
                .init("withShifts", .boolean, "Of a team: with their shifts."),
                .init("name", .text(0...100), "As calendar programs show it."),
                .init("lastDay", .nullable(.date), "On which it is answered; null: until it is revoked."),
            ]),
            answering: .object(
                [
                    .init(
                        "path", .text, required: true,
                        "At this server: `/calendar/….ics`. Shown this once; whoever has it sees the calendar.")
                ] + calendar.fields.map { .init($0.name, $0.schema, required: true, $0.note) }),
            status: 201
        ) { call in
            let kind = call.body.text("shows").flatMap { CalendarFeed.Kind(rawValue: $0) } ?? .own
            let draft = FeedDraft(
                FeedView(kind, hasShifts: call.body["withShifts"]?.bool ?? false), name: call.body.text("name") ?? "",
                lastDay: call.body.date("lastDay"))
            let made = try await call.services.calendars.add(draft, by: call.actor)
            let entry = CalendarFeedEntry(feed: made.feed, accountName: call.actor.name, isLive: true)
            return .json(
                .object([.init("path", .string(made.path.reveal()))] + (calendar.json(entry).members ?? [])),
                status: 201)
        }.secret().detailed("It shows what the account may see at each fetch; a token’s, what that token may see."),
        .write(
            .delete, "revokeCalendar", "/calendars/{id}", tag, "Revoke the address of a calendar", [.path("id", .id)],
            status: 204
        ) { call in
            try await call.services.calendars.revoke(call.id("id"), by: call.actor)
            return .done
        }.detailed("One’s own, or an administrator anybody’s."),
    ]
}
