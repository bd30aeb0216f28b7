// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// When the frames of a recording were heard, by when its pieces arrived.
package struct Timeline: Sendable {
    /// A piece of sound: how many frames came before it, and when it came itself.
    package struct Arrival: Sendable {
        let frames: Int
        let at: Date

        package init(frames: Int, at: Date) {
            self.frames = frames
            self.at = at
        }
    }

    /// For each second of the recording: when its first frame would have been heard at the pace around there.
    ///
    /// A null sink hands out a piece when it begins to play it. When the machine is busy it comes late, never
    /// early, so that the earliest of many estimates is the best. They are made anew for each second, because
    /// the sink's clock is not the machine's.
    private let origins: [Date]

    package init(_ arrivals: [Arrival]) throws {
        guard !arrivals.isEmpty else { throw Obstacle("nothing was recorded") }
        var earliest: [Date] = []
        for arrival in arrivals {
            let position = Double(arrival.frames) / Recording.rate
            let estimate = arrival.at.addingTimeInterval(-position)
            if earliest.count <= Int(position) {
                earliest += Array(repeating: estimate, count: Int(position) + 1 - earliest.count)
            }
            earliest[Int(position)] = min(earliest[Int(position)], estimate)
        }
        // A second in which everything came late is set right by its neighbours.
        origins = earliest.indices.map { second in
            earliest[max(0, second - 1)...min(earliest.count - 1, second + 1)].min() ?? earliest[second]
        }
    }

    /// When it was heard, so many seconds from the first frame.
    package func instant(at position: Double) -> Date { origin(near: position).addingTimeInterval(position) }

    /// Where an instant lies, in seconds from the first frame.
    package func position(of instant: Date) -> Double {
        instant.timeIntervalSince(origin(near: instant.timeIntervalSince(origins[0])))
    }

    private func origin(near position: Double) -> Date {
        origins[min(max(0, Int(position)), origins.count - 1)]
    }
}
