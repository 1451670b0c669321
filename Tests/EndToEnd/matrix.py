"""The table of who may do what, over whom, and how each operation of the API is tried by it."""

import pathlib

TABLE = pathlib.Path(__file__).parents[1] / "ServicesTests" / "Access" / "Matrix" / "matrix.txt"
# Letter: code, department, location, whom the person reports to. Mohan is S; matrix.txt says who the others are to him.
PEOPLE = {
    "B": ("90", "Office", "Delhi", None), "S": ("10", "Stores", "Pune", "90"), "D": ("11", "Plant", "Nashik", "10"),
    "I": ("12", "Plant", "Nashik", "11"), "V": ("91", "Office", "Delhi", "90"), "X": ("13", "Plant", "Nashik", "91"),
    "P": ("14", "Stores", "Nashik", "90"), "L": ("15", "Plant", "Pune", "90"), "E": ("16", "Plant", "Nashik", "90"),
}
SUBJECTS = "SDIXPLE"


def expectations():
    """Roles, and for each use case what each of them may."""
    roles, rules, answers = [], {}, []
    for line in TABLE.read_text().splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "roles":
            roles = words[1:]
        elif words[0] == "answers":
            answers = words[1:]
        else:
            rules |= dict.fromkeys(words, answers)
    return roles, rules


# What is one's own, or nobody's: it is in no table.
OUTSIDE = {
    "document", "health", "signIn", "signOut", "signOutEverywhere", "whoAmI", "changePassword",
    # The company's rules are read by whoever has signed in.
    "getCorrectionSettings", "listApprovalChains", "listShifts", "getShift", "listWeeklyOffs", "listHolidays", "getHoliday",
    "listPolicies", "getPolicy", "listRotations", "getRotation", "listLeaveTypes", "getLeaveType",
}

# Operation: the use case, and in which field of its rows the code stands.
LISTS = {
    "listEmployees": ("employee.list", "code"), "listColleagues": ("employee.colleagues", "code"),
    "listDays": ("attendance.days", "employee"), "listMonths": ("attendance.month", "employee"),
    "musterRoll": ("attendance.month", "employee"),
    "listLeaveRequests": ("leave.requests", "employee"), "listLeaveBalances": ("leave.balances", "employee"),
    "listRequests": ("approval.requests", "employee"), "listInbox": ("approval.inbox", "employee"),
    "listRosterAssignments": ("roster.assignments", "employee"), "listKeptFingers": ("biometric.list", "employee"),
}

DAY = {"date": "2027-03-01"}
CHANGE = [{"kind": "add", "at": "2026-11-02T09:00:00", "way": "either"}]
LEAVE = {"type": "LWP", "first": "2027-05-03", "last": "2027-05-04", "reason": "a wedding"}
# Operation: the use case, and query or body, where {code} is the person's.
EACH = {
    "getEmployee": ("employee.find", None), "changeEmployee": ("employee.update", {"gender": "other"}),
    "explainDay": ("attendance.explain", None), "getMonth": ("attendance.month", None),
    "listPunches": ("punch.page", "?employee={code}"),
    "listCorrections": ("correction.list", None),
    "correctPunches": ("correction.correct", {"date": "2026-11-02", "changes": CHANGE, "why": "forgotten"}),
    "listEmployeeRequests": ("approval.requestsOf", None),
    "requestCorrection": (
        "correction.request", {"employee": "{code}", "date": "2026-11-02", "changes": CHANGE, "why": "forgotten"}),
    "requestDuty": (
        "duty.request", {"employee": "{code}", "kind": "on-duty", "first": "{day}", "part": "full", "why": "a customer"}),
    "requestOvertime": (
        "duty.requestOvertime", {"employee": "{code}", "date": "{day}", "seconds": 3600, "why": "stock-taking"}),
    "requestCompOff": (
        "approval.requestCompOff", {"employee": "{code}", "date": "2026-11-01", "halfDays": 1, "why": "stock-taking"}),
    "addDelegation": ("approval.delegate", {"approver": "{code}", "delegate": "90", "from": "2030-01-01"}),
    "listOptionalHolidays": ("shift.optionalHolidays", None),
    "chooseOptionalHoliday": ("shift.chooseOptionalHoliday", None),
    "dropOptionalHoliday": ("shift.dropOptionalHoliday", None),
    "getRosterSheet": ("roster.sheet", "?employee={code}"), "listRosterConflicts": ("roster.check", "?employee={code}"),
    "assignRoster": ("roster.assign", {"employee": "{code}", "shift": "G", "from": "2026-12-01"}),
    "unassignRoster": ("roster.unassign", "?employee={code}&from=2030-01-01"),
    "setRosterDays": ("roster.override", {"from": "2027-01-04", "day": "off", "reason": "stock-taking"}),
    "clearRosterDays": ("roster.clearOverrides", "?from=2027-01-04"),
    "addSwap": (
        "roster.requestSwap",
        {"requester": "{code}", "partner": "90", "days": ["2027-01-05"], "reason": "a wedding"}),
    "requestLeave": ("leave.request", LEAVE | {"employee": "{code}", "first": "{day}", "last": "{next}"}),
    "planLeave": ("leave.plan", LEAVE | {"employee": "{code}"}),
    "getLeaveBalances": ("leave.booked", None), "getLeaveLedger": ("leave.ledger", None),
    "adjustLeave": ("leave.adjust", {"type": "VL", "days": 1, "on": "2026-11-02", "reason": "a day of grace"}),
    "encashLeave": ("leave.encash", {"type": "VL", "days": 1, "on": "2026-11-02"}),
    "recordConsent": ("biometric.recordConsent", {"givenOn": "2026-11-02", "statement": "sheet 7"}),
    "withdrawConsent": ("biometric.withdrawConsent", None),
    "sendEmployeeToDevices": ("fleet.askAboutPeople", {"devices": ["Gate"]}),
    "removeEmployeeFromDevices": ("fleet.removeEverywhere", None),
}

# Operation: the use case, what kind of record its number is of, and the body.
RECORDS = {
    "getCorrection": ("correction.find", "correction", None),
    "revokeCorrection": ("correction.revoke", "correction", "?why=a+mistake"),
    "getRequest": ("approval.report", "request", None), "getRequestFile": ("approval.file", "file", None),
    "withdrawRequest": ("approval.withdraw", "request", {}),
    "cancelRequest": ("approval.cancel", "granted", {}), "grantRequest": ("approval.grant", "request", {}),
    "rejectRequest": ("approval.reject", "request", {"reason": "too many are away"}),
    "getLeaveRequest": ("leave.line", "leave", None), "withdrawLeave": ("leave.withdraw", "leave", None),
    "cancelLeave": ("leave.cancel", "leave", None), "shortenLeave": ("leave.shorten", "leave", {"from": "2031-01-01"}),
    "endDelegation": ("approval.endDelegation", "delegation", {"from": "2031-01-01"}),
    "withdrawSwap": ("roster.withdrawSwap", "swap", None),
}

HOURS = {"name": "Weeks", "unit": "week", "turns": [["G"]], "first": "2026-11-02", "weekStart": "monday", "offs": []}
DEVICE = {"name": "Hall", "host": "192.0.2.9"}
# Operation: the use case, and query or body. What nobody has (nobody, 987) is said to who may, after it was said that they may.
COMPANY = {
    "addEmployee": (
        "employee.add",
        {"code": "{new}", "name": "New", "department": "Stores", "location": "Nashik", "joined": "2026-11-02"}),
    "recompute": ("attendance.recompute", {"from": "2026-11-02", "to": "2026-11-02"}),
    "followPunches": ("fleet.newestPunch", None), "importPunches": ("file.import", b"   1\t2026-11-02 09:00:00\t1\t0\t0\t0\r\n"),
    "listDevices": ("device.list", None), "getDevice": ("device.find", None), "addDevice": ("device.add", DEVICE),
    "changeDevice": ("device.update", {"port": 9}), "retireDevice": ("device.retire", None),
    "restoreDevice": ("device.restore", None), "collect": ("collection.run", None),
    "listDeviceUsers": ("device.users", None), "metrics": ("device.list", None),
    "listUsers": ("account.list", None), "getUser": ("account.list", None),
    "addUser": ("account.add", {"name": "mohan", "password": "x" * 10}),
    "changeUser": ("account.update", {"name": "meera", "roles": ["admin"]}), "closeUser": ("account.close", None),
    "reopenUser": ("account.reopen", None), "unlockUser": ("account.unlock", None),
    "setUserPassword": ("account.setPassword", {"password": "x" * 10}),
    "removeUserSecondFactor": ("account.removeSecondFactor", None), "listTokens": ("account.tokens", None),
    "addToken": ("account.addToken", {"name": "all", "permissions": ["changeAccounts"], "days": 1}),
    "revokeToken": ("account.revokeToken", None), "listCalendars": ("calendar.list", None),
    "addCalendar": ("calendar.add", {"shows": "own"}), "revokeCalendar": ("calendar.revoke", None),
    "listJournal": ("journal.page", None),
    "getJournalEntry": ("journal.find", None), "verifyJournal": ("journal.verify", None),
    "setCorrectionSettings": (
        "correction.update", {"monthlyLimit": None, "daysBack": None, "largestFile": 1_000_000}),
    "listDelegations": ("approval.heads", None), "listDepartments": ("approval.heads", None),
    "getDepartment": ("approval.heads", None), "listLocations": ("approval.heads", None),
    "setDepartmentHead": ("approval.setHead", {"employee": None}), "listPeriods": ("period.list", None),
    "listPeriodAdjustments": ("period.adjustments", None), "listSwaps": ("approval.heads", None),
    "addShift": ("shift.add", {"code": "{new}", "name": "New", "start": "06:00", "end": "14:00"}),
    "replaceShift": (
        "shift.update",
        {"code": "G", "name": "General", "start": "09:00", "end": "18:00", "breaks": [], "shortDays": [],
         "automatic": False}),
    "setWeeklyOffs": ("shift.setWeeklyOffs", {"location": "", "days": []}),
    "getDeviceClock": ("device.clock", None), "getDeviceInformation": ("device.information", None),
    "listDeviceChanges": ("device.users", None), "listDeviceOrders": ("fleet.runs", None),
    "getDeviceOrder": ("fleet.run", None), "cancelDeviceOrder": ("fleet.cancel", None),
    "performDeviceOrder": ("fleet.perform", None), "setAllClocks": ("fleet.setAllClocks", None),
    "setDeviceClock": ("fleet.ask", None), "restartDevice": ("fleet.ask", None), "switchDeviceOff": ("fleet.ask", None),
    "openDoor": ("fleet.ask", {"seconds": 2}), "playVoice": ("fleet.ask", {"number": 0}),
    "showOnDevice": ("fleet.ask", {"text": "Closed today"}), "clearDisplay": ("fleet.ask", None),
    "readDeviceOption": ("fleet.ask", None), "setDeviceOption": ("fleet.ask", {"value": "1"}),
    "readDeviceChanges": ("fleet.ask", None), "clearDeviceLog": ("fleet.ask", {"device": "Gate"}),
    "writeDeviceUser": ("fleet.change", {"name": "Asha"}), "removeDeviceUser": ("fleet.askAboutPeople", None),
    "enrolFinger": ("fleet.askAboutPeople", None), "removeFinger": ("fleet.askAboutPeople", None),
    "copyDeviceUsers": ("fleet.copy", {"users": ["1"], "to": ["Yard"]}), "keepFingers": ("fleet.askAboutPeople", {}),
    "compareDevices": ("fleet.people", {"devices": ["Gate"]}), "purgeLeavers": ("biometric.purgeLeavers", None),
    "listUnknownUsers": ("inbox.list", None), "listSharedNumbers": ("inbox.sameNumbers", None),
    "mapDeviceUser": ("inbox.map", {"device": "Gate", "user": "1", "employee": "10"}),
    "releaseDeviceUser": ("inbox.release", {"device": "Gate", "user": "1"}),
    "sayOnePerson": ("inbox.sayOnePerson", {"employee": "10"}), "listDoubtfulPunches": ("inbox.doubtful", None),
    "settleDoubt": ("inbox.settle", {"as": "noPunch", "why": "a test"}),
    "reopenDoubt": ("inbox.undoSettling", {"why": "a test"}), "listUnreadableLines": ("inbox.unreadable", None),
    "dismissLine": ("inbox.dismiss", {"why": "a heading"}), "readLinesAgain": ("inbox.readAgain", None),
    "addLeaveType": ("leave.add", {"code": "{new}", "name": "New"}),
    "changeLeaveType": ("leave.update", {"name": "Vacation"}),
    "addStarterLeaveTypes": ("leave.addStarterTypes", None), "previewLeaveRun": ("leave.preview", "?kind=grants"),
    "bookLeaveRun": ("leave.book", {"kind": "grants"}), "addRotation": ("roster.addPattern", HOURS | {"name": "{new}"}),
    "replaceRotation": ("roster.updatePattern", HOURS), "removeRotation": ("roster.removePattern", None),
    "addPolicy": ("policy.add", {"name": "{new}"}), "changePolicy": ("policy.update", {"name": "Office"}),
    "removePolicy": ("policy.remove", None),
    "assignPolicy": ("policy.assign", {"department": "Stores", "from": "2030-01-01"}),
    "unassignPolicy": ("policy.unassign", "?department=Stores&from=2031-01-01"),
    "addHoliday": ("shift.addHoliday", DAY | {"name": "Fair"}), "removeHoliday": ("shift.removeHoliday", None),
}

# Operation: the use case, and a file whose one row is the person's.
IMPORTS = {
    "importEmployees": ("import.employees", "code,name,joined\n{code},Somebody,2026-01-01\n"),
    "importPunchTable": ("import.punches", "employee,at\n{code},2026-11-03T09:{minute}:{second}\n"),
    "importRosters": ("import.rosters", "employee,date,day\n{code},2027-01-04,off\n"),
    "importLeaveBalances": ("import.balances", "employee,type,date,days\n{code},VL,2026-11-03,{number}\n"),
}
# Operation: the use case, and the days. What they answer, the imports brought.
EXPORTS = {
    "exportPunches": ("export.punches", "?from=2026-11-03&to=2026-11-03"),
    "exportRosters": ("export.rosters", "?from=2027-01-04&to=2027-01-04"),
}

# One department's, for those who have it: tried for Stores.
DEPARTMENT = {
    "listPeriodObstacles": ("?department=Stores", "hr:department=Stores manager:department=Stores manager:everyone hr admin auditor"),
    "lockPeriod": ({"department": "Stores"}, "hr:department=Stores hr admin"),
    "unlockPeriod": ({"department": "Stores", "why": "late punches"}, "hr:department=Stores hr admin"),
}
# Of two people's swaps: who answers is tried with Mohan's people as the one who is asked, and both have to be in reach to apply it.
SWAPS = {"acceptSwap": "roster.acceptSwap", "declineSwap": "roster.declineSwap", "applySwap": "roster.applySwap"}
