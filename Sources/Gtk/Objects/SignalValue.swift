package import CAdwaita

/// What a signal's argument can be read as.
package protocol SignalValue {
    nonisolated static func read(_ value: UnsafePointer<GValue>) -> Self
}

extension Bool: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> Bool { g_value_get_boolean(value) != 0 }
}

extension Int32: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> Int32 { g_value_get_int(value) }
}

extension UInt32: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> UInt32 { g_value_get_uint(value) }
}

extension Double: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> Double { g_value_get_double(value) }
}

extension String: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> String {
        g_value_get_string(value).map { String(cString: $0) } ?? ""
    }
}

/// Any object, borrowed for the length of the call and not wrapped: what a table's cells use, thousands of times a second.
extension OpaquePointer: SignalValue {
    package nonisolated static func read(_ value: UnsafePointer<GValue>) -> OpaquePointer {
        guard let object = g_value_get_object(value) else {
            preconditionFailure("a signal that carries an object was emitted without one")
        }
        return OpaquePointer(object)
    }
}
