package import Domain

/// What a use case refuses, in one sentence that says what happened and what to do.
package enum ServiceError: Error, Hashable, Sendable {
    case notAllowed(actor: String, Permission)
    /// Also where nobody has the name: who has an account is nobody's business.
    case wrongPassword
    /// After so many wrong passwords none is looked at for a time.
    case signInClosed(seconds: Int64)
    /// The password is right, and the account takes a code as well.
    case codeNeeded
    case wrongCode
    case noSecondFactor(String)
    case hasSecondFactor
    /// What only somebody else does for one.
    case ownAccount
    case notAdministrator(String)
    /// More passwords wait to be looked at than is worth waiting for.
    case tooManySignIns
    case wrongToken
    case unknownToken(Int64)
    /// A token, or whoever has no account, asks for a token.
    case tokensAreForPeople
    case unknownCalendar(Int64)
    /// Somebody without an account asks for a calendar's address.
    case calendarsAreForAccounts
    /// There are accounts, and nobody has signed in, or not lately.
    case notSignedIn
    /// Somebody else set the password.
    case passwordMustChange
    case actsForNobodyElse(actor: String)
    /// The change concerns people over whom the person has nothing to say.
    case outOfReach(actor: String)
    /// Figures of the actor's own, or a request that they take part in.
    case ownAffair(actor: String)
    case unknownAccount(String)
    case unknownEntry(Int64)
    case unknownEmployee(code: String)
    case unknownShift(code: String)
    case unknownRoster(name: String)
    case unknownSwap(Int64)
    case unknownDevice(String)
    case unknownZone(String)
    case unreadableConnection(device: String)
    /// Something was asked of terminals whose kind does not have it.
    case notOffered([DeviceLack])
    /// The key to what is sealed in the database is not where it should be, or is another.
    case vaultKeyMissing(place: String)
    case vaultKeyWrong(place: String)
    /// Whoever has the terminal could not do it: a sentence, and what a person may accept so that it can.
    case notDone(String, lifting: SyncConsent? = nil)
    /// Terminals did not tell whom they know: a sentence each.
    case notCompared(String)
    /// Users were not copied between terminals: the end of a sentence.
    case notCopied(String)
    /// A terminal has somebody else, or nobody knows whom, under a person's number.
    /// - Parameter holder: as the terminal calls them; may be empty.
    case notSent(employee: String, number: String, device: String, holder: String)
    /// Nobody has recorded that the person agrees to fingerprints being kept.
    case noConsent
    case unknownRun(Int64)
    /// A search for terminals on a computer that is in no network.
    case nothingToSearch
    /// A file was not taken: one sentence why.
    case fileRefused(String)
    case unknownLine(Int64)
    case unknownDoubt(Int64)
    /// A terminal's log was left as it is: one sentence why.
    case notCleared(device: String, why: String)
    /// Sentences by field name, in the order in which the form shows the fields.
    case invalid([FieldProblem])
    case syncAlreadyRunning(device: String)
    /// Another program that does not collect continuously has the terminal.
    /// - Parameter by: which program on which computer.
    case collectedElsewhere(device: String, by: String)
    case notInInbox(deviceUser: String)
    case unknownLeaveType(code: String)
    case unknownLeaveRequest(Int64)
    /// - Parameter deed: what was to be done with it: `cancelled`.
    case leaveRequestIs(Int64, LeaveRequest.Status, deed: String)
    /// What is due now is not what the preview showed.
    case leaveRunChanged
    /// All punches of the user are somebody's: which of them are meant must be said.
    case nothingWaits(deviceUser: String, device: String, holder: String)
    /// What waits does so because this very person was not employed then.
    case notEmployedThen(name: String, deviceUser: String)
    /// The next collection would give the user back to whom the number belongs.
    case numberStillGiven(number: String, employee: String)
    /// A number cannot be one person's everywhere while somebody else has it on a terminal.
    case numberIsAnothers(number: String, device: String, holder: String)
    case unreadableImport(String)
    case holidayNotFound(CivilDate)
    case notRetired(device: String, why: String)
    case notRestored(device: String)
    /// A collection from a terminal that is out of use.
    case deviceRetired(device: String)
    /// Another terminal answers than the one that was read before.
    case otherTerminal(device: String, expected: String, found: String)
    /// A day cannot be kept as a case, or there is no such case: one sentence why.
    case caseRefused(String)
    /// Kept cases would come out differently.
    case keptCasesChange([KeptCaseFlip])
    /// The month cannot be locked, or opened again: one sentence why.
    case periodRefused(String)
    /// Days of the month that are still open.
    case periodNotSettled(Month, [PeriodObstacle])
    /// - Parameter collected: when punches were collected before; nil: the clock is before the program itself.
    case computerClockBehind(device: String, shows: LocalTime, collected: LocalTime?)
    /// No request has this number.
    case unknownRequest(Int64)
    case unknownChain(String)
    case unknownDelegation(Int64)
    case unknownCorrection(Int64)
    /// One sentence: whom it waits for, or why nobody can decide.
    case approvalRefused(String)
    /// A day's punches are in an archive, so it never changes again.
    case archived(CivilDate, place: String)
    /// Nothing was archived: one sentence why.
    case archiveRefused(String)
    /// A change of an archive. `of`: of which database, and up to where.
    case archiveIsReadOnly(of: String)
    /// The copying of a company into this database was interrupted.
    case unfinishedCopy(String)
    /// - Parameter collected: as of ``computerClockBehind(device:shows:collected:)``
    case clockNotSet(device: String, shows: LocalTime, collected: LocalTime?)
}

/// What is wrong with one field of a form or one cell of an imported row.
package struct FieldProblem: Hashable, Sendable {
    package var field: String
    package var sentence: String

    package init(field: String, sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

extension ServiceError {
    /// What is wrong with which field; a refusal that names none is the whole row's.
    var problems: [FieldProblem] {
        if case .invalid(let problems) = self { return problems }
        return [FieldProblem(field: "row", sentence: description)]
    }
}

extension ServiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAllowed(let actor, let permission):
            "\(actor) may not do this (\(permission.rawValue)); ask an administrator."
        case .wrongPassword: "Name or password is wrong."
        case .signInClosed(let seconds):
            "Too many wrong passwords; try again in \(seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"), "
                + "or have an administrator unlock the account."
        case .codeNeeded:
            "A code is needed as well: the one that your telephone shows now, or one of those you wrote down."
        case .wrongCode: "The code is wrong, or was used before; wait for the next one."
        case .noSecondFactor(let name): "\(name) has no second factor, so there is nothing to remove."
        case .hasSecondFactor: "Your account has a second factor already; remove it first."
        case .ownAccount:
            "That is your own account: “etime password” and “etime second-factor remove” ask for your present password."
        case .notAdministrator(let name):
            "\(name) is no administrator’s account; an administrator sets its password with “etime account password \(name)”."
        case .tooManySignIns: "Too many people are signing in at this moment; try again in some seconds."
        case .wrongToken: "The token is unknown, revoked or over; ask whoever runs this for another one."
        case .unknownToken(let number): "There is no token \(number); see “etime token list” for the numbers."
        case .tokensAreForPeople: "Only somebody who has signed in adds a token; sign in first."
        case .unknownCalendar(let number):
            "There is no calendar \(number); see “etime calendar list” for the numbers."
        case .calendarsAreForAccounts:
            "An address for a calendar belongs to an account; add one with “etime account add” and sign in, or write a file with "
                + "“etime calendar write”."
        case .notSignedIn: "You are not signed in, or have not done anything for too long; sign in again."
        case .passwordMustChange: "Somebody else chose your password; choose one of your own first."
        case .actsForNobodyElse(let actor):
            "\(actor) acts in nobody else’s name; only an administrator does. Leave out --as."
        case .outOfReach(let actor):
            "\(actor) may not do this for all whom it concerns; name a department, a location or people within reach, or ask "
                + "an administrator."
        case .ownAffair(let actor):
            "\(actor) does not decide over their own affairs; ask somebody else who may, or an administrator."
        case .unknownEntry(let id): "The journal has no entry \(id); see “etime audit list” for the numbers."
        case .unknownAccount(let name): "There is no account \(name); see the list of accounts."
        case .unknownEmployee(let code): "There is no employee \(code); see the list of employees for the codes."
        case .unknownShift(let code): "There is no shift \(code); see the list of shifts, or add it first."
        case .unknownRoster(let name):
            "There is no roster “\(name)”; see “etime roster pattern list”, or add it first."
        case .unknownSwap(let number): "There is no swap \(number); see “etime roster swap list”."
        case .unknownDevice(let name): "There is no device \(name); see the list of devices, or add it first."
        case .unknownZone(let name): "There is no time zone \(name); write it as Asia/Kolkata."
        case .unknownRun(let number):
            "Nothing of the number \(number) was asked of terminals; see “etime device tasks”."
        case .nothingToSearch:
            "This computer is in no network, so there is nobody to ask; say where to look, as 192.168.1.0/24."
        case .fileRefused(let why): why
        case .unknownLine(let number):
            "There is no line \(number) that could not be read; see “etime inbox unreadable” for the numbers."
        case .unknownDoubt(let number):
            "There is no doubtful punch \(number); see “etime inbox doubtful” for the numbers."
        case .vaultKeyMissing(let place):
            "The key to the fingerprints of this company is missing: copy it from the computer where they were kept first to "
                + "\(place), or set ETIME_VAULT_KEY."
        case .vaultKeyWrong(let place):
            "The key to the fingerprints in \(place) is not this company's: copy the right one from the computer where they "
                + "were kept first."
        case .notCompared(let why), .notDone(let why, _): why
        case .notCopied(let why): "Nothing was copied: \(why)."
        case .notSent(let employee, let number, let device, let holder):
            "User \(number) of \(device) is not known to be \(employee): the terminal calls it "
                + "\(holder.isEmpty ? "by no name" : "“\(holder)”"). Nothing was sent. Say whose the user is, give \(employee) "
                + "another number, or remove the user from the terminal first."
        case .noConsent: "The person has not agreed to fingerprints being kept; record the consent first."
        case .notOffered(let lacks): lacks.map(\.description).joined(separator: " ")
        case .unreadableConnection(let device):
            "How \(device) is connected was written by another version of this program; enter it anew, or update the program."
        case .notCleared(let device, let why):
            "Nothing was cleared from \(device), because the ledger is not what was sealed: \(why) See “etime ledger verify”."
        case .invalid(let problems): problems.map(\.sentence).joined(separator: " ")
        case .syncAlreadyRunning(let device): "\(device) is being collected already; wait until that has finished."
        case .collectedElsewhere(let device, let by):
            "\(device) is in use by another program (\(by)); wait until that has finished."
        case .notInInbox(let user): "No terminal has sent anything of a user \(user), so there is nothing to map."
        case .nothingWaits(let user, let device, let holder):
            "No punch of the user \(user) on \(device) waits: it is \(holder)’s. Say from which day it is another’s "
                + "(--from DATE), or that it never was \(holder)’s (--all)."
        case .notEmployedThen(let name, let user):
            "The punches of \(user) that wait were made when \(name) was not employed; correct the first or last day of "
                + "\(name), or name whom they belong to."
        case .numberStillGiven(let number, let employee):
            "The number \(number) is \(employee)’s; give \(employee) another number first, or say with “etime inbox map” "
                + "whose it is."
        case .numberIsAnothers(let number, let device, let holder):
            "User \(number) of \(device) is \(holder)’s, so nothing was changed; say with “etime inbox map \(number) EMPLOYEE "
                + "--device \(device) --all” whose it is, if it never was \(holder)’s."
        case .unreadableImport(let why): why
        case .unknownLeaveType(let code):
            "There is no type of leave \(code); see “etime leave type list”, or add it first."
        case .unknownLeaveRequest(let number):
            "There is no leave request \(number); see “etime leave list” for the numbers."
        case .leaveRequestIs(let number, let status, let deed):
            "The leave request \(number) is \(status), so it cannot be \(deed)."
        case .leaveRunChanged:
            "Something else is due now than the preview showed; look at it again. Nothing was booked."
        case .caseRefused(let why): why
        case .keptCasesChange(let flips):
            flips.map(\.description).joined(separator: " ")
                + " Nothing was saved; accept the changed cases if that is meant, or change the rules otherwise."
        case .periodRefused(let why): why
        case .periodNotSettled(let month, let obstacles):
            "\(month) is not locked: \(PeriodObstacle.sentence(obstacles)) Settle them, or lock it all the same with a "
                + "reason."
        case .holidayNotFound(let date): "There is no holiday on \(date), so nothing was removed."
        case .unknownRequest(let id): "There is no request \(id); see the list of requests for the numbers."
        case .unknownChain(let name): "There is no approval chain \(name); see the list of chains."
        case .unknownDelegation(let id): "There is no delegation \(id); see the list of delegations."
        case .unknownCorrection(let id): "There is no correction \(id) that holds; see the list of corrections."
        case .approvalRefused(let sentence): sentence
        case .archived(let date, let place):
            "\(date) is archived and never changes again; its punches are in \(place), where every command can read them "
                + "(--database)."
        case .archiveRefused(let why): why
        case .archiveIsReadOnly(let of):
            "This database is the archive of \(of), and is only read; make the change in the company's own database."
        case .unfinishedCopy(let database):
            "\(database) holds only a part of a company, because its copying was interrupted; finish that with the same "
                + "“etime db copy”, or name the database that was copied."
        default: deviceDescription
        }
    }

    private static func wrongClock(_ shows: LocalTime, _ collected: LocalTime?) -> String {
        "This computer's clock shows \(shows.toTheMinute), "
            + (collected.map { "but punches were collected at \($0.toTheMinute) already." }
                ?? "which is before this program was made.")
    }

    private static func otherwise(_ collected: LocalTime?) -> String {
        collected == nil ? "." : "; if it is right, set the terminal's clock in its own menu."
    }

    private var deviceDescription: String {
        switch self {
        case .notRetired(let device, let why): "\(device) was not retired: \(why)."
        case .notRestored(let device): "\(device) is in use, so there is nothing to restore."
        case .deviceRetired(let device):
            "\(device) is retired and is not collected any more; restore it first if it is in use again."
        case .otherTerminal(let device, let expected, let found):
            "Another terminal answers at the address of \(device): its serial number is \(found), not \(expected). "
                + "Nothing was taken from it, so that the punches of two terminals do not mix. If it has taken the other's "
                + "place, accept it; if not, correct the address, or add it as a device of its own."
        case .computerClockBehind(let device, let shows, let collected):
            Self.wrongClock(shows, collected) + " Nothing was taken from \(device), which keeps its punches. Set the "
                + "computer's clock and collect again" + Self.otherwise(collected)
        case .clockNotSet(let device, let shows, let collected):
            Self.wrongClock(shows, collected)
                + " The clock of \(device) was not set by it. Set the computer's clock first"
                + Self.otherwise(collected)
        default: "The device could not be used."
        }
    }
}
