using System.Text;

namespace WebChatBridge.Chat;

/// <summary>
/// Never draws anything twice: for screen readers, logs and terminals that can nothing. What comes in while something is being
/// typed is held until the input is empty again.
/// </summary>
internal sealed class PlainScreen : IScreen
{
    private const int MaxHeld = 10_000;

    private readonly Queue<string> held = new();
    private long skipped;
    private string? prompt;
    private string typed = string.Empty;

    public string Begin()
    {
        (prompt, typed) = (null, string.Empty);
        return string.Empty;
    }

    public string Show(IReadOnlyList<string> above, PromptView view)
    {
        Hold(above);
        var output = new StringBuilder();
        var text = string.Concat(InputLayout.Clusters(view.Text).Select(InputLayout.Shown));
        if (text.Length == 0 && typed.Length > 0)
        {
            // Enter, or the line was given up: either way the next thing begins on a line of its own.
            output.Append("\r\n");
            (prompt, typed) = (null, string.Empty);
        }

        if (text.Length == 0 && held.Count > 0)
        {
            Release(output);
        }

        Echo(output, view.Prompt, text);
        return output.ToString();
    }

    public void Resize(int columns, int rows)
    {
        // Nothing that was written is ever touched again.
    }

    public string Clear() => string.Empty;

    public string End()
    {
        var output = new StringBuilder();
        if (prompt is not null)
        {
            output.Append("\r\n");
        }

        (prompt, typed) = (null, string.Empty);
        Release(output);
        return output.ToString();
    }

    private void Hold(IReadOnlyList<string> above)
    {
        foreach (var line in above)
        {
            held.Enqueue(line);
            if (held.Count > MaxHeld)
            {
                held.Dequeue();
                skipped++;
            }
        }
    }

    private void Release(StringBuilder output)
    {
        if (prompt is not null)
        {
            output.Append("\r\n");
            prompt = null;
        }

        if (skipped > 0)
        {
            output.Append(skipped).Append(" older lines are not shown\r\n");
            skipped = 0;
        }

        while (held.TryDequeue(out var line))
        {
            output.Append(line).Append("\r\n");
        }
    }

    /// <summary>What a prompt says, without the seconds it counts: those are not worth a line.</summary>
    private static string State(string prompt) => prompt.Split('(')[0];

    private void Echo(StringBuilder output, string wanted, string text)
    {
        if (prompt is null)
        {
            output.Append(wanted).Append(text);
        }
        else if (text.Length + typed.Length == 0 && State(prompt) != State(wanted))
        {
            output.Append("\r\n").Append(wanted);
            prompt = wanted;
        }
        else if (text.StartsWith(typed, StringComparison.Ordinal))
        {
            output.Append(text, typed.Length, text.Length - typed.Length);
        }
        else if (typed.StartsWith(text, StringComparison.Ordinal))
        {
            foreach (var _ in Enumerable.Range(0, CellWidth.Of(typed[text.Length..])))
            {
                output.Append("\b \b");
            }
        }
        else
        {
            output.Append("\r\n").Append(wanted).Append(text);
        }

        prompt ??= wanted;
        typed = text;
    }
}
