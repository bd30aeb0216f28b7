// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Station
import Timetable

/// The calls about the sound files of the audio folder.
extension ControlRouter {
    static let mediaCalls: [Call] = [
        Call(method: .get, path: UploadReceiver.media, permission: .look) { _, _, desk, _ in
            try JSONReply.make(await desk.media())
        },
        Call(method: .put, path: UploadReceiver.media, permission: .edit) { request, context, desk, _ in
            let path = try mediaPath(of: request)
            guard path.isSound else { throw noSound }
            let length = try UploadReceiver.length(of: request, upTo: MediaFile.largestUploadBytes)
            let version = request.uri.queryParameters["replaces"].map(String.init)
            let upload = try await desk.beginMedia(path, replacing: version, byteCount: length)
            try await UploadReceiver.receive(request, of: length, into: upload)
            let saved = try await desk.keepMedia(upload, at: path, replacing: version, by: context.requester)
            return try JSONReply.make(saved, status: version == nil ? .created : .ok)
        },
        Call(method: .delete, path: UploadReceiver.media, permission: .edit) { request, context, desk, _ in
            let version = request.uri.queryParameters["version"].map(String.init) ?? ""
            let path = try mediaPath(of: request)
            return try JSONReply.make(try await desk.removeMedia(path, version: version, by: context.requester))
        },
        Call(method: .post, path: "\(UploadReceiver.media)/former/{id}", permission: .edit) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            return try JSONReply.make(try await desk.bringBackMedia(id, by: context.requester))
        },
        Call(method: .get, path: "\(UploadReceiver.media)/sound", permission: .look) { request, context, desk, _ in
            let path = try mediaPath(of: request)
            return try await FileAnswer.response(to: request, context, file: try await desk.mediaFile(path))
        },
    ]

    private static func mediaPath(of request: Request) throws -> MediaPath {
        let text = request.uri.queryParameters["path"].map(String.init) ?? ""
        guard let path = MediaPath(text) else {
            let shown = text.prefix(80)
            throw Fault(
                .unprocessableContent, Wording(en: "No such place", zh: "没有这个位置"),
                Wording(en: "no sound of a store is at \"\(shown)\"", zh: "“\(shown)”不是本店声音文件的位置"),
                fix: Wording(
                    en: "write music/FOLDER/NAME.flac, items/NAME.wav, promos/ROTATION/NAME.mp3, chimes/NAME.wav or"
                        + " scripts/NAME.wav",
                    zh: "请写 music/文件夹/名称.flac、items/名称.wav、promos/轮播组/名称.mp3、chimes/名称.wav 或 scripts/名称.wav"))
        }
        return path
    }

    private static let noSound = Fault(
        .unprocessableContent, Wording(en: "No sound", zh: "不是声音文件"),
        Wording(en: "a file of that ending is not played", zh: "不播放这种扩展名的文件"),
        fix: Wording(en: "send WAV, FLAC, Ogg, Opus or MP3", zh: "请使用 WAV、FLAC、Ogg、Opus 或 MP3"))
}
