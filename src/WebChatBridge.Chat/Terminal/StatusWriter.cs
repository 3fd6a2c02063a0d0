using System.Text;

namespace WebChatBridge.Chat;

/// <summary>Standard error for whole lines. Not Console.Error: on a terminal it writes escape sequences before the first word.</summary>
internal sealed class StatusWriter : TextWriter
{
    private readonly StandardOutput error = new(Libc.StandardError);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => error.Write(value.ToString());

    public override void Write(string? value) => error.Write(value ?? string.Empty);

    public override Task WriteLineAsync(string? value)
    {
        error.Write(value + "\n");
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        error.Dispose();
        base.Dispose(disposing);
    }
}
