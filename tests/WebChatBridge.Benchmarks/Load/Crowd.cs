using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>The connections of a run: makes them, reads and writes them, and hands every frame to the one who judges it. One thread.</summary>
internal sealed class Crowd(string? hello = null) : IDisposable
{
    private const int BufferBytes = 512 * 1_024;
    private const int Wanted = Libc.Readable;

    private readonly Epoll epoll = new();
    private readonly List<Member> members = [];
    private readonly byte[] buffer = new byte[BufferBytes];
    private int waiting;

    public delegate void FrameHandler(Member member, ReadOnlySpan<byte> frame, long now);

    /// <summary>Given each frame of a member that is ready.</summary>
    public FrameHandler Heard { get; set; } = static (_, _, _) => { };

    /// <summary>Told that a connection is over, with the reason, unless it was closed here.</summary>
    public Action<Member, string> Ended { get; set; } = static (_, _) => { };

    public IReadOnlyList<Member> Members => members;

    /// <summary>Connects so many, some of them at a time, and waits until each is ready. Answers how many became ready in a second.</summary>
    public double Connect(int count, int atOnce, TimeSpan patience, Func<int, Member> make)
    {
        var started = Clock.Now;
        for (var made = 0; made < count || waiting > 0;)
        {
            while (made < count && waiting < atOnce)
            {
                Join(make(made++));
            }

            Serve(10);
            if (Clock.Now - started > patience.Nanoseconds())
            {
                throw new TimeoutException($"{waiting} of {count} connections were not welcomed within {patience.TotalSeconds:0} s.");
            }
        }

        return count / ((Clock.Now - started) / 1e9);
    }

    /// <summary>Takes one more that is connecting, and does not wait for it.</summary>
    public void Join(Member member)
    {
        member.Token = members.Count;
        members.Add(member);
        waiting++;
        epoll.Watch(member.Peer.Descriptor, Wanted | Libc.Writable, member.Token);
    }

    /// <summary>Leaves, without a word.</summary>
    public void Leave(Member member, bool reset)
    {
        waiting -= member.IsReady ? 0 : 1;
        member.IsClosed = true;
        epoll.Forget(member.Peer.Descriptor);
        if (reset)
        {
            member.Peer.Reset();
        }
        else
        {
            member.Dispose();
        }
    }

    /// <summary>Reads and writes whatever is ready; waits for so long if nothing is.</summary>
    public void Serve(int milliseconds)
    {
        var count = epoll.Wait(milliseconds);
        for (var i = 0; i < count; i++)
        {
            var (token, state) = epoll[i];
            var member = members[token];
            if (member.IsClosed)
            {
                continue;
            }

            if ((state & Libc.Writable) != 0)
            {
                Write(member);
            }

            if ((state & ~Libc.Writable) != 0 && !member.IsClosed)
            {
                Read(member, state);
            }
        }
    }

    public void Send(Member member, ReadOnlySpan<byte> bytes)
    {
        if (!member.Peer.Send(bytes))
        {
            End(member, "it could not be written to");
        }
        else if (member.Peer.HasUnsent)
        {
            epoll.Watch(member.Peer.Descriptor, Wanted | Libc.Writable, member.Token);
        }
    }

    /// <summary>From now on it is not read; only its end is noticed.</summary>
    public void StopReading(Member member) => epoll.Watch(member.Peer.Descriptor, Libc.PeerFinished, member.Token);

    public void Dispose()
    {
        foreach (var member in members)
        {
            member.Dispose();
        }

        epoll.Dispose();
    }

    private void Write(Member member)
    {
        if (!member.HasSaidHello)
        {
            member.HasSaidHello = true;
            Send(member, Words(member));
            if ((hello is not null && !member.IsIdle) || !member.Speech.Welcomes)
            {
                Welcome(member);
            }
        }

        if (!member.IsClosed && !member.Peer.SendRest())
        {
            End(member, "it could not be written to");
        }
        else if (!member.IsClosed && !member.Peer.HasUnsent)
        {
            epoll.Watch(member.Peer.Descriptor, Wanted, member.Token);
        }
    }

    private void Read(Member member, int state)
    {
        if (member.Stops && (state & Libc.Readable) == 0)
        {
            End(member, "it had stopped reading");
            return;
        }

        if (member.Peer.Receive(buffer) is not { } count)
        {
            End(member, (state & (Libc.Failed | Libc.HungUp)) != 0 ? "the relay reset it" : "the relay closed it");
            return;
        }

        var now = Clock.Now;
        ReadOnlySpan<byte> input = buffer.AsSpan(0, count);
        int taken;
        while (member.Speech.TryCut(input, out taken, out var frame))
        {
            if (member.IsReady)
            {
                Heard(member, frame, now);
            }
            else if (member.IsIdle || member.Speech.IsWelcome(frame, member.Name, RoomName(member)))
            {
                Welcome(member);
            }

            input = input[taken..];
        }

        if (taken < 0)
        {
            End(member, "what came is no frame");
            return;
        }

        member.Peer.Carry(input);
    }

    private void Welcome(Member member)
    {
        member.IsReady = true;
        waiting--;
    }

    private void End(Member member, string why)
    {
        Leave(member, reset: false);
        Ended(member, member.IsReady ? why : $"it was not welcomed: {why}");
    }

    private static string RoomName(Member member) => $"room{member.Room}";

    private byte[] Words(Member member) => member.IsIdle ? member.Speech.Arrival
        : hello is null ? member.Speech.Hello(member.Name, RoomName(member))
        : Encoding.UTF8.GetBytes(Fill(hello, member));

    private static string Fill(string hello, Member member) => hello
        .Replace("{name}", member.Name, StringComparison.Ordinal)
        .Replace("{room}", $"{member.Room}", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);
}
