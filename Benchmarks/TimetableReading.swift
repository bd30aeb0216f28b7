// SPDX-License-Identifier: Apache-2.0
import Timetable

/// How long it takes to read a long timetable and to look up each of its names.
enum TimetableReading {
    private static let lines = 10_000

    static func figure() -> Figure {
        let text = text
        let inventory = Inventory(
            music: ["light-keyboard"], items: ["opening-march"], scripts: ["store-guide", "services"],
            rotations: ["offers"], chimes: ["chime-info"])
        let time = medianMilliseconds(runs: 15) {
            let parsed = Timetable.parse(text, file: "long.timetable", name: "long")
            guard let timetable = parsed.timetable, timetable.entries.count == lines,
                timetable.check(against: inventory).isEmpty
            else { preconditionFailure("the long timetable is right: \(parsed.diagnostics.prefix(3))") }
        }
        return Figure(name: "10,000 lines read and checked", measured: time, limit: 50, unit: "ms")
    }

    /// Lines as staff write them, in both languages, each at a time of its own.
    private static var text: String {
        let forms = [
            "say      store-guide       with chime-info   late 10m", "music    light-keyboard",
            "播稿     services          配 chime-info     宽限10分", "play     opening-march     alone",
            "promo    offers            # 促销 a comment at the end",
        ]
        let entries = (0..<lines).map { line in
            let second = line * 8
            let parts = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            return parts.joined(separator: ":") + "      " + forms[line % forms.count]
        }
        return "days   every day\nopen   00:00\nclose  24:00\n\n" + entries.joined(separator: "\n") + "\n"
    }
}
