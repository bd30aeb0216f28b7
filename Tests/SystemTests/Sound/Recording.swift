// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What was heard, and when.
struct Recording: Sendable {
    /// A piece of sound: how many frames came before it, and when it came itself.
    struct Arrival: Sendable {
        let frames: Int
        let at: Date
    }

    /// Frames a second.
    static let rate = 48_000.0
    /// Bytes of a frame: two 32-bit floats.
    static let frameBytes = 8

    /// The samples of each channel.
    let left: [Float]
    let right: [Float]
    /// For each second of the recording: when its first frame would have been heard at the pace around there.
    ///
    /// A null sink hands out a piece when it begins to play it. When the machine is busy it comes late, never
    /// early, so that the earliest of many estimates is the best. They are made anew for each second, because
    /// the sink's clock is not the machine's.
    private let origins: [Date]

    init(bytes: [UInt8], arrivals: [Arrival]) throws {
        guard !arrivals.isEmpty else { throw Obstacle("nothing was recorded") }
        origins = Self.origins(arrivals)
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

    private static func origins(_ arrivals: [Arrival]) -> [Date] {
        var earliest: [Date] = []
        for arrival in arrivals {
            let position = Double(arrival.frames) / rate
            let estimate = arrival.at.addingTimeInterval(-position)
            if earliest.count <= Int(position) {
                earliest += Array(repeating: estimate, count: Int(position) + 1 - earliest.count)
            }
            earliest[Int(position)] = min(earliest[Int(position)], estimate)
        }
        // A second in which everything came late is set right by its neighbours.
        return earliest.indices.map { second in
            earliest[max(0, second - 1)...min(earliest.count - 1, second + 1)].min() ?? earliest[second]
        }
    }

    /// When it was heard, so many seconds from the first frame.
    func instant(at position: Double) -> Date { origin(near: position).addingTimeInterval(position) }

    /// Where an instant lies, in seconds from the first frame.
    func position(of instant: Date) -> Double {
        instant.timeIntervalSince(origin(near: instant.timeIntervalSince(origins[0])))
    }

    private func origin(near position: Double) -> Date {
        origins[min(max(0, Int(position)), origins.count - 1)]
    }
}
