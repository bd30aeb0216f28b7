// SPDX-License-Identifier: Apache-2.0
import ConsolePage
import HTTPTypes
import Hummingbird
import NIOCore

/// The console's page, which is a part of the program.
struct PageFiles: Sendable {
    private struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    private let files: [String: File]

    init() {
        var files: [String: File] = [:]
        for file in UnsafeBufferPointer(start: console_page_files, count: console_page_file_count) {
            let path = String(cString: file.path)
            let bytes = ByteBuffer(bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.length))
            let ending = path.split(separator: ".").last.map(String.init) ?? ""
            let digest = Passwords.digest(String(buffer: bytes))
            files[path] = File(
                bytes: bytes, type: Self.types[ending] ?? "application/octet-stream", tag: "\"\(digest.prefix(16))\"")
        }
        files["/"] = files["/index.html"]
        self.files = files
    }

    /// The answer to a request for a file of the page; nil where there is none at its path. A browser asks each time
    /// whether it is still the same, so that a new daemon's page is shown at once.
    func answer(_ request: Request) -> Response? {
        guard request.method == .get || request.method == .head, let file = files[request.uri.path] else { return nil }
        var headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .eTag: file.tag]
        if request.headers[.ifNoneMatch]?.contains(file.tag) == true {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        guard request.method == .get else {
            headers[.contentLength] = "\(file.bytes.readableBytes)"
            return Response(status: .ok, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
