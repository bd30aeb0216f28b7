// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is different between two versions of `store.yaml`, by its keys.
struct SettingsChanges {
    private(set) var all: [Change] = []

    /// - Parameter new: As written, whether it takes effect now or at the next start.
    init(from old: StoreSettings, to new: StoreSettings) {
        let waiting = new.waitingKeys(behind: old)
        for key in old.differingKeys(from: new) {
            let changed = Wording(en: "\(key) changed", zh: "\(key) 有改动")
            let later = Wording(en: "\(key) changed: takes effect at the next start", zh: "\(key) 有改动：下次启动时生效")
            all.append(Change(place: StoreFile.name, what: waiting.contains(key) ? later : changed))
        }
    }
}

extension StoreSettings {
    /// The keys whose values differ, in the order of the sample file.
    func differingKeys(from other: StoreSettings) -> [String] {
        var sameLevels = levels
        sameLevels.peak = other.levels.peak
        let differences: [(String, Bool)] = [
            ("name", name != other.name), ("language", language != other.language),
            ("timezone", timeZone != other.timeZone), ("outputs", outputs != other.outputs),
            ("levels", sameLevels != other.levels), ("levels peak", levels.peak != other.levels.peak),
            ("ducking", ducking != other.ducking), ("crossfade", !crossfade.means(other.crossfade)),
            ("chimes", chimes != other.chimes), ("speech", !speaks(as: other)), ("roles", roles != other.roles),
            ("web", web != other.web),
        ]
        return differences.filter(\.1).map(\.0)
    }

    /// Whether a voice would sound the same.
    func speaks(as other: StoreSettings) -> Bool {
        speechEngine == other.speechEngine && voices == other.voices && speechDeadline == other.speechDeadline
    }

    // MARK: What cannot change while the station runs

    /// These settings as far as a station that runs with others can follow them: its cards stay open with their zones
    /// and limiters, its console where it is, and its day stays the one that it is in. docs/decisions/0082-reload.md says why.
    func followed(by running: StoreSettings) -> StoreSettings {
        var settings = self
        settings.outputs = running.outputs
        settings.timeZone = running.timeZone
        settings.levels.peak = running.levels.peak
        settings.web = running.web
        return settings
    }

    /// The keys of these settings that a station which runs with others follows at its next start.
    func waitingKeys(behind running: StoreSettings) -> [String] {
        differingKeys(from: followed(by: running))
    }
}

extension Crossfade {
    fileprivate func means(_ other: Crossfade) -> Bool {
        length == other.length && folders.mapValues(\.length) == other.folders.mapValues(\.length)
    }
}
