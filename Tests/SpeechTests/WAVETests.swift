// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Speech

@Suite struct WAVETests {
    private let whole = EngineFixture.wave(sound: [1, 2, 3, 4])

    @Test func `what stands between format and sound, and after the sound, is left out`() {
        let note = Array("LIST".utf8) + [3, 0, 0, 0] + [1, 2, 3, 0]
        let bytes = whole[..<36] + note + whole[36...] + note
        #expect(WAVE.repaired(Array(bytes)) == whole)
    }

    @Test func `no beginning of a wave is mistaken for a whole one`() {
        for count in 0..<46 { #expect(WAVE.repaired(Array(whole.prefix(count))) == nil, "\(count) bytes") }
        #expect(WAVE.repaired(Array(whole.prefix(46))) == EngineFixture.wave(sound: [1, 2]))
    }

    @Test func `damage to any byte of the header does no harm`() {
        for position in 0..<44 {
            for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
                var bytes = whole
                bytes[position] = value
                if let repaired = WAVE.repaired(bytes) {
                    _ = WAVE.isSilent(repaired)
                    #expect(WAVE.isComplete(header: Array(repaired.prefix(12)), fileBytes: repaired.count))
                }
            }
        }
    }
}
