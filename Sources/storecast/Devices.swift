// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Station
import Timetable

/// `storecast devices`: the sound cards, by the names that `store.yaml` wants.
struct Devices: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the sound cards, each by the name to write in store.yaml, and which of them the store uses.",
        discussion: "Ends with 1 when there is nothing to play to.")

    @OptionGroup var places: Places

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() throws {
        let schedule = Store(places.paths).schedule
        let report = DeviceReport(settings: schedule.settings)
        if json {
            try printJSON(report)
        } else {
            let rows = report.devices.map { row($0, schedule.settings.language) }
            for line in aligned(rows) + report.notes { print(line) }
        }
        if !report.devices.contains(where: \.isPresent) { throw ExitCode.answerIsNo }
    }

    private func row(_ device: DeviceReport.Device, _ language: Language) -> [String] {
        let use = device.outputs.map {
            Wording(en: "output \($0)", zh: "输出 \($0)").text(in: language)
        }
        let channels: Wording? =
            if let fewest = device.fewestChannels, let most = device.mostChannels {
                fewest == most
                    ? Wording(en: "\(most) channels", zh: "\(most) 声道")
                    : Wording(en: "\(fewest)–\(most) channels", zh: "\(fewest)–\(most) 声道")
            } else {
                nil
            }
        let lasting = device.lastingName.map {
            Wording(en: "the name that stays: \($0)", zh: "不变的名称：\($0)").text(in: language)
        }
        let facts = [channels?.text(in: language), device.obstacle].compactMap { $0 }.joined(separator: "; ")
        let rest = ([device.description] + [lasting].compactMap { $0 }).filter { !$0.isEmpty }
        return [device.name, use.joined(separator: ", "), facts, rest.joined(separator: "; ")]
    }
}
