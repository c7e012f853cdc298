using System.Net;
using System.Net.Sockets;

namespace RegionNet.LocalHosting;

/// <summary>
/// Free TCP ports, below the range from which the kernel takes the ports of outgoing connections: one that a replica
/// leaves for a moment must still be free when it is started again.
/// </summary>
internal sealed class Ports
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private readonly HashSet<int> _taken = [];

    /// <summary>The wanted port if nobody listens there, else any.</summary>
    public int Take(int? wanted = null)
    {
        if (wanted is { } port && IsFree(port) && _taken.Add(port))
        {
            return port;
        }
        while (true)
        {
            var candidate = Random.Shared.Next(First, Last);
            if (!_taken.Contains(candidate) && IsFree(candidate) && _taken.Add(candidate))
            {
                return candidate;
            }
        }
    }

    private static bool IsFree(int port) =>
        CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.AddressNotAvailable; // No ::1 on this machine.
        }
    }
}
