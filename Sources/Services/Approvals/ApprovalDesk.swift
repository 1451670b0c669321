import Domain
import Storage

/// Takes requests and decisions within one transaction: the step, what follows from it, and the journal.
struct ApprovalDesk {
    let db: any SQLConnection
    let stamp: Stamp
    let zone: ZoneRules
    let people: ApprovalPeople

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        zone = try SettingStore(db).companyZone()
        people = ApprovalPeople(db: db, today: zone.local(at: stamp.at).date)
    }

    /// - Parameter decider: who asks, who must be the requester or an administrator.
    func submit(
        _ subject: some ApprovalSubject, of employee: Employee, by decider: Decider, why: String,
        files: [RequestFile] = []
    ) throws -> ApprovalRequest {
        var subject = subject
        var scene = scene(of: employee, nil, why)
        if decider.person != nil { try scene.checkUnlocked(subject.days) }
        try ArchivedDays(db).refuse(subject.days.lowerBound)
        try check(files)
        try subject.check(scene)
        let plan = try subject.plan(scene) ?? plan(subject, scene, decider)
        let approval = Approval(requester: employee.id, plan: plan)
        var request = try ApprovalRequestStore(db).insert(
            ApprovalRequest(
                id: ID(0), kind: subject.kind, days: subject.days, why: why,
                details: try StoredDetails.text(subject), submittedAt: stamp.at, approval: approval))
        try journal(.add, nil, request)
        scene.request = request.id
        try subject.begin(scene)
        request.details = try StoredDetails.text(subject)
        try ApprovalRequestStore(db).setDetails(request.details, of: request.id)
        for file in files { _ = try AttachmentStore(db).insert(file.bytes, named: file.name, with: request.id) }
        return try handle(.submit(by: decider, remark: ""), request)
    }

    func handle(_ event: ApprovalEvent, _ id: ID<ApprovalRequest>) throws -> ApprovalRequest {
        try handle(event, request(id))
    }

    /// - Throws: ``ServiceError/unknownRequest(_:)``
    func request(_ id: ID<ApprovalRequest>) throws -> ApprovalRequest {
        guard let request = try ApprovalRequestStore(db).find(id) else {
            throw ServiceError.unknownRequest(id.rawValue)
        }
        return request
    }

    /// - Returns: those that escalated now.
    func escalate() throws -> [ApprovalRequest] {
        try ApprovalRequestStore(db).pending().compactMap { request in
            let after = try handle(.escalate, request)
            return after == request ? nil : after
        }
    }

    private func check(_ files: [RequestFile]) throws {
        let largest = try SettingStore(db).corrections().largestFile
        for file in files where file.bytes.count > largest {
            throw ServiceError.invalid(
                "file", "\(file.name) has \(file.bytes.count) bytes, and a file may have at most \(largest).")
        }
        for file in files where file.bytes.isEmpty {
            throw ServiceError.invalid("file", "\(file.name) is empty; check whether it is the right one.")
        }
    }

    private func plan(
        _ subject: some ApprovalSubject, _ scene: ApprovalScene, _ decider: Decider
    ) throws -> ApprovalPlan {
        let employee = scene.employee
        let size = try subject.size(scene)
        let posting = employee.postings.on(scene.today)
        let facts = ApprovalFacts(
            kind: subject.kind, requester: employee.id, department: posting.department, location: posting.location,
            leaveType: size.leaveType, length: size.length)
        let chains = try ApprovalChainStore(db).all()
        if subject.holdsWithoutChain, decider.person == nil, !chains.contains(where: { $0.conditions.hold(for: facts) })
        {
            return ApprovalPlan(chain: "None", levels: [])
        }
        let chain = ApprovalChain.choose(chains, for: facts)
        let line = try people.line(above: employee, for: chain)
        return try refusing("This request", employee.id) { () throws(ApprovalRefusal) in try chain.plan(for: line) }
    }

    private func handle(_ event: ApprovalEvent, _ request: ApprovalRequest) throws -> ApprovalRequest {
        if case .cancel(let decider, _) = event, decider.person != nil {
            try scene(of: request).checkUnlocked(request.days)
        }
        switch event {
        case .approve, .cancel: try ArchivedDays(db).refuse(request.days.lowerBound)
        case .submit, .reject, .withdraw, .escalate: break
        }
        let deputies = try people.deputies(for: request.approval.waitsFor)
        let (approval, effects) = try refusing("Request \(request.id.rawValue)", request.approval.requester) {
            () throws(ApprovalRefusal) in
            try request.approval.handling(event, at: stamp.at, deputies: deputies)
        }
        guard !effects.isEmpty else { return request }
        var after = request
        after.approval = approval
        let store = ApprovalRequestStore(db)
        try store.save(approval, of: request.id)
        for effect in effects { try carryOut(effect, after) }
        try journal(.change, request, after)
        return after
    }

    private func carryOut(_ effect: ApprovalEffect, _ request: ApprovalRequest) throws {
        switch effect {
        case .record(let step): try ApprovalRequestStore(db).add(step, to: request.id, by: stamp.actor)
        case .apply: try request.subject().apply(scene(of: request))
        case .undo: try request.subject().undo(scene(of: request))
        case .close where [.rejected, .withdrawn].contains(request.approval.state):
            try request.subject().drop(scene(of: request), request.approval.state)
        case .ask, .close: break
        }
    }

    private func refusing<T>(
        _ what: String, _ requester: ID<Employee>, _ body: () throws(ApprovalRefusal) -> T
    ) throws -> T {
        do {
            return try body()
        } catch {
            throw ServiceError.approvalRefused(
                try ApprovalSentences(people: people).sentence(error, what, of: requester))
        }
    }

    private func scene(of request: ApprovalRequest) throws -> ApprovalScene {
        guard let employee = try EmployeeStore(db).find(request.approval.requester) else {
            throw ServiceError.unknownRequest(request.id.rawValue)
        }
        return scene(of: employee, request.id, request.why)
    }

    func scene(of employee: Employee, _ request: ID<ApprovalRequest>?, _ why: String) -> ApprovalScene {
        ApprovalScene(db: db, stamp: stamp, employee: employee, zone: zone, request: request, why: why)
    }

    private func journal(_ action: JournalAction, _ before: ApprovalRequest?, _ after: ApprovalRequest) throws {
        try JournalStore(db).append(
            action, .approvalRequest, id: String(after.id.rawValue), before: before.map(RequestDocument.init),
            after: RequestDocument(after), by: stamp)
    }
}

/// A file on its way to a request.
package struct RequestFile: Hashable, Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A request as the journal shows it.
private struct RequestDocument: Encodable {
    var employee: Int64
    var kind: String
    var from: String
    var to: String
    var state: String
    var level: Int?
    var chain: String
    var yes: [Int64]

    init(_ request: ApprovalRequest) {
        employee = request.approval.requester.rawValue
        kind = request.kind.word
        from = request.days.lowerBound.description
        to = request.days.upperBound.description
        state = request.approval.state.name
        level = request.approval.level?.number
        chain = request.approval.plan.chain
        yes = request.approval.yes.map(\.rawValue)
    }
}
