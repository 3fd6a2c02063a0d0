using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>The calls of Linux that a <see cref="Poller"/> lives of: epoll(7), and sockets that do not block. -1 with <see cref="Error"/> when they fail.</summary>
internal static unsafe partial class Libc
{
    public const int AddToPoll = 1;
    public const int DeleteFromPoll = 2;
    public const int ModifyInPoll = 3;

    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int ConnectionAborted = 103;

    public const int NoSignal = 0x4000;
    public const int CloseOnExec = 0x8_0000;
    public const int NonBlocking = 0x800;
    public const int ShutdownWrite = 1;
    public const int SocketLevel = 1;
    public const int LingerOption = 13;

    private const string Library = "libc";

    /// <summary>Why the last call of this thread failed: errno(3).</summary>
    public static int Error => Marshal.GetLastPInvokeError();

    /// <summary>The same in words.</summary>
    public static string ErrorWords => Marshal.GetPInvokeErrorMessage(Error);

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreatePoll(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlPoll(Descriptor poll, int what, SafeHandle descriptor, byte* pollEvent);

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int WaitForPoll(Descriptor poll, byte* pollEvents, int most, int milliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int CreateEvent(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(Descriptor descriptor, out long value, nint bytes);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(Descriptor descriptor, in long value, nint bytes);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(SafeHandle listening, byte* address, ref int addressBytes, int flags);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(Descriptor socket, Span<byte> into, nint bytes, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(Descriptor socket, ReadOnlySpan<byte> from, nint bytes, int flags);

    [LibraryImport(Library, EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(Descriptor socket, int how);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(Descriptor socket, int level, int option, in long value, int bytes);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
