// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SoundCard

@Suite struct CardVolumeTests {
    @Test(arguments: [
        ("plughw:CARD=PCH,DEV=0", "hw:CARD=PCH"), ("hw:CARD=NVidia,DEV=3", "hw:CARD=NVidia"),
        ("hw:DEV=0,CARD=1", "hw:CARD=1"), ("hw:0,0", "hw:0"), ("front:CARD=U1", "hw:CARD=U1"),
        ("plughw:CARD=/dev/snd/by-path/pci-0000:00:1b.0,DEV=0", "hw:CARD=/dev/snd/by-path/pci-0000:00:1b.0"),
        ("default", "default"), ("pulse", "pulse"), ("hw:", "hw"),
    ])
    func `the mixer of a card is found by the name of its PCM`(device: String, card: String) {
        #expect(CardVolume.card(of: device) == card)
    }

    @Test func `what has no mixer has no controls`() {
        #expect(CardVolume.all(of: "hw:CARD=NoSuchCard,DEV=0").isEmpty)
        #expect(CardVolume.all(of: "null").isEmpty)
    }
}
