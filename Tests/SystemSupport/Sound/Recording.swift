// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What was heard, and when.
package struct Recording: Sendable {
    /// Frames a second.
    package static let rate = 48_000.0
    /// Bytes of a frame: two 32-bit floats.
    package static let frameBytes = 8

    /// The samples of each channel.
    package let left: [Float]
    package let right: [Float]
    private let timeline: Timeline

    package init(bytes: [UInt8], arrivals: [Timeline.Arrival]) throws {
        timeline = try Timeline(arrivals)
        let count = bytes.count / Self.frameBytes
        var left = [Float](repeating: 0, count: count)
        var right = left
        bytes.withUnsafeBytes { raw in
            for frame in 0..<count {
                left[frame] = raw.loadUnaligned(fromByteOffset: frame * Self.frameBytes, as: Float.self)
                right[frame] = raw.loadUnaligned(fromByteOffset: frame * Self.frameBytes + 4, as: Float.self)
            }
        }
        self.left = left
        self.right = right
    }

    /// When it was heard, so many seconds from the first frame.
    package func instant(at position: Double) -> Date { timeline.instant(at: position) }

    /// Where an instant lies, in seconds from the first frame.
    package func position(of instant: Date) -> Double { timeline.position(of: instant) }
}
