namespace WebChatBridge.Chat;

/// <summary>
/// Raw mode of the terminal on standard input, and the way back. <see cref="Restore"/> may be called from anywhere, any number
/// of times: every way out of the program passes it.
/// </summary>
internal sealed class TerminalMode : IDisposable
{
    private readonly byte[] original = new byte[Libc.TermiosBytes];
    private readonly Lock gate = new();
    private bool raw;

    public void MakeRaw()
    {
        lock (gate)
        {
            if (raw || Libc.GetAttributes(Libc.StandardInput, original) != 0)
            {
                return;
            }

            Span<byte> wanted = [.. original];
            Libc.MakeRaw(wanted);
            raw = Libc.SetAttributes(Libc.StandardInput, Libc.ApplyAfterOutput, wanted) == 0;
        }
    }

    public void Restore()
    {
        lock (gate)
        {
            if (raw)
            {
                _ = Libc.SetAttributes(Libc.StandardInput, Libc.ApplyAfterOutput, original);
                raw = false;
            }
        }
    }

    public void Dispose() => Restore();

    public static bool IsTerminal(int descriptor) => !OperatingSystem.IsWindows() && Libc.IsTerminal(descriptor) == 1;

    /// <summary>Columns and rows; 80 by 24 where the terminal does not say.</summary>
    public static (int Columns, int Rows) Size()
    {
        if (OperatingSystem.IsLinux())
        {
            // struct winsize: rows, columns, two for pixels.
            Span<ushort> size = [0, 0, 0, 0];
            return Libc.Control(Libc.StandardOutput, Libc.WindowSizeRequest, size) == 0 && size[1] > 0 && size[0] > 0 ? (size[1], size[0]) : (80, 24);
        }

        return (Math.Max(2, Console.WindowWidth), Math.Max(2, Console.WindowHeight));
    }
}
