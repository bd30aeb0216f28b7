// SPDX-License-Identifier: Apache-2.0
import SystemSupport

/// Music is there after each restart, and it is the right one.
extension KilledDay {
    /// A life that played for so long, in seconds, had music; and what a tone of the bed has at least while it is faded in
    /// or lies under a message.
    private static let onset = 0.6, strength: Float = 0.002
    /// After a change of the music and before it either may be heard: it fades, and whoever starts shortly before a change
    /// begins with what comes. In seconds.
    private static let after = 1.5, before = 3.2

    /// What is wrong with the music; and in how many lives it was heard.
    func musicFaults(_ recording: CardRecording, _ search: ChordSearch) -> (faults: [String], lives: Int) {
        let strengths = KilledStore.bed.map(search.strengths(of:))
        let emergencies = desk.messages.filter(\.isEmergency)
        var faults: [String] = []
        var lives = 0
        for stream in recording.streams where Double(stream.count) / Recording.rate > Self.onset {
            let start = recording.instant(at: stream.lowerBound), end = recording.instant(at: stream.upperBound - 1)
            let life = past.first { start < $0.killed }?.life ?? stopped?.life
            // While everybody is told to leave there is no music.
            let isQuiet = emergencies.contains {
                ($0.acknowledged ?? .max) - 1_000_000_000 < end && start < ($0.endAcknowledged ?? .max) + 2_000_000_000
            }
            guard let life, !isQuiet else { continue }
            lives += 1
            let second = Double(start + life.ahead - KilledStore.beginning) / 1e9
            let windows =
                ChordSearch.window(
                    at: stream.lowerBound)..<ChordSearch.window(
                    at: stream.lowerBound + Int(Self.onset * Recording.rate))
            func isHeard(_ bed: Int) -> Bool {
                windows.contains { $0 >= 0 && $0 < strengths[bed].count && strengths[bed][$0] > Self.strength }
            }
            let folder = Int(second) / KilledStore.bedSeconds % KilledStore.bed.count
            let sinceChange = second.truncatingRemainder(dividingBy: Double(KilledStore.bedSeconds))
            let isSettled = sinceChange > Self.after && sinceChange < Double(KilledStore.bedSeconds) - Self.before
            if isSettled ? !isHeard(folder) : !(isHeard(0) || isHeard(1)) {
                faults.append("a life that began to play at \(second) s had no music, or the wrong one")
            }
        }
        return (faults, lives)
    }
}
