using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace WebChatBridge.Chat;

/// <summary>
/// Standard output (or standard error) without a writer in between: each call is written at once. A reader who has gone is remembered.
/// write(2) itself, because a FileStream on a redirected file writes over what others write there.
/// </summary>
internal sealed class StandardOutput(int descriptor = Libc.StandardOutput) : IDisposable
{
    private const int TryAgainLinux = 11;
    private const int TryAgainBsd = 35;
    private const short PollOut = 4;

    private readonly Stream? stream = !OperatingSystem.IsWindows() ? null
        : descriptor == Libc.StandardError ? Console.OpenStandardError() : Console.OpenStandardOutput();

    /// <summary>True once the reader has closed its end (EPIPE) or the terminal is gone.</summary>
    public bool IsGone { get; private set; }

    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream?.Write(bytes);
        while (stream is null && !IsGone && bytes.Length > 0)
        {
            var written = Libc.Write(descriptor, bytes, bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
            }
            else
            {
                IsGone = !MayTryAgain(Marshal.GetLastPInvokeError());
            }
        }
    }

    public void Dispose() => stream?.Dispose();

    private bool MayTryAgain(int error)
    {
        if (error is TryAgainLinux or TryAgainBsd)
        {
            // Somebody made the descriptor non-blocking. struct pollfd: int fd, short events, short revents.
            Span<byte> pollfd = stackalloc byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(pollfd, descriptor);
            BinaryPrimitives.WriteInt16LittleEndian(pollfd[4..], PollOut);
            _ = Libc.Poll(pollfd, 1, -1);
            return true;
        }

        return error == Libc.Interrupted;
    }
}
