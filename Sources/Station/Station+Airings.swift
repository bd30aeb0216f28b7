// SPDX-License-Identifier: Apache-2.0
import Journal
import Media
import Playout
import Timetable

/// What the cards truly took of each playback goes on record, songs and all.
extension Station {
    /// Takes down what has ended since the last look; a start that was taken back is none.
    func noteAirings() {
        for proof in deck.proofs where proof.ending != .neverBegan || proof.detail != nil {
            journal.note(entry(of: proof))
            counters.count(proof)
        }
    }

    private func entry(of proof: AiringProof) -> AiringEntry {
        AiringEntry(
            subject: subject(of: proof.playback), name: name(of: proof.playback.content),
            zones: director.names(of: proof.playback.zones), planned: proof.playback.at, start: proof.start,
            end: proof.toldEnd, frames: proof.frames, levelDB: proof.levelDB, peakDB: proof.peakDB,
            framesMissing: proof.framesMissing, underruns: proof.underruns, ending: ending(of: proof),
            detail: proof.detail)
    }

    private func subject(of playback: Playback) -> AiringEntry.Subject {
        switch playback.subject {
        case .cue(let key): .init(.cue, key)
        case .announcement(let id): .init(.announcement, id)
        case .allClear(let id): .init(.allClear, id)
        case .song(let path): .init(.song, path)
        }
    }

    private func name(of content: Playback.Content) -> String {
        switch content {
        case .song(let song): song.title
        case .clip(let clip): clip.source == .announcement ? announcements.name(of: clip.name) : clip.name
        }
    }

    private func ending(of proof: AiringProof) -> AiringEntry.Ending {
        switch proof.ending {
        case .whole: .whole
        case .stopped: .stopped
        case .brokeOff: .brokeOff
        case .neverBegan: .neverBegan
        }
    }
}
