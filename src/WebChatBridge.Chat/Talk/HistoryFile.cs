namespace WebChatBridge.Chat;

/// <summary>
/// What was typed, kept between runs: <c>~/.local/state/wcb/history</c>, one line each, the newest last, readable by its owner
/// alone. A history that cannot be kept is no reason not to talk.
/// </summary>
internal sealed class HistoryFile(string? path)
{
    /// <summary>Where it is; null where there is no home.</summary>
    public static string? DefaultPath(Func<string, string?> environment)
    {
        var state = environment("XDG_STATE_HOME");
        var home = environment("HOME");
        if (string.IsNullOrEmpty(state))
        {
            state = string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".local", "state");
        }

        return state is null ? null : Path.Combine(state, "wcb", "history");
    }

    public IReadOnlyList<string> Load()
    {
        try
        {
            if (path is null || !File.Exists(path))
            {
                return [];
            }

            var lines = File.ReadAllLines(path);
            if (lines.Length > 2 * InputHistory.MaxLines)
            {
                lines = lines[^InputHistory.MaxLines..];
                File.WriteAllLines(path, lines);
            }

            return lines.TakeLast(InputHistory.MaxLines).ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Append(string line)
    {
        try
        {
            if (path is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var file = new FileStream(path, Opening());
                file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    private static FileStreamOptions Opening()
    {
        var opening = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            opening.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return opening;
    }
}
