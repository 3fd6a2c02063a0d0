using System.Runtime.InteropServices;

namespace WebChatBridge.Chat;

/// <summary>The few calls that make a terminal raw. System.Console would do it too, but writes escape sequences of its own.</summary>
internal static partial class Libc
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;
    public const int Interrupted = 4;
    public const int ApplyAfterOutput = 1;
    public const nuint WindowSizeRequest = 0x5413;

    /// <summary>Larger than any system's <c>struct termios</c>; its layout is nobody's business here.</summary>
    public const int TermiosBytes = 256;

    /// <summary>SIGTSTP, what Ctrl-Z sends.</summary>
    public static int StopSignal => OperatingSystem.IsLinux() ? 20 : 18;

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    public static partial int GetAttributes(int descriptor, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    public static partial int SetAttributes(int descriptor, int when, ReadOnlySpan<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, Span<ushort> answer);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);

    /// <summary>Waits until the descriptor of one <c>struct pollfd</c> is as asked.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<byte> pollfd, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nint count);
}
