// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Estimates when the next frame to be written will be heard, from what the card says period by period.
///
/// Single answers of a card jitter by up to some milliseconds; the card's clock itself is steady, and drifts by
/// some parts in a million. A delay-locked loop of second order follows offset and drift and smooths the jitter
/// (F. Adriaensen, "Using a DLL to filter time", Linux Audio Conference 2005). While it knows little, each
/// answer weighs as much as all before it together would have it: the loop starts as a running mean.
struct HeardTime {
    /// Bandwidth of the loop: it settles on a change within some seconds.
    private static let bandwidthHz = 0.1
    /// The card's rate is taken for wrong beyond this part of the house rate.
    private static let largestDrift = 0.005
    /// An error beyond this is no jitter, and is left out…
    private static let jumpNs = 60_000_000.0
    /// …until it has lasted for this many answers: then the loop starts again.
    private static let jumpAnswers = 20
    /// So many answers tell offset and drift well enough.
    private static let settlingAnswers = 40

    /// When the next frame will be heard, in nanoseconds of CLOCK_MONOTONIC; `nil` before the first answer.
    private(set) var next: Int64?

    private let nominalFrameNs = 1e9 / Double(HouseFormat.sampleRate)
    private var frameNs = 1e9 / Double(HouseFormat.sampleRate)
    /// The part of `next` below one nanosecond.
    private var fraction = 0.0
    private var answers = 0
    private var jumps = 0
    private var framesSinceAnswer = 0

    /// Whether the card need not be asked often.
    var isSettled: Bool { answers >= Self.settlingAnswers && jumps == 0 }

    /// Takes the card's answer.
    ///
    /// - Parameter answer: When the next frame will be heard, as the card has it now.
    /// - Returns: The estimate.
    @discardableResult
    mutating func measure(_ answer: Int64) -> Int64 {
        guard let next else { return anchor(answer) }
        let error = Double(answer - next) - fraction
        guard abs(error) <= Self.jumpNs else {
            jumps += 1
            return jumps < Self.jumpAnswers ? next : anchor(answer)
        }
        jumps = 0
        answers += 1
        let elapsed = Double(framesSinceAnswer) / Double(HouseFormat.sampleRate)
        framesSinceAnswer = 0
        let omega = 2 * Double.pi * Self.bandwidthHz * elapsed
        move(by: error * max(min(omega * 2.0.squareRoot(), 1), 1 / Double(answers + 1)))
        if elapsed > 0 {
            frameNs += error * omega * omega / (elapsed * Double(HouseFormat.sampleRate))
            let drift = nominalFrameNs * Self.largestDrift
            frameNs = min(max(frameNs, nominalFrameNs - drift), nominalFrameNs + drift)
        }
        return self.next ?? answer
    }

    /// Takes note that frames were written.
    mutating func advance(frames: Int) {
        framesSinceAnswer += frames
        move(by: Double(frames) * frameNs)
    }

    /// Forgets the offset, after a break of the stream; the drift of the card stays known.
    mutating func reset() {
        next = nil
    }

    private mutating func anchor(_ answer: Int64) -> Int64 {
        next = answer
        fraction = 0
        answers = 0
        jumps = 0
        framesSinceAnswer = 0
        return answer
    }

    private mutating func move(by nanoseconds: Double) {
        guard let next else { return }
        let exact = nanoseconds + fraction
        let whole = exact.rounded(.down)
        fraction = exact - whole
        self.next = next + Int64(whole)
    }
}
