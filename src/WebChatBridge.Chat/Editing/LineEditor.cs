namespace WebChatBridge.Chat;

/// <summary>The input line: keys in, a line out. Knows nothing of terminals.</summary>
internal sealed class LineEditor(InputHistory history, IVocabulary vocabulary)
{
    private const int MaxPasteWithoutQuestion = 3;

    private static readonly EditOutcome Edited = new EditOutcome.Edited();

    private readonly EditBuffer buffer = new();
    private string killed = string.Empty;
    private Completion? completion;
    private HistorySearch? search;
    private string[]? pasted;

    /// <summary>What is shown in the input.</summary>
    public string Text => pasted is not null ? string.Empty : search is null ? buffer.Text : search.Match ?? buffer.Text;

    /// <summary>Where in <see cref="Text"/> the cursor stands.</summary>
    public int Cursor => search is null && pasted is null ? buffer.Cursor : Text.Length;

    /// <summary>What stands instead of the prompt while the editor asks something; null when it does not.</summary>
    public string? Question => pasted is not null ? $"send {pasted.Length} lines? [y/N/e] " : search?.Prompt;

    public EditOutcome Press(Key key)
    {
        if (pasted is not null)
        {
            return Answer(key, pasted);
        }

        if (search is not null && SearchTakes(key, search))
        {
            return Edited;
        }

        if (key.Code is not (KeyCode.Complete or KeyCode.CompleteBack))
        {
            completion = null;
        }

        if (key.Code is not (KeyCode.Up or KeyCode.Down))
        {
            history.Leave();
        }

        return Move(key) || Change(key) ? Edited : Act(key);
    }

    /// <summary>Puts text back into the input, unless something else was typed meanwhile.</summary>
    public void Restore(string text)
    {
        if (buffer.Text.Length == 0)
        {
            buffer.Set(text);
        }
    }

    private bool Move(Key key)
    {
        Action? move = key.Code switch
        {
            KeyCode.Left => buffer.Left,
            KeyCode.Right => buffer.Right,
            KeyCode.WordLeft => buffer.WordLeft,
            KeyCode.WordRight => buffer.WordRight,
            KeyCode.Home => () => buffer.MoveTo(0),
            KeyCode.End => () => buffer.MoveTo(buffer.Text.Length),
            KeyCode.Up => () => Recall(history.Older(buffer.Text)),
            KeyCode.Down => () => Recall(history.Newer()),
            _ => null,
        };
        move?.Invoke();
        return move is not null;
    }

    private bool Change(Key key)
    {
        Action? change = key.Code switch
        {
            KeyCode.Text => () => buffer.Insert(key.Text),
            KeyCode.Backspace => buffer.Backspace,
            KeyCode.Delete => buffer.Delete,
            KeyCode.KillToEnd => () => killed = buffer.KillToEnd(),
            KeyCode.KillToStart => () => killed = buffer.KillToStart(),
            KeyCode.KillWordLeft => () => killed = buffer.KillWordLeft(),
            KeyCode.KillWordRight => () => killed = buffer.KillWordRight(),
            KeyCode.Yank => () => buffer.Insert(killed),
            KeyCode.Paste => () => Paste(key.Text),
            KeyCode.Complete => () => Complete(backward: false),
            KeyCode.CompleteBack => () => Complete(backward: true),
            _ => null,
        };
        change?.Invoke();
        return change is not null;
    }

    private EditOutcome Act(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter:
                return Submit();
            case KeyCode.Interrupt when buffer.Text.Length > 0:
                buffer.Set(string.Empty);
                return Edited;
            case KeyCode.Interrupt:
                return new EditOutcome.Interrupted();
            case KeyCode.EndOfInput when buffer.Text.Length > 0:
                buffer.Delete();
                return Edited;
            case KeyCode.EndOfInput:
                return new EditOutcome.EndOfInput();
            case KeyCode.Search:
                search = new HistorySearch(history.Lines);
                return Edited;
            case KeyCode.Suspend:
                return new EditOutcome.Suspended();
            case KeyCode.Redraw:
                return new EditOutcome.Redraw();
            default:
                return Edited;
        }
    }

    private EditOutcome.Submitted Submit()
    {
        var lines = Lines(buffer.Text);
        buffer.Set(string.Empty);
        return new EditOutcome.Submitted(lines);
    }

    private void Recall(string? line)
    {
        if (line is not null)
        {
            buffer.Set(line);
        }
    }

    private void Complete(bool backward)
    {
        completion ??= Completion.Begin(buffer, vocabulary, backward);
        completion?.Next(buffer, backward);
    }

    private void Paste(string text)
    {
        var lines = Lines(text);
        if (lines.Length > MaxPasteWithoutQuestion)
        {
            pasted = lines;
            return;
        }

        // A line copied with its end is text to go on with, not a message already.
        buffer.Insert(text.TrimEnd('\n'));
    }

    private EditOutcome Answer(Key key, string[] lines)
    {
        var answer = key.Code == KeyCode.Text ? key.Text[..1] : string.Empty;
        if (key.Code is not (KeyCode.Text or KeyCode.Enter or KeyCode.Interrupt or KeyCode.Cancel or KeyCode.EndOfInput))
        {
            return Edited;
        }

        pasted = null;
        if (answer is "y" or "Y")
        {
            return new EditOutcome.Submitted(lines);
        }

        if (answer is "e" or "E")
        {
            buffer.Insert(string.Join('\n', lines));
        }

        return Edited;
    }

    /// <summary>Keys while searching; false for one that ends the search and then means what it always means.</summary>
    private bool SearchTakes(Key key, HistorySearch now)
    {
        switch (key.Code)
        {
            case KeyCode.Text:
                now.Type(key.Text);
                return true;
            case KeyCode.Backspace:
                now.Erase();
                return true;
            case KeyCode.Search:
                now.Older();
                return true;
            case KeyCode.Cancel or KeyCode.Interrupt:
                search = null;
                return true;
            default:
                Recall(now.Match);
                search = null;
                return false;
        }
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Where(line => line.AsSpan().Trim().Length > 0)];
}
