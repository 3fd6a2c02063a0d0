namespace WebChatBridge.Protocol;

/// <summary>The words of H12.</summary>
internal static class ControlWords
{
    public static Advice Say(int count, string names, ControlKind worst)
    {
        var (why, fix) = Of(worst);
        return new Advice($"{Words.Count(count, "control or invisible character")} in the text: {names}.", why, fix);
    }

    private static (string Why, string Fix) Of(ControlKind kind) => kind switch
    {
        ControlKind.Escape => (
            "A terminal that prints it obeys it: colours, cursor, window title, and worse. Here it is shown by its name and obeyed nowhere.",
            "Take escape sequences out before you send: run programs with NO_COLOR=1 or TERM=dumb, or re.sub(r\"\\x1b\\[[0-9;]*[A-Za-z]\", \"\", text)."),
        ControlKind.Override => (
            "It turns the reading order of what follows around: a text can look like another one. Here it is shown by its name and obeyed nowhere.",
            "Take it out if nobody meant it; text in Arabic or Hebrew does without overrides."),
        ControlKind.Return => (
            "A CR inside a line moves a terminal's cursor to its beginning: what follows writes over it. Progress bars do that.",
            "End lines with \\n. For progress send a line of its own now and then."),
        ControlKind.OrderMark => (
            "A byte order mark (EF BB BF) is part of the text: it makes the first word unequal to what it looks like, and a command unknown.",
            "Write without it: new UTF8Encoding(false) in C#, encoding=\"utf-8\" (not utf-8-sig) in Python."),
        ControlKind.Nul => (
            "C programs take NUL for the end of the text and lose the rest. It often is the end of a C string, or a buffer, sent along.",
            "Send the text without it: send(fd, text, strlen(text), 0), not sizeof(buffer)."),
        ControlKind.Direction => (
            "It says which way a text reads and cannot be seen. Text in Arabic or Hebrew may have it; a name or a command that has it is not what it looks like.",
            "Nothing to do where it was meant."),
        _ => (
            "It cannot be seen, and terminals do something with it: ring the bell, move the cursor. Here it is shown by its name and obeyed nowhere.",
            "Take it out before you send, or escape it: repr(text)."),
    };
}
