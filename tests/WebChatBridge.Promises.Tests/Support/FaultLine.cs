using System.Net.Sockets;

namespace WebChatBridge.Promises.Tests;

/// <summary>One connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultLine(Socket client, Socket server, int slice, TimeSpan late)
{
    private readonly TaskCompletionSource cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool deaf;

    /// <summary>Until both ends have closed, or it is cut.</summary>
    public async Task ForwardAsync()
    {
        await Task.WhenAny(cut.Task, Task.WhenAll(PumpAsync(client, server), PumpAsync(server, client)));
        client.Dispose();
        server.Dispose();
    }

    public void Cut()
    {
        Reset(client);
        Reset(server);
        cut.TrySetResult();
    }

    public void Blackhole() => deaf = true;

    public void LoseClient()
    {
        deaf = true;
        client.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                if (deaf)
                {
                    await cut.Task; // it stays as it is
                }

                await SendAsync(to, buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            if (!deaf)
            {
                Cut(); // one end is gone: the other is told
            }
            else
            {
                await cut.Task;
            }
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        var piece = slice == 0 ? bytes.Length : slice;
        for (var at = 0; at < bytes.Length; at += piece)
        {
            if (late > TimeSpan.Zero)
            {
                using var clock = new PeriodicTimer(late);
                await clock.WaitForNextTickAsync();
            }

            await to.SendAsync(bytes.Slice(at, Math.Min(piece, bytes.Length - at)));
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}
