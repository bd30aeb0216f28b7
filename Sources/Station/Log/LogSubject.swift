// SPDX-License-Identifier: Apache-2.0
import Logging
import Timetable

/// What a line of the log tells of. Each subject has a MESSAGE_ID, by which programs and `journalctl` find its lines; they
/// never change, and `systemd/storecast.catalog` explains them.
public enum LogSubject: String, CaseIterable, Sendable {
    /// The station begins to play.
    case started
    /// The station has ended: what waits is heard after the next start, or lost.
    case stopped
    /// The director or an audio thread does not move any more; the service manager is about to start the station anew.
    case standsStill
    /// A programme item or an announcement is heard. `CUE` or `ANNOUNCEMENT` says which, `ZONES` where.
    case onAir
    /// A song of the bed is heard.
    case music
    /// A planned cue did not air, and why.
    case notAired
    /// A sound broke off, or could not be played, while it was to be heard.
    case broken
    /// Somebody announced something: `USER`, `ANNOUNCEMENT`, `CLASS`.
    case announced
    /// Somebody noted that who or what an announcement seeks was found.
    case claimed
    /// Somebody took an announcement back, or ended an emergency.
    case cancelled
    /// An announcement of an earlier run is taken up again.
    case takenUp
    /// An announcement of an earlier run cannot be read any more.
    case unreadable
    /// Words cannot be spoken, and have to be read out.
    case notSpoken
    /// They are spoken from now on.
    case spokenAgain
    /// Somebody uploaded a recording.
    case uploaded
    /// Somebody silenced everything but emergencies.
    case muted
    /// Somebody let the programme go on.
    case unmuted
    /// A card takes no sound, and why. `OUTPUT` says which.
    case noSound
    /// A card plays.
    case sound
    /// The machine is so busy that more sound is kept in the card.
    case heldUp
    /// It is calm again.
    case calm
    /// Somebody or something set the machine's clock.
    case clockSet
    /// The clock cannot be believed: music plays, announcements are heard, and nothing else.
    case clockDoubted
    /// The clock can be believed again.
    case clockRight
    /// What happens cannot be written down, and why.
    case notKept
    /// It is written down again.
    case keptAgain
    /// It is written down late, for the disk is slow.
    case keptLate
    /// The disk is quick again.
    case keptOnTime
    /// Something of the record is lost.
    case recordLost
    /// Somebody asked for a reload.
    case reloadAsked
    /// What was saved is on air.
    case reloaded
    /// What was saved has a mistake; the last good plan stays on air.
    case notLoaded
    /// Files in the audio folder came, changed or went.
    case audioChanged
    /// What emergencies need is kept in memory.
    case emergenciesReady
    /// Something is wrong with a file; where it costs nothing yet, the line is a warning.
    case problem
    /// The control socket cannot be opened: nobody can ask or announce.
    case unreachable
    /// Somebody was invited to the console, came in, or their account was changed; an error where it cannot be kept.
    case account
    /// Somebody signed in at the console.
    case signedIn
    /// Somebody gave a wrong name or password at the console.
    case signInRefused

    /// 128 bits in lower-case hexadecimal, as journald wants it.
    public var messageID: String {
        switch self {
        case .started: "7668731fade5523db7a0be35c4367c06"
        case .stopped: "39b2b7b0d9d35f95b39e481149ab8186"
        case .standsStill: "c2bdb77925045489b1e22fac94ca3c70"
        case .onAir: "be73458202005c628c9a062d128afc1b"
        case .music: "414a9fb3faa555aa9223bc011ad77c69"
        case .notAired: "04c21d4c90455fc38847bd5b6cec07e1"
        case .broken: "791bbf1dbd8159c18b06c5e267769417"
        case .announced: "2913d14cc062598fa04dc7c5f4d32c18"
        case .claimed: "1173a55e86c35cbea19d42f3d7ed03bc"
        case .cancelled: "ee5ca87c140154b5acf6b4cf301c128d"
        case .takenUp: "32e0c2aa99675d3c969bcaead44202a7"
        case .unreadable: "74ae3dc9b08b52bb8fd708ed69b4453a"
        case .notSpoken: "5d208af1e598596eb43dce7132d9294f"
        case .spokenAgain: "44d7542b4cdc50f4b9028421cd97b1e6"
        case .uploaded: "525b10b92d12591f80c38f525b858a12"
        case .muted: "415b3135d94c55828a69b7f65aba7e6f"
        case .unmuted: "a072a9ec97505efcbbfdcadb8e09e69b"
        case .noSound: "aafbe1ca63275129b19a7bcafac09002"
        case .sound: "b8205228504e592bbd95820c4c77b9bd"
        case .heldUp: "350a098c1ded5f00a8d11064717a8f72"
        case .calm: "090f5a2acf3c5aaeb66565d505351c66"
        case .clockSet: "cc1baa635a625f44a03c75a76fc9da6e"
        case .clockDoubted: "ec3295c4ecd5505084107d61a94f8411"
        case .clockRight: "11d69b8889445fa0b4c9619806db7397"
        case .notKept: "d5edc4c13a135510a5aa4a358c32f649"
        case .keptAgain: "5931a1cffdb2591896b4334bca5aff85"
        case .keptLate: "e5af218ac6dd5989b81a8c9475243a69"
        case .keptOnTime: "1f276f62c16151c2a8dfb794422ed9b1"
        case .recordLost: "addccf72ca585e919da3a2d7fad22376"
        case .reloadAsked: "395867f25e25598399c46afa6d277c2c"
        case .reloaded: "ab203479b94f5c72ade4c14edbcd442e"
        case .notLoaded: "db6550c2274555708f4a4a7e11f0be65"
        case .audioChanged: "4b876c7074df59c293fe12fe2e3a6b9e"
        case .emergenciesReady: "a3acb0acfb7b561a9235a6bf4e5e9807"
        case .problem: "1656f1a584db5a5797d58ff05dd22434"
        case .unreachable: "1d072f23fb7a587a812dd249b60d149f"
        case .account: "8fc5c14aca02490b9ef2d3fcca3d287c"
        case .signedIn: "dab03fea3c6348d7966e8741b9284bf3"
        case .signInRefused: "00b4a5e973de46e5aeac875888cfccda"
        }
    }

    /// How bad it is.
    var level: Logger.Level {
        switch self {
        case .standsStill, .noSound: .critical
        case .broken, .unreadable, .notSpoken, .clockDoubted, .notKept, .recordLost, .notLoaded, .problem,
            .unreachable:
            .error
        case .notAired, .muted, .heldUp, .clockSet, .keptLate, .signInRefused: .warning
        case .announced, .claimed, .cancelled, .uploaded, .unmuted, .sound, .clockRight, .keptAgain, .keptOnTime,
            .reloadAsked, .reloaded, .account, .signedIn:
            .notice
        case .started, .stopped, .onAir, .music, .takenUp, .spokenAgain, .calm, .audioChanged,
            .emergenciesReady:
            .info
        }
    }
}
