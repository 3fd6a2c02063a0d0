using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace WebChatBridge.Benchmarks;

/// <summary>Many sockets, one thread: says which of them can be read or written.</summary>
internal sealed class Epoll : IDisposable
{
    private const int MaxEvents = 512;

    // struct epoll_event { uint32_t events; uint64_t data; }, packed on x86-64 and nowhere else.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + 8;

    private readonly int epoll = Libc.EpollCreate(0);
    private readonly byte[] events = new byte[MaxEvents * EventBytes];
    private readonly Dictionary<int, int> interests = [];

    public Epoll()
    {
        if (epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_create1 failed: the load generator runs on Linux only.");
        }
    }

    /// <summary>Watches a socket, or changes what it is watched for. Errors and hang-ups are always told.</summary>
    public void Watch(int descriptor, int interest, int token)
    {
        if (interests.TryGetValue(descriptor, out var before) && before == interest)
        {
            return;
        }

        Span<byte> wanted = stackalloc byte[EventBytes];
        wanted.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(wanted, interest);
        BinaryPrimitives.WriteInt64LittleEndian(wanted[DataOffset..], token);
        if (Libc.EpollControl(epoll, interests.ContainsKey(descriptor) ? Libc.Change : Libc.Add, descriptor, wanted) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"epoll_ctl of descriptor {descriptor} failed.");
        }

        interests[descriptor] = interest;
    }

    /// <summary>Before the socket is closed: its number may come back for another.</summary>
    public void Forget(int descriptor)
    {
        if (interests.Remove(descriptor))
        {
            Span<byte> nothing = stackalloc byte[EventBytes];
            _ = Libc.EpollControl(epoll, Libc.Remove, descriptor, nothing);
        }
    }

    /// <summary>How many are ready; at least one, unless the time is over.</summary>
    public int Wait(int milliseconds)
    {
        var count = Libc.EpollWait(epoll, events, MaxEvents, milliseconds);
        return Math.Max(count, 0);
    }

    /// <summary>The token and the state of one that is ready.</summary>
    public (int Token, int State) this[int index]
    {
        get
        {
            var one = events.AsSpan(index * EventBytes, EventBytes);
            return ((int)BinaryPrimitives.ReadInt64LittleEndian(one[DataOffset..]), BinaryPrimitives.ReadInt32LittleEndian(one));
        }
    }

    public void Dispose() => _ = Libc.Close(epoll);
}
