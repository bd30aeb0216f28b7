// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport

/// A mixer that is told something at every turn, by those who are not the audio thread.
struct BusyDay {
    private static let zones = 4
    private static let voices = 12

    /// What has happened so far.
    private(set) var starts = 0
    private(set) var ends = 0
    /// Starts on the frame after the last of another voice.
    private(set) var joins = 0
    private(set) var dryFrames: Int64 = 0
    private(set) var heardFrames: Int64 = 0
    private(set) var loudest: Float = 0
    /// What somebody who listens in got.
    private(set) var tappedFrames = 0

    let mixer = Mixer(zones: BusyDay.zones, voices: BusyDay.voices, ringFrames: 9600)
    private var isOn = [Bool](repeating: false, count: BusyDay.voices)
    private var isFinished = [Bool](repeating: false, count: BusyDay.voices)
    private var isFollowing = [Bool](repeating: false, count: BusyDay.voices)
    private var random: Seeded
    /// When the next period is heard.
    private var now: Int64 = 0
    private var wave: [Float]

    init(seed: UInt64) {
        random = Seeded(seed)
        wave = [Float](repeating: 0, count: 2 * CardSide.frames * HouseFormat.channels)
        for index in wave.indices { wave[index] = Float.random(in: -0.9...0.9, using: &random) }
    }

    /// Receives, decodes, commands.
    mutating func prepare(heardAt: Int64) {
        now = heardAt
        listenIn()
        for zone in 0..<Self.zones {
            let peak = mixer.meter(zone: zone)
            loudest = max(loudest, peak.left, peak.right)
        }
        while let report = mixer.receive() {
            switch report {
            case .started(let voice, _, _):
                if isFollowing[voice] { joins += 1 }
            case .ended(let voice, _, _, _, let missing, _, let heard):
                ends += 1
                heardFrames += heard.frames
                dryFrames += missing
                isOn[voice] = false
            }
        }
        for voice in 0..<Self.voices {
            if chance(20) { command(voice) }
            // Now and then a decoder is late.
            guard isOn[voice], !isFinished[voice], !chance(10) else { continue }
            let frames = Int.random(in: 0...(2 * CardSide.frames), using: &random)
            mixer.ring(of: voice).write(wave.span.extracting(0..<(frames * HouseFormat.channels)))
        }
        guard chance(10) else { return }
        _ = mixer.send(.duck(zones: someZones(), at: soon(), to: Float.random(in: 0...1, using: &random), over: span()))
    }

    /// Somebody listens in to each zone most of the time, and now and then too slowly.
    private mutating func listenIn() {
        var tapped = [Float](repeating: 0, count: 30 * CardSide.frames * HouseFormat.channels)
        for zone in 0..<Self.zones {
            if chance(50) { mixer.setTap(zone: zone, isOpen: !chance(3)) }
            if chance(40) {
                var output = tapped.mutableSpan
                tappedFrames += mixer.readTap(zone: zone, into: &output)
            }
        }
    }

    private mutating func command(_ voice: Int) {
        if !isOn[voice] {
            start(voice)
        } else if chance(3) {
            _ = mixer.send(.stop(voice: voice, at: soon(), fade: span()))
        } else if chance(3), !isFinished[voice] {
            isFinished[voice] = true
            mixer.ring(of: voice).finish()
        } else {
            let gain = Float.random(in: 0...1.5, using: &random)
            _ = mixer.send(.fade(voice: voice, at: soon(), to: gain, over: span()))
        }
    }

    private mutating func start(_ voice: Int) {
        mixer.ring(of: voice).reset()
        (isOn[voice], isFinished[voice]) = (true, false)
        starts += 1
        _ = mixer.send(
            .start(
                voice: voice, playback: UInt64(starts), bus: chance(2) ? .bed : .programme, zones: someZones(),
                at: soon(), gain: Float.random(in: 0...1.5, using: &random), fadeIn: span()))
        let leader = Int.random(in: 0..<Self.voices, using: &random)
        isFollowing[voice] = leader != voice && isOn[leader] && chance(2)
        if isFollowing[voice] { _ = mixer.send(.follow(voice: voice, after: leader)) }
    }

    /// Some of the zones, all of them half the time.
    private mutating func someZones() -> ZoneMask {
        chance(2) ? .everywhere : ZoneMask(rawValue: random.next() & 15)
    }

    /// From a little too late to half a second ahead.
    private mutating func soon() -> Int64 { now + Int64.random(in: -10_000_000...500_000_000, using: &random) }

    private mutating func span() -> Int64 { chance(3) ? 0 : Int64.random(in: 0...400_000_000, using: &random) }

    /// Once in so many times.
    private mutating func chance(_ times: UInt64) -> Bool { random.next() % times == 0 }
}
