// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

extension ShiftReport {
    /// How many columns a printed line has, so that it stands on A4 paper in any font of one width.
    static let columns = 80
    /// How many lines a page has: A4 at ten points, with a margin.
    private static let pageLines = 64
    /// No part is cut below so many entries.
    private static let fewestEntries = 3

    /// The book as text for the printer: one page. On a bad day the longest parts are cut, and say so; the log has all.
    public var text: String {
        let parts = [
            (say("people", "人员"), peopleLines), (say("programme", "播出"), countLines),
            (say("not aired", "未播"), missedLines), (say("late", "迟播"), lateLines),
            (say("open announcements", "未结束的广播"), openLines), (say("announcements", "插播"), announcementLines),
            (say("faults", "故障"), faultLines), (say("promos", "促销"), promoLines), (say("notes", "备注"), noteLines),
        ]
        var limits = parts.map { min($0.1.count, Self.pageLines) }
        func page() -> [String] {
            headLines + zip(parts, limits).flatMap { part($0.0, $0.1, atMost: $1) } + footLines
        }
        var lines = page()
        while lines.count > Self.pageLines, let longest = limits.max(), longest > Self.fewestEntries,
            let place = limits.firstIndex(of: longest)
        {
            limits[place] -= 1
            lines = page()
        }
        return lines.joined(separator: "\n")
    }

    private func say(_ english: String, _ chinese: String) -> String { words.say(english, chinese) }

    // MARK: The page

    private var headLines: [String] {
        let title = say("HANDOVER BOOK", "交接班记录")
        let room = Self.columns - displayWidth(of: store) - displayWidth(of: title)
        let until = pages.period.to > pages.now ? pages.now : pages.period.to
        let span = words.span(until - pages.period.from)
        let period = say(
            "\(date)  \(words.clockTime(pages.period.from)) to \(words.clockTime(until)) (\(span.en), \(timezone))",
            "\(date)  \(words.clockTime(pages.period.from)) 至 \(words.clockTime(until))（\(span.zh)，\(timezone)）")
        let line = String(repeating: "=", count: Self.columns)
        return [store + String(repeating: " ", count: max(2, room)) + title, period, line]
    }

    private var footLines: [String] {
        let rule = String(repeating: "_", count: 20)
        return ["", say("handed over: \(rule)   taken over: \(rule)", "交班人：\(rule)   接班人：\(rule)")]
    }

    /// A heading and its lines; of very many, the first.
    private func part(_ heading: String, _ lines: [String], atMost limit: Int) -> [String] {
        let told = lines.isEmpty ? [say("none", "无")] : Array(lines.prefix(limit))
        let more = lines.count - limit
        let rest =
            more > 0 ? [say("… and \(more) more, see storecast log", "……另有 \(more) 行，见 storecast log")] : []
        return ["", heading.uppercased()] + (told + rest).flatMap { wrapped($0) }
    }

    /// A line of the page, broken where it is too long; what follows stands further in.
    private func wrapped(_ line: String) -> [String] {
        var lines: [String] = []
        var rest = "  " + line
        while displayWidth(of: rest) > Self.columns {
            let (head, tail) = Self.broken(rest)
            lines.append(head)
            rest = "      " + tail
        }
        return lines + [rest]
    }

    /// As much as fits, up to a blank where one is near the end, and the rest.
    private static func broken(_ line: String) -> (head: String, tail: String) {
        var width = 0
        var cut = line.startIndex
        var blank: String.Index?
        for index in line.indices {
            let character = line[index]
            width += displayWidth(of: String(character))
            guard width <= columns else { break }
            cut = line.index(after: index)
            if character == " ", width > columns * 2 / 3 { blank = index }
        }
        let place = blank ?? cut
        return (String(line[..<place]), String(line[place...].drop { $0 == " " }))
    }

    // MARK: The parts

    private var peopleLines: [String] {
        people.map { person in
            let acts = person.actions.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { action, count in
                "\(Self.label(of: action).text(in: words.language)) \(count)"
            }
            return person.user + say(": ", "：") + acts.joined(separator: say(", ", "，"))
        }
    }

    private static func label(of action: String) -> Wording {
        switch action {
        case "announce": Wording(en: "announced", zh: "插播")
        case "claimed": Wording(en: "claimed", zh: "登记认领")
        case "cancel": Wording(en: "cancelled", zh: "取消")
        case "mute": Wording(en: "muted", zh: "静音")
        case "unmute": Wording(en: "unmuted", zh: "解除静音")
        case "upload": Wording(en: "uploaded", zh: "上传录音")
        case "media": Wording(en: "changed sound files", zh: "更改声音文件")
        case "reload": Wording(en: "reloaded", zh: "重新载入")
        case "handover": Wording(en: "handed over", zh: "交班")
        default: Wording(en: action, zh: action)
        }
    }

    private var countLines: [String] {
        [
            say(
                "planned \(counts.planned), aired \(counts.aired) (\(counts.late) late), gave way \(counts.gaveWay), "
                    + "missed \(counts.missed)",
                "计划 \(counts.planned) 项，已播 \(counts.aired) 项（其中迟播 \(counts.late) 项），"
                    + "让位未播 \(counts.gaveWay) 项，未播 \(counts.missed) 项")
        ]
    }

    private var missedLines: [String] {
        aligned(
            pages.missed.map {
                [
                    words.clockTime($0.planned), $0.verb.words(in: words.language),
                    "\($0.name)  — \($0.reason)",
                ]
            })
    }

    private var lateLines: [String] {
        aligned(
            pages.late.map { late in
                let span = words.span(late.start - late.planned)
                return [
                    words.clockTime(late.planned), late.verb.words(in: words.language),
                    say(
                        "\(late.name)  — \(span.en) late, \(late.reason)", "\(late.name)  — 晚 \(span.zh)，\(late.reason)"
                    ),
                ]
            })
    }

    private var openLines: [String] {
        aligned(
            pages.open.map { announcement in
                let heard = announcement.entry.airings.count { $0.endNs != nil }
                let next = announcement.next.map(words.clockTime)
                let state: Wording =
                    switch announcement.state {
                    case .preparing: Wording(en: "being prepared", zh: "准备中")
                    case .onAir: Wording(en: "on air", zh: "正在播")
                    case .waitingToRepeat: Wording(en: "repeats", zh: "待重播")
                    default: Wording(en: "waits", zh: "等候")
                    }
                return [
                    String(announcement.entry.id.prefix(8)), words.clockTime(announcement.received),
                    announcement.entry.requestedBy,
                    say(
                        "\(announcement.name)  — \(state.en), heard \(heard)"
                            + (next.map { ", next about \($0)" } ?? ""),
                        "\(announcement.name)  — \(state.zh)，已播 \(heard) 遍" + (next.map { "，预计 \($0)" } ?? "")),
                ]
            })
    }

    private var announcementLines: [String] {
        aligned(
            announcements.map { script in
                let wait = script.meanWait.map { words.seconds(.seconds($0)) }
                return [
                    say("\(script.pushed) pushed", "提交 \(script.pushed) 次"),
                    say("\(script.heard) heard", "播出 \(script.heard) 遍"),
                    wait.map { say("first sound after \($0.en)", "平均 \($0.zh)后开播") } ?? "", script.name,
                ]
            })
    }

    private var faultLines: [String] {
        var seconds: [(kind: String, seconds: Double, count: Int)] = []
        for fault in faults {
            if let place = seconds.firstIndex(where: { $0.kind == fault.kind }) {
                seconds[place].seconds += fault.seconds
                seconds[place].count += 1
            } else {
                seconds.append((fault.kind, fault.seconds, 1))
            }
        }
        let lines = aligned(
            faults.map { fault in
                let end = fault.span.to.map(words.clockTime) ?? say("now", "至今")
                return [
                    words.clockTime(fault.span.from), end, words.span(.seconds(fault.seconds)).text(in: words.language),
                    fault.label(words),
                ]
            })
        // A mistake in a file is mended at leisure; how long it stood there says little.
        let totals = seconds.filter { $0.count > 1 && $0.kind != FaultBook.Kind.mistake.rawValue }.map { total in
            let label = RecordedFault.label(of: total.kind)
            let span = words.span(.seconds(total.seconds))
            return say(
                "in all: \(label.en) \(total.count) times, \(span.en)", "合计：\(label.zh) \(total.count) 次，\(span.zh)")
        }
        return lines + totals
    }

    private var promoLines: [String] {
        promos.map { rotation in
            let members = rotation.members.map { "\($0.name) \($0.plays)" }
            return rotation.rotation + say(": ", "：") + members.joined(separator: say(", ", "，"))
        }
    }

    private var noteLines: [String] {
        pages.notes.map { "\(words.clockTime($0.at))  \($0.by)" + say(": ", "：") + $0.text }
    }
}
