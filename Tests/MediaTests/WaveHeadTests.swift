// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct WaveHeadTests {
    @Test func `a file that begins with it has as many frames as it says, in the house's rate and stereo`() throws {
        let folder = try SoundFolder()
        let path = "\(folder.path)/told.wav"
        let samples = (0..<9600).flatMap { _ in [UInt8](arrayLiteral: 0, 64) }
        #expect(FileManager.default.createFile(atPath: path, contents: Data(WaveHead.bytes(frames: 4800) + samples)))
        let facts = try AudioFile.measure(path)
        #expect(facts.frames == 4800 && facts.sourceRate == 48_000 && facts.sourceChannels == 2 && !facts.isDamaged)
        #expect(abs(facts.truePeakDBTP + 6.02) < 2)
    }

    @Test func `without end it is as long, and tells the highest length there is`() {
        let (endless, told) = (WaveHead.bytes(frames: nil), WaveHead.bytes(frames: 1))
        #expect(endless.count == told.count && Array(endless.suffix(4)) == [255, 255, 255, 255])
        #expect(endless.indices.filter { endless[$0] != told[$0] } == Array(4..<8) + Array(40..<44))
    }
}
