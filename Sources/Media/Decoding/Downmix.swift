// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Mixing

/// Any number of channels to stereo, after ITU-R BS.775: the centre and the surrounds join the fronts at
/// −3 dB, the low-frequency channel is left out. One channel goes to both sides as it is.
struct Downmix {
    /// What one channel gives to each side.
    struct Share: Equatable {
        var left: Float
        var right: Float

        static let left = Share(left: 1, right: 0)
        static let right = Share(left: 0, right: 1)
        static let both = Share(left: 1, right: 1)
        static let none = Share(left: 0, right: 0)
        static let minus3dB = Float(0.5).squareRoot()
        static let centre = Share(left: minus3dB, right: minus3dB)
        static let leftSurround = Share(left: minus3dB, right: 0)
        static let rightSurround = Share(left: 0, right: minus3dB)
        /// A channel behind the middle: half its power to each side, then −3 dB as any surround.
        static let rearCentre = Share(left: 0.5, right: 0.5)
    }

    /// A sample beyond this (+48 dBFS) is noise from a damaged float file; it is held here.
    static let sampleLimit: Float = 256

    let shares: [Share]

    /// The mix for a file's channels.
    ///
    /// - Parameters:
    ///   - channels: how many, 1 to 8.
    ///   - channelMap: `SF_CHANNEL_MAP_…` values, if the file states them.
    ///   - isOgg: whether the container is Ogg, which has its own order where none is stated.
    init(channels: Int, channelMap: [Int32]?, isOgg: Bool) {
        let stated = channelMap?.compactMap(Self.share(forPosition:)) ?? []
        if stated.count == channels {
            shares = stated
        } else {
            shares = isOgg ? Self.oggShares(channels: channels) : Self.waveShares(channels: channels)
        }
    }

    /// Whether a file's channels already are what `mix` would make of them, but for samples that are no number.
    var isPlainStereo: Bool { shares == [.left, .right] }

    /// Mixes `frames` frames from the front of `source` to the front of `target`, interleaved both.
    /// What is no number becomes silence.
    func mix(_ source: [Float], frames: Int, into target: inout [Float]) {
        for frame in 0..<frames {
            var left: Float = 0
            var right: Float = 0
            for (channel, share) in shares.enumerated() {
                let sample = Self.sane(source[frame * shares.count + channel])
                left += sample * share.left
                right += sample * share.right
            }
            target[frame * HouseFormat.channels] = left
            target[frame * HouseFormat.channels + 1] = right
        }
    }

    /// Makes silence of what is no number, as `mix` does, in samples that stay where they are.
    static func clean(_ samples: inout [Float], count: Int) {
        precondition(count <= samples.count, "more samples than there are")
        unsafe samples.withUnsafeMutableBufferPointer { samples in
            // Plain memory, so that the compiler can make vectors of it: nearly all sound passes here.
            guard let base = samples.baseAddress else { return }
            for index in 0..<count { unsafe base[index] = sane(base[index]) }
        }
    }

    private static func sane(_ sample: Float) -> Float {
        let held = sample < -sampleLimit ? -sampleLimit : (sample > sampleLimit ? sampleLimit : sample)
        return held == held ? held : 0
    }

    /// The order of WAVE_FORMAT_EXTENSIBLE and FLAC (RFC 9639, section 9.1.3).
    private static func waveShares(channels: Int) -> [Share] {
        switch channels {
        case 1: [.both]
        case 2: [.left, .right]
        case 3: [.left, .right, .centre]
        case 4: [.left, .right, .leftSurround, .rightSurround]
        case 5: [.left, .right, .centre, .leftSurround, .rightSurround]
        case 6: [.left, .right, .centre, .none, .leftSurround, .rightSurround]
        case 7: [.left, .right, .centre, .none, .rearCentre, .leftSurround, .rightSurround]
        default:
            [.left, .right, .centre, .none, .leftSurround, .rightSurround, .leftSurround, .rightSurround]
        }
    }

    /// The order of Vorbis (specification I, section 4.3.9) and Opus (RFC 7845, section 5.1.1.2).
    private static func oggShares(channels: Int) -> [Share] {
        switch channels {
        case 1: [.both]
        case 2: [.left, .right]
        case 3: [.left, .centre, .right]
        case 4: [.left, .right, .leftSurround, .rightSurround]
        case 5: [.left, .centre, .right, .leftSurround, .rightSurround]
        case 6: [.left, .centre, .right, .leftSurround, .rightSurround, .none]
        case 7: [.left, .centre, .right, .leftSurround, .rightSurround, .rearCentre, .none]
        default:
            [
                .left, .centre, .right, .leftSurround, .rightSurround, .leftSurround, .rightSurround, .none,
            ]
        }
    }

    private static func share(forPosition position: Int32) -> Share? {
        switch Int(position) {
        case SF_CHANNEL_MAP_MONO: .both
        case SF_CHANNEL_MAP_LEFT, SF_CHANNEL_MAP_FRONT_LEFT, SF_CHANNEL_MAP_FRONT_LEFT_OF_CENTER: .left
        case SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_FRONT_RIGHT, SF_CHANNEL_MAP_FRONT_RIGHT_OF_CENTER: .right
        case SF_CHANNEL_MAP_CENTER, SF_CHANNEL_MAP_FRONT_CENTER: .centre
        case SF_CHANNEL_MAP_REAR_LEFT, SF_CHANNEL_MAP_SIDE_LEFT: .leftSurround
        case SF_CHANNEL_MAP_REAR_RIGHT, SF_CHANNEL_MAP_SIDE_RIGHT: .rightSurround
        case SF_CHANNEL_MAP_REAR_CENTER: .rearCentre
        case SF_CHANNEL_MAP_LFE: Share.none
        default: nil
        }
    }
}
