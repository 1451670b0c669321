import HTTPTypes
import Services
import Storage
import Testing

@testable import Server

private let secret = "ec_" + String(repeating: "aZ9-_", count: 9)

struct FeedAddressTests {
    @Test(
        arguments: [
            ("/calendar/\(secret).ics", "/calendar/…"), ("/calendar/\(secret)", "/calendar/…"),
            ("/Calendar/\(secret).ics", "/Calendar/…"), ("//calendar//\(secret).ics", "//calendar//…"),
            ("/calendar/x/\(secret)", "/calendar/…/…"), ("/api/v1/calendar/\(secret).ics", "/api/v1/calendar/…"),
            ("/api/v1/calendars/\(secret)", "/api/v1/calendars/…"), ("/\(secret).ics", "/…"),
            ("/calendar%2F\(secret).ics", "/…"), ("/calendar/wrong.ics", "/calendar/…"),
            ("/api/v1/calendars/7", "/api/v1/calendars/7"),
            ("/api/v1/departments/spec_7", "/api/v1/departments/spec_7"),
            ("/calendar/", "/calendar/"), ("/", "/"), ("", ""),
        ])
    func noSecretStandsInTheLog(path: String, logged: String) { #expect(LoggedPath.text(path) == logged) }

    @Test func anAddressEndsAsItsFileDoes() {
        #expect(FeedAddress.proof("\(secret).ics") == Secret(secret))
        for wrong in [nil, "", "ics", secret, "\(secret).ICS", "\(secret).ics/"] {
            #expect(FeedAddress.proof(wrong) == nil, "\(wrong ?? "nothing")")
        }
    }

    @Test func calendarsAreReadAndNothingElse() {
        let paths = APIPaths(APICatalogue.operations)
        #expect(paths.methods(of: "/calendar/\(secret).ics") == [.get, .head])
        #expect(paths.methods(of: "/calendar") == [] && paths.methods(of: "/api/v1/calendar/x.ics") == [])
        // They are no operation: nobody signs in there.
        #expect(!APICatalogue.operations.contains { $0.path.hasPrefix("/calendar/") })
    }

    @Test func whyNobodyIsAnsweredIsNotSaid() throws {
        let problem = try #require(ProblemDocument(UnknownAddress()))
        #expect(problem.status == 404 && problem.kind == "not-found")
    }
}
