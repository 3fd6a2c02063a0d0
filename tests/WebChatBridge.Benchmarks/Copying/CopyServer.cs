using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// The least a relay can do: it copies lines to whoever sits in the room, on one thread, and keeps nothing. It is the ceiling the
/// generator is measured against; with a <see cref="Flaw"/> it proves that the generator sees what goes wrong.
/// </summary>
internal sealed class CopyServer : IDisposable
{
    private readonly Epoll epoll = new();
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Dictionary<int, Copied> connections = [];
    private readonly Dictionary<string, List<Copied>> rooms = new(StringComparer.Ordinal);
    private readonly List<Copied> dirty = [];
    private readonly byte[] buffer = new byte[512 * 1_024];
    private readonly Flaws flaws;
    private volatile bool ended;

    public CopyServer(Flaw flaw = Flaw.None, int every = 100)
    {
        flaws = new Flaws(flaw, every);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1_024);
        listener.Blocking = false;
        epoll.Watch(Listener, Libc.Readable, Listener);
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>How often it went wrong so far.</summary>
    public long FlawsMade => flaws.Made;

    private int Listener => (int)listener.SafeHandle.DangerousGetHandle();

    /// <summary>Serves on the calling thread until <see cref="End"/>.</summary>
    public void Serve()
    {
        while (!ended)
        {
            var count = epoll.Wait(20);
            for (var i = 0; i < count; i++)
            {
                var (token, state) = epoll[i];
                if (token == Listener)
                {
                    Accept();
                }
                else if (connections.TryGetValue(token, out var connection))
                {
                    Serve(connection, state);
                }
            }

            Flush();
        }
    }

    public void End() => ended = true;

    public void Dispose()
    {
        foreach (var connection in connections.Values)
        {
            connection.Peer.Dispose();
        }

        listener.Dispose();
        epoll.Dispose();
    }

    private void Accept()
    {
        while (listener.Poll(0, SelectMode.SelectRead))
        {
            var connection = new Copied(new Peer(listener.Accept()), "nobody");
            connections.Add(connection.Peer.Descriptor, connection);
            epoll.Watch(connection.Peer.Descriptor, Libc.Readable, connection.Peer.Descriptor);
        }
    }

    private void Serve(Copied connection, int state)
    {
        if ((state & Libc.Writable) != 0 && (!connection.Peer.SendRest() || !connection.Peer.HasUnsent))
        {
            epoll.Watch(connection.Peer.Descriptor, Libc.Readable, connection.Peer.Descriptor);
        }

        if ((state & ~Libc.Writable) == 0)
        {
            return;
        }

        if (connection.Peer.Receive(buffer) is not { } count)
        {
            Close(connection);
            return;
        }

        ReadOnlySpan<byte> input = buffer.AsSpan(0, count);
        for (var end = input.IndexOf((byte)'\n'); end >= 0; end = input.IndexOf((byte)'\n'))
        {
            Take(connection, input[..(end + 1)]);
            input = input[(end + 1)..];
        }

        connection.Peer.Carry(input);
    }

    private void Take(Copied from, ReadOnlySpan<byte> line)
    {
        if (line[0] == (byte)'/')
        {
            Obey(from, Encoding.UTF8.GetString(line[..^1]).Split(' '));
            return;
        }

        foreach (var to in rooms.TryGetValue(from.Room, out var members) ? members : [])
        {
            if (to != from)
            {
                Touch(to);
                flaws.Copy(from, to, line);
            }
        }
    }

    private void Obey(Copied connection, string[] command)
    {
        switch (command)
        {
            case ["/nick", var name]:
                connection.Rename(name);
                break;
            case ["/join", var room]:
                connection.Room = room;
                (rooms.TryGetValue(room, out var members) ? members : rooms[room] = []).Add(connection);
                Touch(connection);
                connection.Append(Encoding.UTF8.GetBytes($"* {connection.Name} joined {room} ({rooms[room].Count} here)\n"));
                break;
        }
    }

    private void Touch(Copied connection)
    {
        if (!connection.HasOutput)
        {
            dirty.Add(connection);
        }
    }

    private void Flush()
    {
        flaws.Release();
        foreach (var connection in dirty)
        {
            if (connection.Flush() && connection.Peer.HasUnsent)
            {
                epoll.Watch(connection.Peer.Descriptor, Libc.Readable | Libc.Writable, connection.Peer.Descriptor);
            }
        }

        dirty.Clear();
    }

    private void Close(Copied connection)
    {
        epoll.Forget(connection.Peer.Descriptor);
        connections.Remove(connection.Peer.Descriptor);
        if (rooms.TryGetValue(connection.Room, out var members))
        {
            members.Remove(connection);
        }

        connection.Peer.Dispose();
    }
}
