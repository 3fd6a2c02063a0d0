using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Support;

/// <summary>A relay of one room that speaks json on a loopback port, remembers what was said, and does as the test says.</summary>
internal sealed class FakeRelay : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Guest> guests = [];
    private readonly List<ChatMessage> log = [];
    private readonly Dictionary<(string?, string?), long> acknowledged = [];
    private readonly Channel<ClientRequest> requests = Channel.CreateUnbounded<ClientRequest>();
    private readonly List<Task> serving = [];
    private TcpListener listener;
    private Task accepting;
    private long sessions;

    public FakeRelay()
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>Whether posts are stored and acknowledged; otherwise they vanish.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>When set, how posts are refused.</summary>
    public string? Refusal { get; set; }

    /// <summary>When set, how a hello is refused.</summary>
    public string? Bye { get; set; }

    public IReadOnlyList<string> Stored
    {
        get
        {
            lock (gate)
            {
                return [.. log.Select(message => message.Text)];
            }
        }
    }

    /// <summary>What clients asked for, in order.</summary>
    public async Task<T> NextAsync<T>()
        where T : ClientRequest
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await requests.Reader.ReadAsync(deadline.Token) is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>Somebody says something.</summary>
    public void Say(string text, string name = "jerry")
    {
        lock (gate)
        {
            Store(new Sender(900, name, Origin.Tcp), Encoding.UTF8.GetBytes(text), except: null);
        }
    }

    public void Tell(ServerEvent what)
    {
        lock (gate)
        {
            guests.ForEach(guest => guest.Send(what));
        }
    }

    /// <summary>Says goodbye to everybody, then closes its side (FIN): a cut (RST) could overtake the goodbye.</summary>
    public void Dismiss(string reason)
    {
        lock (gate)
        {
            guests.ForEach(guest =>
            {
                guest.Send(new ServerEvent.Bye(reason));
                guest.Socket.Shutdown(SocketShutdown.Send);
            });
        }
    }

    /// <summary>Cuts every connection and does not listen any more.</summary>
    public async Task StopAsync()
    {
        listener.Stop();
        await accepting;
        lock (gate)
        {
            guests.ForEach(guest => guest.Socket.Dispose());
            guests.Clear();
        }
    }

    public void Restart()
    {
        listener = new TcpListener(IPAddress.Loopback, Port) { ExclusiveAddressUse = false };
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Task.WhenAll(serving);
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var socket = await from.AcceptSocketAsync();
                lock (gate)
                {
                    serving.Add(ServeAsync(new Guest(socket)));
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Guest guest)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(guest.Socket));
            while (await reader.ReadLineAsync() is { } line)
            {
                var request = JsonCodec.ReadRequest(Encoding.UTF8.GetBytes(line));
                lock (gate)
                {
                    Answer(guest, request);
                }

                requests.Writer.TryWrite(request);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // Cut by the test.
        }

        lock (gate)
        {
            guests.Remove(guest);
            guest.Socket.Dispose();
        }
    }

    private void Answer(Guest guest, ClientRequest request)
    {
        switch (request)
        {
            case ClientRequest.Hello when Bye is not null:
                guest.Send(new ServerEvent.Bye(Bye));
                guest.Socket.Shutdown(SocketShutdown.Send);
                break;
            case ClientRequest.Hello hello:
                guest.Who = new Sender(++sessions, hello.Name ?? "amber-otter", Origin.Tcp);
                guest.Client = hello.Client;
                guest.Send(new ServerEvent.Welcome(sessions, guest.Who.Name, "lobby", log.Count, new WireLimits(65536, 32, 64, 1000), "fake"));
                guests.Add(guest);
                foreach (var missed in log.Where(message => message.Seq > (hello.After ?? long.MaxValue)))
                {
                    guest.Send(new ServerEvent.Message(missed));
                }

                break;
            case ClientRequest.Who:
                guest.Send(new ServerEvent.Who("lobby", [.. guests.Select(one => one.Who)], guests.Count));
                break;
            case ClientRequest.Post post when Refusal is not null:
                guest.Send(new ServerEvent.Error(ErrorCode.Limit, Refusal, post.Id));
                break;
            case ClientRequest.Post post when Acknowledges:
                var key = (guest.Client, post.Id);
                if (!acknowledged.TryGetValue(key, out var seq))
                {
                    seq = acknowledged[key] = Store(guest.Who, post.Payload.ToArray(), guest);
                }

                guest.Send(new ServerEvent.Ack(post.Id, "lobby", seq));
                break;
            case ClientRequest.Bye:
                guest.Send(new ServerEvent.Bye("goodbye"));
                guest.Socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    private long Store(Sender from, byte[] payload, Guest? except)
    {
        var message = new ChatMessage { Room = "lobby", Seq = log.Count + 1, At = TimeProvider.System.GetUtcNow(), From = from, Payload = payload };
        log.Add(message);
        guests.FindAll(guest => guest != except).ForEach(guest => guest.Send(new ServerEvent.Message(message)));
        return message.Seq;
    }

    private sealed class Guest(Socket socket)
    {
        public Socket Socket => socket;

        public Sender Who { get; set; } = new(0, string.Empty, Origin.Tcp);

        public string? Client { get; set; }

        public void Send(ServerEvent what)
        {
            var output = new ArrayBufferWriter<byte>();
            JsonCodec.WriteEvent(what, output);
            try
            {
                socket.Send(output.WrittenSpan);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The reader notices.
            }
        }
    }
}
