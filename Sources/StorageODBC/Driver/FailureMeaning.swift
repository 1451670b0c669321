import Storage

/// What a server's code means to this program.
enum FailureMeaning: Hashable, Sendable {
    case constraint(StorageError.Constraint)
    case server(ServerError.Kind)
    case cancelled
}

/// The codes of each product. Sources: PostgreSQL's appendix of error codes, MariaDB's list of error codes, SQL Server's
/// `sys.messages` and FreeTDS's `sybdb.h`, Oracle's list of ORA messages.
enum FailureCodes {
    /// By SQLSTATE: what the standard says, and PostgreSQL, which means each of them precisely.
    static func meaning(ofState state: String, _ product: DatabaseProduct?) -> FailureMeaning? {
        if product == .postgresql, let own = postgresql[state] { return own }
        return switch state {
        case "08001", "08004", "08007", "08S01", "08003", "08006", "08P01", "HYT01": .server(.connectionLost)
        case "40001": .server(.conflict)
        case "HY008": .cancelled
        case "28000": .server(.wrongPassword)
        default: nil
        }
    }

    /// By the server's own number.
    static func meaning(ofCode code: Int, _ product: DatabaseProduct?) -> FailureMeaning? {
        switch product {
        case .mysql: mysql[code]
        case .sqlServer: sqlServer[code]
        case .oracle: oracle[code]
        case .postgresql, nil: nil
        }
    }

    private static let postgresql: [String: FailureMeaning] = [
        "23505": .constraint(.unique), "23P01": .constraint(.unique), "23503": .constraint(.foreignKey),
        "23001": .constraint(.foreignKey), "23502": .constraint(.notNull), "23514": .constraint(.check),
        "23000": .constraint(.other),
        "40001": .server(.conflict), "40P01": .server(.conflict), "40003": .server(.connectionLost),
        "55P03": .server(.lockTimeout), "57014": .cancelled,
        // Ended by the administrator, by a crash of another session, or not up yet; a session that idled too long.
        "57P01": .server(.connectionLost), "57P02": .server(.connectionLost), "57P03": .server(.connectionLost),
        "57P05": .server(.connectionLost), "25P03": .server(.connectionLost), "25P04": .server(.connectionLost),
        // A plan made before the schema changed.
        "0A000": .server(.connectionLost), "26000": .server(.connectionLost),
        "53000": .server(.unwell), "53200": .server(.unwell), "58000": .server(.unwell),
        "58030": .server(.unwell), "53100": .server(.diskFull), "53300": .server(.tooManyConnections),
        "28P01": .server(.wrongPassword), "28000": .server(.wrongPassword), "3D000": .server(.databaseMissing),
        "42501": .server(.noRights), "25006": .server(.readOnly),
    ]

    private static let mysql: [Int: FailureMeaning] = [
        1062: .constraint(.unique), 1586: .constraint(.unique), 1451: .constraint(.foreignKey),
        1452: .constraint(.foreignKey), 1216: .constraint(.foreignKey), 1217: .constraint(.foreignKey),
        1048: .constraint(.notNull), 1364: .constraint(.notNull), 4025: .constraint(.check), 3819: .constraint(.check),
        // The last ones: Galera gave up a transaction that another node's had overtaken; a row changed since it was read.
        1213: .server(.conflict), 1180: .server(.conflict), 1020: .server(.conflict), 8022: .server(.conflict),
        // Another program changed the schema after this transaction took its view.
        1412: .server(.conflict),
        9007: .server(.conflict), 1205: .server(.lockTimeout), 1317: .cancelled, 3024: .cancelled,
        2006: .server(.connectionLost), 2013: .server(.connectionLost), 2055: .server(.connectionLost),
        1927: .server(.connectionLost), 1053: .server(.connectionLost), 4031: .server(.connectionLost),
        1080: .server(.connectionLost), 1152: .server(.connectionLost), 1158: .server(.connectionLost),
        // A node that is not part of its cluster, a server told to take no changes.
        1047: .server(.readOnly), 1290: .server(.readOnly), 1792: .server(.readOnly), 1836: .server(.readOnly),
        1021: .server(.diskFull), 1114: .server(.diskFull), 3: .server(.diskFull), 28: .server(.diskFull),
        5: .server(.unwell), 1024: .server(.unwell), 1026: .server(.unwell), 1037: .server(.unwell),
        1038: .server(.unwell), 1041: .server(.unwell), 1206: .server(.unwell),
        1040: .server(.tooManyConnections), 1203: .server(.tooManyConnections), 1226: .server(.tooManyConnections),
        1045: .server(.wrongPassword), 1698: .server(.wrongPassword), 1049: .server(.databaseMissing),
        1044: .server(.noRights), 1142: .server(.noRights), 1143: .server(.noRights), 1227: .server(.noRights),
        2002: .server(.noAnswer), 2003: .server(.noAnswer), 2005: .server(.unknownHost),
        2026: .server(.noSecureConnection), 3159: .server(.noSecureConnection),
    ]

    private static let sqlServer: [Int: FailureMeaning] = [
        2627: .constraint(.unique), 2601: .constraint(.unique), 547: .constraint(.foreignKey),
        515: .constraint(.notNull),
        1205: .server(.conflict), 3960: .server(.conflict), 3961: .server(.conflict), 1222: .server(.lockTimeout),
        10053: .server(.connectionLost), 10054: .server(.connectionLost), 20003: .server(.connectionLost),
        20004: .server(.connectionLost), 20006: .server(.connectionLost), 20047: .server(.connectionLost),
        4060: .server(.databaseMissing), 911: .server(.databaseMissing), 18456: .server(.wrongPassword),
        229: .server(.noRights), 230: .server(.noRights), 262: .server(.noRights), 297: .server(.noRights),
        3906: .server(.readOnly), 978: .server(.readOnly), 1105: .server(.diskFull), 9002: .server(.diskFull),
        701: .server(.unwell), 802: .server(.unwell), 823: .server(.unwell), 824: .server(.unwell),
        1204: .server(.unwell), 8645: .server(.unwell), 8651: .server(.unwell),
        17809: .server(.tooManyConnections), 20009: .server(.noAnswer), 20013: .server(.unknownHost),
        20017: .server(.connectionLost),
    ]

    private static let oracle: [Int: FailureMeaning] = [
        1: .constraint(.unique), 2291: .constraint(.foreignKey), 2292: .constraint(.foreignKey),
        1400: .constraint(.notNull), 1407: .constraint(.notNull), 2290: .constraint(.check),
        60: .server(.conflict), 8177: .server(.conflict), 54: .server(.lockTimeout), 30006: .server(.lockTimeout),
        1013: .cancelled, 28: .server(.connectionLost), 1012: .server(.connectionLost), 3113: .server(.connectionLost),
        3114: .server(.connectionLost), 3135: .server(.connectionLost), 12537: .server(.connectionLost),
        1653: .server(.diskFull), 1654: .server(.diskFull), 1691: .server(.diskFull), 257: .server(.diskFull),
        1114: .server(.unwell), 1115: .server(.unwell), 4030: .server(.unwell), 4031: .server(.unwell),
        4036: .server(.unwell), 27072: .server(.unwell),
        12516: .server(.tooManyConnections), 12520: .server(.tooManyConnections), 1017: .server(.wrongPassword),
        28000: .server(.wrongPassword), 12514: .server(.databaseMissing), 12505: .server(.databaseMissing),
        1031: .server(.noRights), 16000: .server(.readOnly), 12541: .server(.noAnswer), 12545: .server(.unknownHost),
        12170: .server(.noAnswer), 29024: .server(.noSecureConnection), 28860: .server(.noSecureConnection),
    ]
}
