import Storage

extension ConnectionString {
    /// - Throws: ``StorageError/transportNotOffered(driver:advice:)``
    func addFreeTDS(to attributes: inout ConnectionAttributes) throws(StorageError) {
        // The authority is set in freetds.conf alone: what is not checked must not look as if it were.
        if security.mode.isVerifying || security.isStrict {
            throw .transportNotOffered(
                driver: "FreeTDS", advice: "install Microsoft's ODBC driver, or write trustservercertificate=yes")
        }
        try attributes.add("Server", named(host.name, host.instance))
        if host.instance == nil { try attributes.add("Port", "\(host.port)") }
        try addLogin(to: &attributes)
        try attributes.add("TDS_Version", option("tds_version") ?? "7.4")
        try attributes.add("ClientCharset", "UTF-8")
        try attributes.add(
            "Encryption", security.mode >= .require ? "require" : security.mode == .disable ? "off" : "request")
        try addOptions(["applicationintent": "ApplicationIntent"], to: &attributes)
    }

    func addMicrosoft(to attributes: inout ConnectionAttributes) throws(StorageError) {
        let server = named(host.name, host.instance)
        try attributes.add("Server", host.instance == nil ? "tcp:\(server),\(host.port)" : server)
        try addLogin(to: &attributes)
        try attributes.add("Encrypt", security.isStrict ? "strict" : security.mode >= .require ? "yes" : "no")
        try attributes.add("TrustServerCertificate", security.mode.isVerifying ? "no" : "yes")
        try addOptions(
            [
                "applicationintent": "ApplicationIntent", "multisubnetfailover": "MultiSubnetFailover",
                "hostnameincertificate": "HostNameInCertificate",
            ], to: &attributes)
    }

    private func addLogin(to attributes: inout ConnectionAttributes) throws(StorageError) {
        try attributes.add("Database", address.database)
        try attributes.add("UID", address.user)
        try attributes.add("PWD", braced: address.password?.reveal())
        try attributes.add("APP", address.applicationName)
    }

    private func named(_ host: String, _ instance: String?) -> String { instance.map { "\(host)\\\($0)" } ?? host }
}
