// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Testing
import Timetable

@testable import Station

@Suite struct DeviceReportTests {
    private func settings(_ devices: String..., language: Language = .en) -> StoreSettings {
        var settings = StoreSettings()
        settings.language = language
        settings.outputs = devices.enumerated().map { place, device in
            var output = StoreSettings.Output()
            output.name = "out\(place + 1)"
            output.device = device
            return output
        }
        return settings
    }

    private func usb(_ id: String, _ link: String?) -> SoundDevice {
        SoundDevice(
            name: "plughw:CARD=\(id),DEV=0", description: "USB Audio", kind: "USB Audio",
            lastingName: link.map { "plughw:CARD=/dev/snd/by-id/\($0),DEV=0" }, channels: 2...2)
    }

    @Test func `a device says which outputs play to it, by either of its names`() {
        let report = DeviceReport(
            [usb("Audio", "usb-A"), usb("Audio_1", "usb-B")], absence: nil,
            settings: settings("plughw:CARD=Audio,DEV=0", "plughw:CARD=/dev/snd/by-id/usb-B,DEV=0"))
        #expect(report.devices.map(\.outputs) == [["out1"], ["out2"]])
        #expect(report.devices.map(\.mostChannels) == [2, 2])
    }

    @Test func `two cards of one kind bring the names that stay and the reason`() throws {
        let report = DeviceReport(
            [usb("Audio", "usb-A"), usb("Audio_1", "usb-B")], absence: nil,
            settings: settings("plughw:CARD=Audio,DEV=0"))
        let links = ["usb-A", "usb-B"].map { "plughw:CARD=/dev/snd/by-id/\($0),DEV=0" }
        #expect(report.devices.map(\.lastingName) == links)
        #expect(report.notes.count == 1)
        #expect(try #require(report.notes.first).contains("/dev/snd/by-id"))
    }

    @Test func `two connectors of one card, or a single card, need no other name`() {
        let hda = [0, 3].map {
            SoundDevice(
                name: "plughw:CARD=PCH,DEV=\($0)", description: "HDA Intel PCH", kind: "HDA Intel PCH",
                lastingName: "plughw:CARD=/dev/snd/by-path/pci,DEV=\($0)")
        }
        let report = DeviceReport(
            hda + [usb("Audio", "usb-A")], absence: nil, settings: settings("plughw:CARD=PCH,DEV=0"))
        #expect(report.devices.allSatisfy { $0.lastingName == nil })
        #expect(report.notes == [])
    }

    @Test(arguments: [
        (CardAbsence.denied, Language.en, "group audio"), (.noCard, .en, "plug one in"), (.denied, .zh, "audio 组"),
        (.noCard, .zh, "没有声卡"),
    ])
    func `without a card it says why and what to do`(absence: CardAbsence, language: Language, words: String) throws {
        let report = DeviceReport([], absence: absence, settings: settings("hw", language: language))
        #expect(report.devices.isEmpty)
        #expect(try #require(report.notes.first).contains(words))
    }

    @Test func `what the store uses is listed with the reason why it cannot be opened`() throws {
        var settings = settings("storecast_absent")
        settings.language = .zh
        let report = DeviceReport(settings: settings)
        let device = try #require(report.devices.first { $0.name == "storecast_absent" })
        #expect(device.outputs == ["out1"])
        #expect(!device.isPresent)
        #expect(device.obstacle?.contains("没有这块声卡") == true)
    }

    @Test func `what alsa-lib itself converts with is not offered, and what nothing answers to only where it is used`()
    {
        let names = SoundDevices.all(used: []).map(\.name)
        #expect(!names.contains("null") && !names.contains("samplerate"))
    }
}
