/// Kinds of entry in the operation log.
enum Operation: UInt8 {
    case powerOn = 0
    case powerOff = 1
    case setting = 5
    case enrolFinger = 6
    case enrolPassword = 7
    case deleteUser = 9
    case deleteFinger = 10
    case clearData = 13
    case setTime = 21
    case deleteLogs = 23
    case clearAdministrators = 24
    /// The first of four numbers for access settings; which is which is not established.
    case accessSetting = 25
    case unlock = 29
    case newUser = 30
    case changeUser = 36
}
