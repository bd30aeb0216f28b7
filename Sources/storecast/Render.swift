// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Playout
import Station
import Timetable

/// `storecast render`: a stretch of a day as a sound file, faster than real time.
struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes any stretch of any day into a sound file, as it would air.",
        discussion: """
            storecast render --date 2026-12-31 --from 23:55 --to 24:05 -o new-year.flac
            storecast render --from 14:00 --to 15:00 --zone warehouse -o warehouse.wav
            The file is stereo with 24 bits and 48,000 samples a second, and the same from run to run.
            Ends with 0 when everything planned for the stretch is heard, with 1 when something is not.
            """)

    @OptionGroup var places: Places

    @Option(help: "The day, as 2026-11-21; today unless said.")
    var date: String?

    @Option(help: "Where the stretch begins: 09:00, 09:00:30, or 25:30 for what comes after midnight.")
    var from: String

    @Option(help: "Where it ends, later than --from.")
    var to: String

    @Option(
        name: .shortAndLong, help: "The file to write, .wav or .flac.", completion: .file(extensions: ["wav", "flac"]))
    var output: String

    @Option(help: "The zone to listen to; the first of store.yaml unless said.", completion: Completions.writtenZones)
    var zone: String?

    func run() async throws {
        let store = Store(places.paths.beside())
        let date = try date.map { try day($0, "--date") } ?? store.schedule.clock.date(of: WallClock().now)
        let request = try request(of: store, date)
        guard store.schedule.isSound else {
            // As for a rehearsal: the mistake comes first.
            for problem in store.problems { complain(problem.text) }
            throw ExitCode.answerIsNo
        }
        guard let order = store.schedule.timetables.runningOrder(on: date, clock: store.schedule.clock) else {
            throw refusal(
                Wording(
                    en: "the store is closed on \(date), so there is nothing to hear; give another --date",
                    zh: "\(date) 不营业，没有声音可听；请用 --date 指定其他日期"), of: store, .answerIsNo)
        }
        await store.recallMeasured()
        let conversionProblems = await store.convertAll().problems
        let (plan, songProblems) = store.plan(of: [order])
        let (prepared, clipProblems) = await store.prepareAll(plan)
        let line = ProgressLine(on: .standardError)
        let rendering = Wording(en: "rendering", zh: "正在导出").text(in: language(of: store))
        do {
            let stretch = try await interruptible {
                try await store.render(request, of: order, prepared) { line?.show("\(rendering) \(Int($0 * 100)) %") }
            }
            line?.clear()
            await store.keepMeasured()
            try tell(
                stretch, of: store,
                store.problems + conversionProblems + songProblems
                    + clipProblems.filter { !conversionProblems.contains($0) })
        } catch let failure as RenderFailure {
            line?.clear()
            throw refusal(
                Wording(
                    en:
                        "\(output) cannot be written (\(failure.detail)); give -o a place with room that you may write to",
                    zh: "无法写入 \(output)（\(failure.detail)）；请用 -o 指定有空间、有写权限的位置"), of: store, .answerIsNo)
        }
    }

    // MARK: What is asked for

    private func request(of store: Store, _ date: CivilDate) throws -> RenderRequest {
        let start = try time(from, "--from", of: store)
        let end = try time(to, "--to", of: store)
        let clock = store.schedule.clock
        let (first, last) = (clock.instant(date, start), clock.instant(date, end))
        guard first < last else {
            throw refusal(
                Wording(
                    en: "--to \(to) is not later than --from \(from); what comes after midnight is written 24:30",
                    zh: "--to \(to) 不晚于 --from \(from)；午夜之后的时间请写成 24:30 这样"), of: store, .wrongUsage)
        }
        let ending = URL(filePath: output).pathExtension.lowercased()
        guard let format = RenderRequest.Format(rawValue: ending) else {
            throw refusal(
                Wording(
                    en: "-o wants a file that ends in .wav or .flac, not \"\(output)\"",
                    zh: "-o 需要以 .wav 或 .flac 结尾的文件，不能是“\(output)”"), of: store, .wrongUsage)
        }
        return RenderRequest(from: first, to: last, zone: try place(of: store), path: output, format: format)
    }

    private func time(_ text: String, _ option: String, of store: Store) throws -> ClockTime {
        guard let time = ClockTime(ofTimetable: text) else {
            throw refusal(
                Wording(
                    en: "\(option) wants a time such as 09:00, 09:00:30 or 25:30, not \"\(text)\"",
                    zh: "\(option) 需要 09:00、09:00:30 或 25:30 这样的时间，不能是“\(text)”"), of: store, .wrongUsage)
        }
        return time
    }

    /// Where the zone stands among those of the store. One that was not chosen is named, so that nobody takes it for
    /// another.
    private func place(of store: Store) throws -> Int {
        let names = store.schedule.settings.zones.map(\.name)
        guard let zone else {
            if names.count > 1 {
                let others = names.dropFirst().joined(separator: ", ")
                let wording = Wording(
                    en: "rendering zone \(names[0]); choose another with --zone: \(others)",
                    zh: "导出广播区 \(names[0])；其他广播区可用 --zone 指定：\(others)")
                complain(wording.text(in: language(of: store)))
            }
            return 0
        }
        guard let place = names.firstIndex(of: zone) else {
            let hint = nearest(to: zone, among: names).map {
                Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？")
            }
            let all = names.joined(separator: ", ")
            throw refusal(
                Wording(
                    en: "there is no zone \"\(zone)\"; " + (hint?.en ?? "there are: \(all)"),
                    zh: "没有广播区“\(zone)”；" + (hint?.zh ?? "现有：\(all)")), of: store, .wrongUsage)
        }
        return place
    }

    // MARK: Telling

    /// What was left out is told with its reason.
    private func tell(_ stretch: RenderedStretch, of store: Store, _ problems: [Problem]) throws {
        let language = language(of: store)
        let clock = store.schedule.clock
        for record in stretch.records where record.outcome != .aired {
            let reason = record.reason?.wording(clock: clock).text(in: language) ?? ""
            let label = Wording(en: "not heard", zh: "未播").text(in: language)
            complain("\(label): \(record.when) \(record.verb.rawValue) \(record.name): \(reason)")
        }
        for failure in stretch.failures { complain(failure.text(in: language)) }
        for problem in problems { complain(problem.text) }
        let isGood =
            stretch.failures.isEmpty && stretch.records.allSatisfy { $0.outcome == .aired }
        guard isGood else { throw ExitCode.answerIsNo }
    }

    private func refusal(_ wording: Wording, of store: Store, _ code: ExitCode) -> ExitCode {
        complain("storecast: \(wording.text(in: language(of: store)))")
        return code
    }

    private func language(of store: Store) -> Language { store.schedule.settings.language }
}
