using System.Runtime.InteropServices;

namespace WebChatBridge.Chat;

/// <summary>Reads the terminal on a thread of its own, as there is no other way to wait for it, and hands on what comes.</summary>
internal static class TerminalInput
{
    /// <param name="onBytes">Called on the reading thread; false ends the reading.</param>
    /// <param name="onEnd">Called when the terminal is gone.</param>
    public static void Start(Func<byte[], bool> onBytes, Action onEnd)
    {
        // A background thread: it may stand in read() for ever and must not keep the program alive.
        var thread = new Thread(() => Run(onBytes, onEnd)) { IsBackground = true, Name = "terminal input" };
        thread.Start();
    }

    private static void Run(Func<byte[], bool> onBytes, Action onEnd)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var count = Libc.Read(Libc.StandardInput, buffer, buffer.Length);
            if (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
                continue;
            }

            if (count <= 0)
            {
                onEnd();
                return;
            }

            if (!onBytes(buffer[..(int)count]))
            {
                return;
            }
        }
    }
}
