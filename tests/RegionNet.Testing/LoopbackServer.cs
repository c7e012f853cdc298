using System.Net;
using System.Net.Sockets;

namespace RegionNet.Testing;

/// <summary>A TCP server on a free port of this computer that speaks with each caller as <paramref name="talk"/> says.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <param name="talk">One conversation; that it is broken off is no failure.</param>
    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> talk)
    {
        _listener.Start();
        _serving = Serve(talk);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task Serve(Func<NetworkStream, CancellationToken, Task> talk)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(Talk(await _listener.AcceptTcpClientAsync(_end.Token), talk));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client, Func<NetworkStream, CancellationToken, Task> talk)
    {
        using (client)
        {
            try
            {
                await talk(client.GetStream(), _end.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The caller went away, or the test is over.
            }
        }
    }
}
