namespace WebChatBridge.Chat;

/// <summary>
/// The last rows of a terminal hold the input, everything above is the terminal's own scrollback. Answers with the output that
/// brings a terminal there; writes nothing itself. The terminal is in raw mode: a new line is CR LF.
/// </summary>
internal interface IScreen
{
    /// <summary>Written once at the start, and again after a stop.</summary>
    string Begin();

    /// <summary>Prints finished lines above the input, and the input as it is now.</summary>
    string Show(IReadOnlyList<string> above, PromptView view);

    /// <summary>The window has another size; the next <see cref="Show"/> is for it.</summary>
    void Resize(int columns, int rows);

    /// <summary>Empties the window, as Ctrl-L does. The scrollback stays.</summary>
    string Clear();

    /// <summary>Takes the input away and leaves the cursor where the next program begins.</summary>
    string End();
}
