// SPDX-License-Identifier: Apache-2.0

/// An optional that is always there in JSON, as `null` where there is nothing to say: a reader then need not tell a
/// key that is absent from one that it does not know.
@propertyWrapper public struct OrNull<Value: Encodable>: Encodable {
    /// The value, or nil.
    public var wrappedValue: Value?

    /// Wraps a value.
    public init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    /// Writes the value, or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

extension OrNull: Sendable where Value: Sendable {}

extension OrNull: Equatable where Value: Equatable {}
