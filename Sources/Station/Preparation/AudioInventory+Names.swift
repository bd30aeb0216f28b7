// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Timetable

extension AudioInventory {
    /// The recording of a rotation's member.
    func promo(_ name: String, in rotation: String) -> String? {
        promos[rotation]?.first { Self.stem(of: $0) == name }
    }

    /// A rotation's members, recorded and spoken, in the order in which they are heard: by name.
    func members(of rotation: String, spoken: [String: Script]) -> [String] {
        let recorded = (promos[rotation] ?? []).map(Self.stem)
        let written = spoken.values.filter { $0.approved != nil && $0.slots.isEmpty }.map(\.name)
        return Set(recorded + written).sorted()
    }

    /// The names a timetable may use with these scripts.
    func names(with schedule: Schedule) -> Inventory {
        let approved = schedule.scripts.values.filter { $0.approved != nil }.map(\.name)
        let drafts = schedule.scripts.values.filter { $0.approved == nil }.map(\.name)
        let recorded = scripts.keys.map { key in
            schedule.scripts[key] == nil ? String(key.split(separator: ".").first ?? "") : key
        }
        return Inventory(
            music: Set(music.keys), items: Set(items.keys),
            scripts: Set(approved).union(recorded).subtracting(drafts),
            rotations: Set(promos.keys).union(schedule.promos.keys), chimes: chimeNames,
            drafts: Set(drafts),
            slotted: schedule.scripts.filter { !$0.value.slots.isEmpty }.mapValues(\.slots),
            zones: Set(schedule.settings.zones.map(\.name)))
    }

    /// The chimes there are, as files or built in.
    var chimeNames: Set<String> { Set(chimes.keys).union(BuiltInSound.chimes.keys) }

    private static func stem(of path: String) -> String {
        URL(filePath: path).deletingPathExtension().lastPathComponent
    }
}
