import Devices
import NIOCore

// Tables: buffered reads (1503, 1504, 1502), legacy reads (13, 9, 7) and templates.
extension Firmware {
    func serveTables(_ request: Frame, _ session: Session) -> Response? {
        switch request.command {
        case .prepareBuffer: return prepareBuffer(request, session)
        case .readBuffer: return readBuffer(request, session)
        case .freeBuffer:
            session.buffer = nil
            session.upload = nil
            return answer(request, .ackOK)
        case .readAttendance: return transfer(memory.logs.bytes, for: request, session)
        case .readOperations: return transfer(memory.operations.bytes, for: request, session)
        case .readUserTemplate: return readUserTemplate(request, session)
        case .readTemplate: return readFinger(request, session)
        case .readTable:
            guard let number: UInt8 = request.data.getInteger(at: request.data.readerIndex),
                let table = table(.readTable, number: UInt32(number))
            else { return answer(request, .ackError) }
            return transfer(table, for: request, session)
        default: return nil
        }
    }

    /// `u8 1, u16 command, u32 table, u32 extra`. A small table comes at once; a large one is announced with its size.
    private func prepareBuffer(_ request: Frame, _ session: Session) -> Response {
        guard configuration.layout.knowsBufferedReads else { return answer(request, .unknown) }
        guard let wanted = BufferRequest(request.data), let table = table(wanted.command, number: wanted.table) else {
            return answer(request, .ackError)
        }
        if table.readableBytes <= configuration.layout.inlineLimit {
            return answer(request, .data, data: truncated(table))
        }
        session.buffer = table
        return answer(request, .ackOK, data: BufferAnnouncement(size: UInt32(table.readableBytes)).encoded)
    }

    /// `u32 start, u32 length` of what 1503 prepared.
    private func readBuffer(_ request: Frame, _ session: Session) -> Response {
        guard let buffer = session.buffer, let range = BufferRange(request.data), range.length > 0,
            Int(range.start) < buffer.readableBytes
        else { return answer(request, .ackError) }
        let start = Int(range.start)
        let end = min(buffer.readableBytes, start + Int(range.length))
        let delivered = max(start, min(end, buffer.readableBytes - memory.faults.truncatedBytes))
        guard let part = buffer.getSlice(at: buffer.readerIndex + start, length: delivered - start) else {
            return answer(request, .ackError)
        }
        return transfer(part, announcing: end - start, for: request, session)
    }

    private func readUserTemplate(_ request: Frame, _ session: Session) -> Response {
        // One byte 05 is the old way to ask for all users; `u16 uid, u8 finger` asks for a template.
        guard request.data.readableBytes == 1 else { return readFinger(request, session) }
        guard let table = table(.readUserTemplate, number: 5) else { return answer(request, .ackError) }
        return transfer(table, for: request, session)
    }

    private func readFinger(_ request: Frame, _ session: Session) -> Response {
        guard let key = FingerKey(request.data), let entry = memory.fingers[key] else {
            return answer(request, .ackError)
        }
        return transfer(entry.single, for: request, session)
    }

    private func table(_ command: Command, number: UInt32) -> ByteBuffer? {
        switch (command, number) {
        case (.readAttendance, _), (.readTable, 1): memory.logs.bytes
        case (.readUserTemplate, 5), (.readTable, 5): memory.userTable()
        case (.readTable, 2): memory.fingers.table
        case (.readOperations, _), (.readTable, 4): memory.operations.bytes
        default: nil
        }
    }

    private func truncated(_ table: ByteBuffer) -> ByteBuffer {
        let length = max(0, table.readableBytes - memory.faults.truncatedBytes)
        return table.getSlice(at: table.readerIndex, length: length) ?? table
    }

    private func transfer(_ table: ByteBuffer, for request: Frame, _ session: Session) -> Response {
        transfer(truncated(table), announcing: table.readableBytes, for: request, session)
    }

    /// PREPARE_DATA with the size, DATA packets that count from 0 in the session field, ACK_OK.
    private func transfer(
        _ bytes: ByteBuffer, announcing size: Int, for request: Frame, _ session: Session
    ) -> Response {
        let packet = session.link.transport == .tcp ? configuration.layout.tcpPacket : configuration.layout.udpPacket
        let header = TransferHeader(size: UInt32(size), packetSize: UInt32(packet))
        var frames = [Frame(.prepareData, session: request.session, reply: request.reply, data: header.encoded)]
        var rest = bytes
        var index: UInt16 = 0
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(packet, rest.readableBytes)) {
            frames.append(Frame(.data, session: index, reply: request.reply, data: piece))
            index &+= 1
        }
        frames.append(Frame(.ackOK, session: index, reply: request.reply))
        return Response(frames: frames)
    }
}
