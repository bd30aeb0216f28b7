// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Station
import Timetable

/// `GET /v1/events`: an answer that does not end while client and station want it, and the client's session holds.
enum EventStream {
    private static let lastEventID = HTTPField.Name("Last-Event-ID")

    static func response(to request: Request, _ context: DeskContext, _ feed: EventFeed) async throws -> Response {
        let channel = context.channel
        let last = lastEventID.flatMap { request.headers[$0] }
        let wantsLevels = try request.flag("levels")
        guard
            let stream = await feed.subscribe(
                after: last, wantsLevels: wantsLevels, drop: { channel.close(promise: nil) })
        else {
            throw Fault(
                .serviceUnavailable, Wording(en: "Too many listeners", zh: "监听过多"),
                Wording(
                    en: "\(EventFeed.mostSubscribers) clients listen to events already",
                    zh: "已有 \(EventFeed.mostSubscribers) 个客户端在监听事件"),
                fix: Wording(en: "close one of them, or ask GET /v1/status", zh: "请关闭其中一个，或改用 GET /v1/status"),
                headers: [.retryAfter: "\(ProblemDocument.retrySeconds)"])
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                for await bytes in stream.cancelOnGracefulShutdown() {
                    guard context.mayStill(.look) else { break }
                    try await writer.write(bytes)
                }
                try await writer.finish(nil)
            })
    }
}
