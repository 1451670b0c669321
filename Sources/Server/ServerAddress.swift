/// Where the server listens.
package struct ServerAddress: Hashable, Sendable {
    package var host: String
    /// 0: any free one.
    package var port: Int

    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }
}
