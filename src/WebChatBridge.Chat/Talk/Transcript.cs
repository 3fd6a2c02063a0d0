using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>
/// Turns what happens into lines for people: <c>12:01:07 jerry        hello</c>. All text of others passes
/// <see cref="VisibleText"/> here.
/// </summary>
internal sealed class Transcript(Palette palette, TimeProvider time, bool timestamps)
{
    private const int NameColumn = 12;

    private readonly List<string> lines = [];
    private DateOnly? day;

    /// <summary>Takes the lines made since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] taken = [.. lines];
        lines.Clear();
        return taken;
    }

    public void Message(ChatMessage message, bool direct, bool hex)
    {
        Said(message.At, message.From.Name, direct ? " → you" : string.Empty, message.Text);
        if (hex)
        {
            Hex(message.Payload.Span);
        }
    }

    public void Own(string name, string? to, string text) =>
        Said(time.GetUtcNow(), name, to is null ? string.Empty : " → " + to, text);

    /// <summary>Something nobody said.</summary>
    public void Note(string text)
    {
        var stamp = Stamp(time.GetUtcNow());
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            lines.Add(palette.Dim(stamp + "· " + VisibleText.Of(line)));
        }
    }

    public void Alarm(string text) => lines.Add(palette.Alarm("! " + VisibleText.Of(text)));

    /// <summary>Text of the program, as it is.</summary>
    public void Plain(string text) => lines.AddRange(text.ReplaceLineEndings("\n").Split('\n').Select(palette.Dim));

    /// <summary>Text that came without a speaker.</summary>
    public void Unframed(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            lines.Add(Stamp(time.GetUtcNow()) + VisibleText.Of(line));
        }
    }

    public void Mark() => lines.Add(palette.Dim($"── mark {Local(time.GetUtcNow()):HH:mm:ss} ──"));

    private void Said(DateTimeOffset at, string name, string toward, string text)
    {
        name = VisibleText.Of(name);
        toward = VisibleText.Of(toward);
        var stamp = Stamp(at);
        var pad = new string(' ', Math.Max(0, NameColumn - CellWidth.Of(name + toward)) + 1);
        var indent = new string(' ', CellWidth.Of(stamp + name + toward + pad));
        var first = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            // A line break inside a message is indented: nobody can forge a line of somebody else.
            lines.Add((first ? stamp + palette.Name(name) + palette.Dim(toward) + pad : indent) + VisibleText.Of(line));
            first = false;
        }
    }

    private void Hex(ReadOnlySpan<byte> bytes)
    {
        const int perLine = 16;
        for (var offset = 0; offset < Math.Min(bytes.Length, 512); offset += perLine)
        {
            var part = bytes[offset..Math.Min(bytes.Length, offset + perLine)];
            var text = new StringBuilder();
            foreach (var unit in part)
            {
                text.Append(unit is >= 0x20 and < 0x7F ? (char)unit : '·');
            }

            var digits = Convert.ToHexStringLower(part);
            var spaced = string.Join(' ', digits.Chunk(2).Select(pair => new string(pair)));
            lines.Add(palette.Dim($"   {offset:x4}  {spaced,-47}  {text}"));
        }

        if (bytes.Length > 512)
        {
            lines.Add(palette.Dim($"   … {bytes.Length - 512} more bytes"));
        }
    }

    private string Stamp(DateTimeOffset at)
    {
        if (!timestamps)
        {
            return string.Empty;
        }

        var local = Local(at);
        var date = DateOnly.FromDateTime(local.DateTime);
        if (day != date)
        {
            day = date;
            lines.Add(palette.Dim($"── {local.ToString("dddd d MMMM", CultureInfo.InvariantCulture)} ──"));
        }

        return local.ToString("HH:mm:ss ", CultureInfo.InvariantCulture);
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
}
