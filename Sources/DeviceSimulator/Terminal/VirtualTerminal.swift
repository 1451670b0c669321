package import Devices
package import Domain
package import NIOCore
import NIOPosix

/// A K20 that exists only in this process and speaks the real protocol over real sockets.
///
/// ```swift
/// let terminal = VirtualTerminal(VirtualTerminalConfiguration(users: users, punches: punches))
/// let address = try await terminal.start()
/// // any client: 127.0.0.1, address.tcpPort
/// await terminal.stop()
/// ```
package final class VirtualTerminal: Sendable {
    /// Where the terminal listens.
    package struct Address: Hashable, Sendable {
        package var host: String
        package var tcpPort: Int
        package var udpPort: Int
    }

    private let eventLoop: any EventLoop
    private let machine: NIOLoopBoundBox<Machine>
    private let doors: NIOLoopBoundBox<[any Channel]>

    /// - Parameter eventLoop: One whose clock a test moves, for a terminal without sockets (`serve`); nil is a real one.
    package init(
        _ configuration: VirtualTerminalConfiguration = VirtualTerminalConfiguration(),
        on eventLoop: (any EventLoop)? = nil
    ) {
        let eventLoop = eventLoop ?? MultiThreadedEventLoopGroup.singleton.next()
        self.eventLoop = eventLoop
        machine = .makeBoxSendingValue(Machine(configuration, on: eventLoop), eventLoop: eventLoop)
        doors = .makeBoxSendingValue([], eventLoop: eventLoop)
    }

    /// Begins to listen. Port 0 takes any free port.
    ///
    /// - Parameter udpPort: nil is the same number as over TCP, as on the real unit.
    package func start(host: String = "127.0.0.1", tcpPort: Int = 0, udpPort: Int? = nil) async throws(SimulatorError)
        -> Address
    {
        // A free TCP port may be taken over UDP; then another one is tried.
        var attempts = tcpPort == 0 && udpPort == nil ? 16 : 1
        while true {
            attempts -= 1
            let tcp = try await open("TCP", host, tcpPort)
            let port = tcp.localAddress?.port ?? tcpPort
            do {
                let udp = try await open("UDP", host, udpPort ?? port)
                await keep([tcp, udp])
                return Address(host: host, tcpPort: port, udpPort: udp.localAddress?.port ?? port)
            } catch {
                try? await tcp.close().get()
                guard case .portInUse = error, attempts > 0 else { throw error }
            }
        }
    }

    /// Closes every connection and both ports. Does nothing the second time.
    package func stop() async {
        let open = await onLoop { [doors] machine in
            let open = doors.value
            doors.value = []
            machine.stop()
            return open
        }
        for channel in open { try? await channel.close().get() }
    }

    /// Serves the client at the other end of a channel that is no socket. To be called on the terminal's event loop,
    /// before the channel is active.
    ///
    /// - Parameter channel: Carries bytes over TCP; over UDP, datagrams in envelopes with the client's address.
    package func serve(_ channel: any Channel, overTCP: Bool) throws {
        if overTCP {
            try TCPDoor.serve(channel, machine.value)
        } else {
            try UDPDoor.serve(channel, machine.value)
        }
    }

    /// A person punches now: the row is stored and clients that listen hear of it.
    ///
    /// - Parameter isReported: False: the report gets lost on its way to everybody.
    /// - Returns: False when the terminal is disabled, off or full, because nobody can punch then.
    @discardableResult
    package func punch(_ punch: VirtualPunch, isReported: Bool = true) async -> Bool {
        await onLoop { $0.punch(punch, isReported: isReported) }
    }

    /// A punch at the time that the terminal's own clock shows.
    @discardableResult
    package func punch(userID: String, verify: UInt8 = 1, state: UInt8 = 0) async -> Bool {
        await onLoop { machine in
            machine.punch(
                VirtualPunch(userID: userID, time: machine.firmware.clock.now, verify: verify, state: state))
        }
    }

    /// Stores punches without events, as if they had been made earlier.
    ///
    /// - Returns: How many: fewer where the log is full.
    @discardableResult
    package func store(_ punches: [VirtualPunch]) async -> Int {
        await onLoop { machine in punches.count { machine.firmware.memory.store($0) != nil } }
    }

    /// Somebody enrols a user at the terminal, in the place of the one with the same uid.
    package func enrol(_ user: UserRecord) async {
        await onLoop { $0.firmware.memory.write(user) }
    }

    /// Somebody deletes a user at the terminal. Punches stay, as on the real unit.
    package func delete(uid: UInt16) async {
        await onLoop { _ = $0.firmware.memory.remove(uid: uid) }
    }

    /// What becomes of the next finger that a client asks for.
    package func setEnrolment(_ script: EnrolmentScript) async {
        await onLoop { $0.firmware.enrolmentScript = script }
    }

    /// Somebody presses the button after it was switched off.
    package func switchOn() async {
        await onLoop { $0.switchOn() }
    }

    /// Fingers, by uid and finger.
    package func templates() async -> [TemplateEntry] {
        await onLoop { $0.firmware.memory.fingers.entries }
    }

    /// Somebody changes something in its menu, as far as its operation log tells.
    package func operate(_ operation: OperationRecord) async {
        await onLoop { $0.firmware.memory.store(operation) }
    }

    package func operations() async -> [OperationRecord] {
        await onLoop { machine in
            var rows = machine.firmware.memory.operations.bytes
            rows.moveReaderIndex(forwardBy: RecordTable.prefixSize)
            return RecordTable.operations(rows)
        }
    }

    package func setFaults(_ faults: Faults) async {
        await onLoop { $0.faults = faults }
    }

    package func users() async -> [UserRecord] {
        await onLoop { $0.firmware.memory.users }
    }

    /// The attendance table as stored: u32 length, then rows.
    package func logTable() async -> ByteBuffer {
        await onLoop { $0.firmware.memory.logs.bytes }
    }

    /// Punches that it dropped because its log was full, oldest first.
    package func overwritten() async -> [AttendanceRecord] {
        await onLoop { machine in
            RecordTable.attendance(
                machine.firmware.memory.overwritten, width: machine.firmware.configuration.layout.logs)
        }
    }

    /// What the terminal's clock shows now.
    package func time() async -> LocalTime {
        await onLoop { $0.firmware.clock.now }
    }

    package func status() async -> VirtualTerminalStatus {
        await onLoop { $0.status() }
    }

    /// Waits for the moment at which `condition` holds, looking after each request, each punch and each end of a
    /// connection.
    ///
    /// - Throws: `SimulatorError.neverHappened` after `limit` or when the terminal is stopped; `CancellationError`.
    @discardableResult
    package func status(
        within limit: Duration = .seconds(60), when condition: @escaping @Sendable (VirtualTerminalStatus) -> Bool
    ) async throws -> VirtualTerminalStatus {
        let promise = eventLoop.makePromise(of: VirtualTerminalStatus.self)
        return try await withTaskCancellationHandler {
            eventLoop.execute { [machine] in
                machine.value.watch(within: TimeAmount(limit), until: condition, promise)
            }
            return try await promise.futureResult.get()
        } onCancel: {
            eventLoop.execute { [machine] in machine.value.forget(promise, because: CancellationError()) }
        }
    }

    /// Pulls the network plug for a moment: every connection breaks, and sessions are gone without EXIT.
    package func dropConnections() async {
        await onLoop { $0.closeLinks() }
    }

    private func open(_ transport: String, _ host: String, _ port: Int) async throws(SimulatorError) -> any Channel {
        do {
            return transport == "TCP"
                ? try await TCPDoor.open(host: host, port: port, on: eventLoop, for: machine)
                : try await UDPDoor.open(host: host, port: port, on: eventLoop, for: machine)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .portInUse(host: host, port: port, transport: transport)
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw .cannotListen(host: host, port: port, transport: transport, reason: reason)
        } catch {
            throw .cannotListen(host: host, port: port, transport: transport, reason: String(describing: error))
        }
    }

    private func keep(_ channels: [any Channel]) async {
        await onLoop { [doors] _ in doors.value += channels }
    }

    /// Never waits for ever: nobody can end the loops that this process shares.
    private func onLoop<Result: Sendable>(_ body: @escaping @Sendable (Machine) -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            eventLoop.execute { [machine] in continuation.resume(returning: body(machine.value)) }
        }
    }
}

/// Runs `body` with a terminal that listens on the loopback, and stops it however `body` ends.
@discardableResult
package func withVirtualTerminal<Result>(
    _ configuration: VirtualTerminalConfiguration = VirtualTerminalConfiguration(), host: String = "127.0.0.1",
    _ body: (VirtualTerminal, VirtualTerminal.Address) async throws -> Result
) async throws -> Result {
    let terminal = VirtualTerminal(configuration)
    let address = try await terminal.start(host: host)
    do {
        let result = try await body(terminal, address)
        await terminal.stop()
        return result
    } catch {
        await terminal.stop()
        throw error
    }
}
