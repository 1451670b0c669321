import Storage
import Testing

struct SecretTests {
    private let secret = Secret("Hush7")

    @Test func onlyRevealGivesIt() throws {
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret], to: &dumped)
        var address = ServerAddress(product: .mysql, hosts: [.init(name: "db", port: 3306)], database: "etime")
        address.password = secret
        dump(address, to: &dumped)
        dump(try DatabaseURL("postgresql://asha:Hush7@db/etime"), to: &dumped)
        dump(try DatabaseURL("odbc:DSN=etime;PWD=Hush7"), to: &dumped)
        let shown = [
            "\(secret)", secret.description, secret.debugDescription, String(reflecting: secret), "\([secret])",
            "\(Optional(secret) as Any)", "\(address)", String(reflecting: address), dumped,
        ]
        for text in shown { #expect(!text.contains("Hush7"), "\(text)") }
        #expect("\(secret)" == "•••")
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.reveal() == "Hush7")
    }

    @Test func equalsByWhatItIs() {
        #expect(secret == Secret("Hush7"))
        #expect(secret != Secret("Hush8"))
        #expect(Set([secret, Secret("Hush7")]).count == 1)
    }
}
