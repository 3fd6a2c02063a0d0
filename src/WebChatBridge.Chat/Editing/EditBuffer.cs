using System.Globalization;

namespace WebChatBridge.Chat;

/// <summary>A line and a cursor in it. The cursor stands between what people see as characters, never inside one.</summary>
internal sealed class EditBuffer
{
    private const int MaxChars = 256 * 1024;

    public string Text { get; private set; } = string.Empty;

    /// <summary>In UTF-16 units, 0 to the text's length.</summary>
    public int Cursor { get; private set; }

    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    public void Insert(string text)
    {
        if (Text.Length + text.Length > MaxChars)
        {
            return;
        }

        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
        SnapForward();
    }

    public void MoveTo(int place) => Cursor = Math.Clamp(place, 0, Text.Length);

    public void Left() => Cursor = Before(Cursor);

    public void Right() => Cursor = After(Cursor);

    public void WordLeft() => Cursor = WordStart();

    public void WordRight() => Cursor = WordEnd();

    public void Backspace() => Cut(Before(Cursor), Cursor);

    public void Delete() => Cut(Cursor, After(Cursor));

    public string KillToEnd() => Cut(Cursor, Text.Length);

    public string KillToStart() => Cut(0, Cursor);

    /// <summary>Back to the white space before, as a shell's Ctrl-W.</summary>
    public string KillWordLeft()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        while (start > 0 && !char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        return Cut(start, Cursor);
    }

    public string KillWordRight() => Cut(Cursor, WordEnd());

    public void Replace(int start, int end, string text)
    {
        Cut(start, end);
        Insert(text);
    }

    private string Cut(int start, int end)
    {
        var cut = Text[start..end];
        Text = Text.Remove(start, end - start);
        Cursor = start;
        SnapForward();
        return cut;
    }

    private int WordStart()
    {
        var start = Cursor;
        while (start > 0 && !IsWord(Text[start - 1]))
        {
            start--;
        }

        while (start > 0 && IsWord(Text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private int WordEnd()
    {
        var end = Cursor;
        while (end < Text.Length && !IsWord(Text[end]))
        {
            end++;
        }

        while (end < Text.Length && IsWord(Text[end]))
        {
            end++;
        }

        return end;
    }

    // A surrogate or a mark belongs to the word it stands in.
    private static bool IsWord(char unit) => char.IsLetterOrDigit(unit) || char.IsSurrogate(unit)
        || char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private int After(int place) =>
        place >= Text.Length ? Text.Length : place + StringInfo.GetNextTextElementLength(Text.AsSpan(place));

    private int Before(int place)
    {
        var at = 0;
        while (at < place && After(at) is var next && next < place)
        {
            at = next;
        }

        return Math.Min(at, place);
    }

    /// <summary>A mark typed after a letter joins it; what was between two characters may now be inside one.</summary>
    private void SnapForward()
    {
        var at = 0;
        while (at < Cursor)
        {
            at = After(at);
        }

        Cursor = at;
    }
}
