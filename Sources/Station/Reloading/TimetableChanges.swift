// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is different between two versions of one timetable.
struct TimetableChanges {
    private let name: String
    private(set) var all: [Change] = []

    init(from old: Timetable, to new: Timetable) {
        name = new.name
        compareHours(old, new)
        if old.days != new.days || old.dates != new.dates || old.base?.text != new.base?.text {
            add(Wording(en: "it is for other days", zh: "适用的日子有改动"))
        }
        compareDrops(old.drops, new.drops)
        compareEntries(old.entries, new.entries)
        if all.isEmpty, old.entries.map(Line.init) != new.entries.map(Line.init) {
            add(Wording(en: "its lines stand in another order", zh: "行的先后次序有改动"))
        }
    }

    private mutating func compareHours(_ old: Timetable, _ new: Timetable) {
        if old.isClosed != new.isClosed {
            add(new.isClosed ? Wording(en: "closed", zh: "停业") : Wording(en: "no longer closed", zh: "不再停业"))
        }
        compare(old.open, new.open, Wording(en: "opens at", zh: "开店"))
        compare(old.close, new.close, Wording(en: "closes at", zh: "闭店"))
    }

    private mutating func compare(_ old: ClockTime?, _ new: ClockTime?, _ what: Wording) {
        guard old != new else { return }
        switch (old, new) {
        case (let old?, let new?):
            add(Wording(en: "\(what.en) \(new) instead of \(old)", zh: "\(what.zh)时间 \(old) 改为 \(new)"))
        case (nil, let new?): add(Wording(en: "\(what.en) \(new)", zh: "\(what.zh)时间 \(new)"))
        case (let old?, nil): add(Wording(en: "no longer \(what.en) \(old)", zh: "\(what.zh)时间不再是 \(old)"))
        case (nil, nil): break
        }
    }

    private mutating func compareDrops(_ old: [Drop], _ new: [Drop]) {
        let before = Set(old.map { $0.words(in: .en) })
        let after = Set(new.map { $0.words(in: .en) })
        for drop in new where !before.contains(drop.words(in: .en)) { add(drop.words, .new) }
        for drop in old where !after.contains(drop.words(in: .en)) { add(drop.words, .gone) }
    }

    // MARK: Lines

    /// What a line says, wherever it stands.
    private struct Line: Hashable {
        let when: When
        let verb: Verb
        let name: String?
        let options: Options

        init(_ entry: Entry) {
            (when, verb, name) = (entry.when, entry.verb, entry.name)
            var options = entry.options
            options.zones = options.zones.map(\.withoutPlace)
            options.chime = options.chime?.withoutPlace
            self.options = options
        }
    }

    private enum Fate {
        case new, gone, changed
    }

    private mutating func compareEntries(_ old: [Entry], _ new: [Entry]) {
        var former = Dictionary(grouping: old) { $0.words(in: .en) }
        var present = Dictionary(grouping: new) { $0.words(in: .en) }
        for key in Set(former.keys).intersection(present.keys) {
            Self.removeEqual(&former[key, default: []], &present[key, default: []])
        }
        // Lines of one time and name that say something else besides.
        for (key, entries) in present {
            let pairs = min(entries.count, former[key]?.count ?? 0)
            guard pairs > 0 else { continue }
            present[key]?.removeLast(pairs)
            former[key]?.removeLast(pairs)
            changed.formUnion([key])
        }
        let added = new.filter { take(&present, $0) }
        let removed = old.filter { take(&former, $0) }
        tell(added, removed, in: new)
    }

    /// The keys of lines whose options changed.
    private var changed: Set<String> = []

    private mutating func tell(_ added: [Entry], _ removed: [Entry], in new: [Entry]) {
        let addedItems = Dictionary(grouping: added) { $0.item(in: .en) }
        let removedItems = Dictionary(grouping: removed) { $0.item(in: .en) }
        // One that went and one that came of the same item: it was moved.
        let moved = Set(addedItems.filter { $0.value.count == 1 && removedItems[$0.key]?.count == 1 }.keys)
        for entry in new {
            let key = entry.words(in: .en)
            if changed.remove(key) != nil { add(entry.words, .changed) }
        }
        for entry in added {
            if moved.contains(entry.item(in: .en)), let former = removedItems[entry.item(in: .en)]?.first {
                add(
                    Wording(
                        en: "\(entry.words(in: .en)) was at \(former.when.words(in: .en))",
                        zh: "\(entry.item(in: .zh)) 由 \(former.when.words(in: .zh)) 改到 \(entry.when.words(in: .zh))"))
            } else {
                add(entry.words, .new)
            }
        }
        for entry in removed where !moved.contains(entry.item(in: .en)) { add(entry.words, .gone) }
    }

    /// Takes out of both what both have.
    private static func removeEqual(_ former: inout [Entry], _ present: inout [Entry]) {
        for entry in former {
            guard let index = present.firstIndex(where: { Line($0) == Line(entry) }),
                let other = former.firstIndex(where: { Line($0) == Line(entry) })
            else { continue }
            present.remove(at: index)
            former.remove(at: other)
        }
    }

    /// Whether an entry is among those that are left, which it then no longer is.
    private func take(_ left: inout [String: [Entry]], _ entry: Entry) -> Bool {
        let key = entry.words(in: .en)
        guard let index = left[key]?.firstIndex(of: entry) else { return false }
        left[key]?.remove(at: index)
        return true
    }

    private mutating func add(_ words: (Language) -> String, _ fate: Fate) {
        let (en, zh) = (words(.en), words(.zh))
        switch fate {
        case .new: add(Wording(en: "\(en) is new", zh: "新增 \(zh)"))
        case .gone: add(Wording(en: "\(en) is gone", zh: "移除 \(zh)"))
        case .changed: add(Wording(en: "\(en) changed", zh: "\(zh) 有改动"))
        }
    }

    private mutating func add(_ what: Wording) { all.append(Change(place: name, what: what)) }
}
