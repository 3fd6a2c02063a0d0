using System.Runtime.InteropServices;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// The calls of a loop that owns all its sockets. System.Net.Sockets would bring a thread, a queue and an object for each
/// operation between the kernel and us, and what is measured here is the other side.
/// </summary>
internal static partial class Libc
{
    public const int Readable = 0x1;
    public const int Writable = 0x4;
    public const int Failed = 0x8;
    public const int HungUp = 0x10;
    public const int PeerFinished = 0x2000;

    public const int Add = 1;
    public const int Remove = 2;
    public const int Change = 3;

    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int InProgress = 115;

    /// <summary>MSG_NOSIGNAL: a peer that is gone is an error and no signal.</summary>
    public const int NoSignal = 0x4000;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, ReadOnlySpan<byte> interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, Span<byte> events, int maxEvents, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, ReadOnlySpan<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);
}
