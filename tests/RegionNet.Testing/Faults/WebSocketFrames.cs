using System.Buffers.Binary;

namespace RegionNet.Testing.Faults;

/// <summary>Where WebSocket messages end in a stream of bytes (RFC 6455, 5.2), for who counts or drops them without reading them.</summary>
public static class WebSocketFrames
{
    /// <returns>The bytes of the first whole message, all its frames; null when the rest is still to come.</returns>
    public static int? FirstMessage(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes.Length - at >= 2)
        {
            var last = (bytes[at] & 0x80) != 0;
            var size = bytes[at + 1] & 0x7F;
            var header =
                size == 127 ? 10
                : size == 126 ? 4
                : 2;
            if (bytes.Length - at < header)
            {
                return null;
            }
            var payload = size switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]),
                127 => (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[(at + 2)..]),
                _ => size,
            };
            at += header + payload;
            if (at > bytes.Length)
            {
                return null;
            }
            if (last)
            {
                return at;
            }
        }
        return null;
    }
}
