// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import ServiceLifecycle
import Station

/// `GET /v1/listen`: the sound of a zone, for as long as client and station want it, and the client's session holds.
enum LiveStream {
    /// What the system holds for a client that reads slowly, about a third of a second: what waits there is late.
    private static let sendBufferBytes: SocketOptionValue = 64 << 10

    static func response(to request: Request, _ context: DeskContext, _ desk: any BroadcastDesk) async throws
        -> Response
    {
        let channel = context.channel
        let zone = request.uri.queryParameters["zone"].map(String.init)
        let sound = try await desk.listen(to: zone) { channel.close(promise: nil) }
        try await channel.setOption(.socketOption(.so_sndbuf), value: sendBufferBytes).get()
        return Response(
            status: .ok, headers: [.contentType: "audio/wav", .cacheControl: "no-store", .acceptRanges: "none"],
            body: ResponseBody { writer in
                for await piece in sound.cancelOnGracefulShutdown() {
                    guard context.mayStill(.look) else { break }
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            })
    }
}
