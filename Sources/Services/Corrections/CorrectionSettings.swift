import Storage

/// How far corrections may be asked for. Who corrects directly is bound by none of it.
package struct CorrectionSettings: Hashable, Sendable {
    /// Requests of one person for the days of one month; nil: any number.
    package var monthlyLimit: Int?
    /// How many days ago a day may be at most; nil: any.
    package var daysBack: Int?
    /// The largest file that may come with a request, in bytes.
    package var largestFile: Int

    package static let standardLargestFile = 5_000_000

    package init(monthlyLimit: Int? = nil, daysBack: Int? = nil, largestFile: Int = standardLargestFile) {
        self.monthlyLimit = monthlyLimit
        self.daysBack = daysBack
        self.largestFile = largestFile
    }
}

extension SettingName {
    static let correctionMonthlyLimit = SettingName(rawValue: "correction.monthly_limit")
    static let correctionDaysBack = SettingName(rawValue: "correction.days_back")
    static let attachmentLargest = SettingName(rawValue: "attachment.largest")
}

extension SettingStore {
    func corrections() throws -> CorrectionSettings {
        CorrectionSettings(
            monthlyLimit: try value(.correctionMonthlyLimit).flatMap { Int($0) },
            daysBack: try value(.correctionDaysBack).flatMap { Int($0) },
            largestFile: try value(.attachmentLargest).flatMap { Int($0) } ?? CorrectionSettings.standardLargestFile)
    }

    func set(_ settings: CorrectionSettings, by stamp: Stamp) throws {
        try set(.correctionMonthlyLimit, settings.monthlyLimit.map { String($0) } ?? "", by: stamp)
        try set(.correctionDaysBack, settings.daysBack.map { String($0) } ?? "", by: stamp)
        try set(.attachmentLargest, String(settings.largestFile), by: stamp)
    }
}
