// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is different between two readings of what staff write; comments, blanks and spellings are not.
struct ScheduleChanges {
    /// Timetables first, then calendar, scripts, promos, words, and the facts of the store.
    private(set) var all: [Change] = []

    init(from old: Schedule, to new: Schedule) {
        compareTimetables(old.timetables.files, new.timetables.files)
        compareCalendars(old.timetables.calendar, new.timetables.calendar)
        compareScripts(old.scripts, new.scripts) { Wording(en: "script \($0)", zh: "播音稿 \($0)") }
        for rotation in Set(old.promos.keys).union(new.promos.keys).sorted() {
            compareScripts(old.promos[rotation] ?? [:], new.promos[rotation] ?? [:]) { name in
                Wording(en: "promo \(rotation)/\(name)", zh: "促销稿 \(rotation)/\(name)")
            }
        }
        comparePronunciations(old.pronunciations, new.pronunciations)
        all += SettingsChanges(from: old.written, to: new.written).all
    }

    private mutating func compareTimetables(_ old: [Timetable], _ new: [Timetable]) {
        let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let names = Set(new.map(\.name))
        for timetable in new {
            if let former = before[timetable.name] {
                all += TimetableChanges(from: former, to: timetable).all
            } else {
                add(Wording(en: "timetable \(timetable.name) is new", zh: "新增播出表 \(timetable.name)"))
            }
        }
        for gone in old where !names.contains(gone.name) {
            add(Wording(en: "timetable \(gone.name) is gone", zh: "移除播出表 \(gone.name)"))
        }
    }

    private mutating func compareCalendars(_ old: HolidayCalendar, _ new: HolidayCalendar) {
        let before = Set(old.marks.map { $0.words(in: .en) })
        let after = Set(new.marks.map { $0.words(in: .en) })
        for mark in new.marks where !before.contains(mark.words(in: .en)) {
            add(
                Wording(
                    en: "calendar: \(mark.words(in: .en)) is new", zh: "日历：新增 \(mark.words(in: .zh))"))
        }
        for mark in old.marks where !after.contains(mark.words(in: .en)) {
            add(
                Wording(
                    en: "calendar: \(mark.words(in: .en)) is gone", zh: "日历：移除 \(mark.words(in: .zh))"))
        }
    }

    private mutating func compareScripts(
        _ old: [String: Script], _ new: [String: Script], _ called: (String) -> Wording
    ) {
        for name in Set(old.keys).union(new.keys).sorted() where !(old[name]?.means(new[name]) ?? false) {
            let called = called(name)
            switch (old[name], new[name]) {
            case (nil, _): add(Wording(en: "\(called.en) is new", zh: "新增\(called.zh)"))
            case (_, nil): add(Wording(en: "\(called.en) is gone", zh: "移除\(called.zh)"))
            case (let former?, let present?) where former.approved == nil && present.approved != nil:
                add(Wording(en: "\(called.en) is approved", zh: "\(called.zh) 已审核"))
            case (let former?, let present?) where former.approved != nil && present.approved == nil:
                add(Wording(en: "\(called.en) is a draft again", zh: "\(called.zh) 退回草稿"))
            default: add(Wording(en: "\(called.en) changed", zh: "\(called.zh) 有改动"))
            }
        }
    }

    private mutating func comparePronunciations(_ old: [Pronunciations.Entry], _ new: [Pronunciations.Entry]) {
        let before = Set(old)
        let after = Set(new)
        let words = (new.filter { !before.contains($0) } + old.filter { !after.contains($0) }).map(\.written)
        var seen: Set<String> = []
        for word in words where seen.insert(word).inserted {
            add(Wording(en: "the pronunciation of \(word) changed", zh: "“\(word)”的读音有改动"))
        }
    }

    private mutating func add(_ what: Wording) { all.append(Change(what: what)) }
}

extension Script {
    /// Whether another says the same, wherever that is written.
    func means(_ other: Script?) -> Bool {
        guard let other else { return false }
        return withoutPlaces == other.withoutPlaces
    }

    private var withoutPlaces: Script {
        Script(
            name: name, title: title, broadcastClass: broadcastClass, slots: slots, chime: chime,
            repetition: repetition, allClear: allClear?.withoutPlace, approved: approved, passages: passages)
    }
}

extension PlacedName {
    /// The name alone.
    var withoutPlace: PlacedName { PlacedName(text, at: Location(file: "", line: 1, column: 1)) }
}
