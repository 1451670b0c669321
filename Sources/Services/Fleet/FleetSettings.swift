import Storage

/// How terminals are collected from continuously.
package struct FleetSettings: Hashable, Sendable {
    /// Between two looks at a terminal's counter.
    package var scanInterval: Duration
    /// For finding a terminal, opening a connection and shaking hands.
    package var connectionTimeout: Duration
    /// Failures in a row after which a terminal counts as dead and is left alone for a while.
    package var maxRetryAttempts: Int
    /// Connections at the same time, over all terminals.
    package var maxConcurrentDevices: Int

    package init(
        scanInterval: Duration = .seconds(5), connectionTimeout: Duration = .seconds(30), maxRetryAttempts: Int = 3,
        maxConcurrentDevices: Int = 50
    ) {
        self.scanInterval = scanInterval
        self.connectionTimeout = connectionTimeout
        self.maxRetryAttempts = maxRetryAttempts
        self.maxConcurrentDevices = maxConcurrentDevices
    }

    /// A setting by its name, its bounds, and what it is in whole numbers.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case scanInterval = "fleet.scan_interval"
        case connectionTimeout = "fleet.connection_timeout"
        case maxRetryAttempts = "fleet.max_retry_attempts"
        case maxConcurrentDevices = "fleet.max_concurrent_devices"

        package var bounds: ClosedRange<Int> {
            switch self {
            case .scanInterval: 1...3600
            case .connectionTimeout: 1...600
            case .maxRetryAttempts: 1...100
            case .maxConcurrentDevices: 1...1000
            }
        }

        /// As a sentence begins.
        package var title: String {
            switch self {
            case .scanInterval: "The seconds between two looks at a terminal"
            case .connectionTimeout: "The seconds that a connection may take"
            case .maxRetryAttempts: "The failures until a terminal is left alone for a while"
            case .maxConcurrentDevices: "The number of terminals that are connected at the same time"
            }
        }

        /// What is wrong with a number; nil where nothing is.
        package func problem(with number: Int) -> String? {
            guard !bounds.contains(number) else { return nil }
            return "\(title) are \(bounds.lowerBound) to \(bounds.upperBound), not \(number)."
        }
    }

    package subscript(_ field: Field) -> Int {
        get {
            switch field {
            case .scanInterval: Int(scanInterval.components.seconds)
            case .connectionTimeout: Int(connectionTimeout.components.seconds)
            case .maxRetryAttempts: maxRetryAttempts
            case .maxConcurrentDevices: maxConcurrentDevices
            }
        }
        set {
            switch field {
            case .scanInterval: scanInterval = .seconds(newValue)
            case .connectionTimeout: connectionTimeout = .seconds(newValue)
            case .maxRetryAttempts: maxRetryAttempts = newValue
            case .maxConcurrentDevices: maxConcurrentDevices = newValue
            }
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each number that is out of bounds.
    func checked() throws(ServiceError) -> FleetSettings {
        let problems = Field.allCases.compactMap { field in
            field.problem(with: self[field]).map { FieldProblem(field: field.rawValue, sentence: $0) }
        }
        if !problems.isEmpty { throw .invalid(problems) }
        return self
    }
}

extension FleetSettings {
    /// As stored; what nobody has set is as it comes.
    init(_ db: any SQLConnection) throws {
        self.init()
        let settings = SettingStore(db)
        for field in Field.allCases {
            guard let text = try settings.value(SettingName(rawValue: field.rawValue)), let number = Int(text),
                field.bounds.contains(number)
            else { continue }
            self[field] = number
        }
    }

    func save(_ db: any SQLConnection, by stamp: Stamp) throws {
        for field in Field.allCases {
            try SettingStore(db).set(SettingName(rawValue: field.rawValue), String(self[field]), by: stamp)
        }
    }
}
