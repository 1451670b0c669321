import Server
import Testing

@Suite struct ServerAddressTests {
    @Test func listensOnTheComputerItselfUnlessSaidOtherwise() {
        #expect(ServerAddress(port: 8080).host == "127.0.0.1")
    }
}
