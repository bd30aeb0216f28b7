// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Testing
import Timetable

@testable import Playout
@testable import Station

/// What is said of a card's own volume, and of how loud a song was.
@Suite struct LevelFindingsTests {
    private let levels = LevelFindings(place: Wording(en: "", zh: ""), promisedLUFS: -26)

    private func volume(_ name: String, muted: Bool = false, dB: Double? = nil, at position: Double? = nil)
        -> CardVolume
    {
        CardVolume(name: name, isMuted: muted, decibels: dB, position: position)
    }

    private func told(_ volumes: CardVolume...) -> [String] {
        levels.findings(of: volumes).map { finding in
            switch finding {
            case .volumeMuted(_, let control): "\(control) muted"
            case .volumeLow(_, let control, let stands): "\(control) \(stands)"
            default: "?"
            }
        }
    }

    @Test func `a control that all sound passes is told when it is muted or far down`() {
        #expect(told(volume("Master", dB: 0, at: 1), volume("PCM", dB: -19.5, at: 0.7)) == [])
        #expect(
            told(volume("Master", muted: true, dB: -6, at: 0.9), volume("PCM", dB: -20, at: 0.7))
                == ["Master muted", "PCM -20 dB"])
        #expect(told(volume("Front", muted: true)) == ["Front muted"])
        #expect(told(volume("Master", dB: -99_999.99, at: 0)) == ["Master muted"])
        #expect(told(volume("PCM", dB: -64, at: 0)) == ["PCM -64 dB"])
    }

    @Test func `where a card tells no decibels, how far up it stands counts`() {
        #expect(told(volume("Master", at: 0.3)) == [])
        #expect(told(volume("Master", at: 0.294)) == ["Master 29 %"])
        #expect(told(volume("Master", at: 0)) == ["Master muted"])
    }

    @Test func `others count only where there is no main one, and inputs never`() {
        #expect(told(volume("Master", dB: 0), volume("Headphone", muted: true)) == [])
        #expect(
            told(volume("Mic", muted: true), volume("Speaker", muted: true), volume("Headphone", muted: true))
                == ["Speaker muted"])
        #expect(told(volume("Beep", muted: true)) == [])
        #expect(told() == [])
    }

    @Test func `a song is as loud as promised within six decibels`() {
        func verdict(_ about: Double?) -> ReadyFinding.Verdict {
            var song = LastSong.heard
            song.aboutLUFS = about
            return levels.finding(of: song).verdict
        }
        #expect([-31.9, -26, -20.1].map(verdict) == [.good, .good, .good])
        #expect([-32.1, -19.9, nil].map(verdict) == [.doubtful, .doubtful, .doubtful])
        #expect(levels.finding(of: nil) == .levelUnknown(place: Wording(en: "", zh: "")))
    }
}
