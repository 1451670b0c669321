import Storage

extension ConnectionString {
    /// Oracle's own notation within the attribute: the address is allowed nothing that could close one of its brackets.
    func addOracle(to attributes: inout ConnectionAttributes) throws(StorageError) {
        let isEncrypted = security.mode >= .require
        let place = "(ADDRESS=(PROTOCOL=\(isEncrypted ? "TCPS" : "TCP"))(HOST=\(host.name))(PORT=\(host.port)))"
        let database = "(CONNECT_DATA=(\(address.namesSID ? "SID" : "SERVICE_NAME")=\(address.database)))"
        let check = "(SECURITY=(SSL_SERVER_DN_MATCH=\(security.mode == .verifyFull ? "YES" : "NO")))"
        try attributes.add("DBQ", braced: "(DESCRIPTION=\(place)\(database)\(isEncrypted ? check : ""))")
        try attributes.add("UID", address.user)
        try attributes.add("PWD", braced: address.password?.reveal())
    }
}
