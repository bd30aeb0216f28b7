// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Timetable

/// What is to be said of how loud an output is: what storecast gives it, and what lies behind that.
struct LevelFindings {
    /// So far from what is promised a song may be, in LU: its loudness is estimated, its peaks may have kept it low, and
    /// messages may have ducked it.
    private static let tolerance = 6.0
    /// A control that turns down so far, in dB, or stands below that part of its way, was hardly meant.
    private static let lowDecibels = -20.0, lowPosition = 0.3
    /// Cards whose mute is the lowest volume say so many dB.
    private static let mutedDecibels = -90.0
    /// The controls that all sound passes.
    private static let mainControls: Set = ["Master", "PCM", "Front", "Line Out"]
    /// Those of cards that have none of them: the first counts.
    private static let otherControls: Set = ["Speaker", "Headphone", "Digital", "DAC", "Analogue"]

    let place: Wording
    let promisedLUFS: Double

    /// What is said of the last song that was heard; nil for none.
    func finding(of song: LastSong?) -> ReadyFinding {
        let promised = Int(promisedLUFS.rounded())
        guard let song else { return .levelUnknown(place: place) }
        guard let about = song.aboutLUFS else { return .levelSilent(place: place, song: song.title) }
        return abs(about - promisedLUFS) <= Self.tolerance
            ? .levelRight(place: place, song: song.title, about: Int(about.rounded()), promised: promised)
            : .levelOff(place: place, song: song.title, about: Int(about.rounded()), promised: promised)
    }

    /// What is said of a card's own controls; nothing where they are as they should be, or there are none.
    func findings(of volumes: [CardVolume]) -> [ReadyFinding] {
        let main = volumes.filter { Self.mainControls.contains($0.name) }
        let decisive = main.isEmpty ? Array(volumes.filter { Self.otherControls.contains($0.name) }.prefix(1)) : main
        return decisive.compactMap { volume in
            if volume.isMuted || volume.decibels.map({ $0 <= Self.mutedDecibels }) ?? (volume.position == 0) {
                return .volumeMuted(place: place, control: volume.name)
            }
            if let decibels = volume.decibels {
                guard decibels <= Self.lowDecibels else { return nil }
                return .volumeLow(place: place, control: volume.name, stands: "\(Int(decibels.rounded())) dB")
            }
            guard let position = volume.position, position < Self.lowPosition else { return nil }
            return .volumeLow(place: place, control: volume.name, stands: "\(Int((position * 100).rounded())) %")
        }
    }
}
