using System.Text.RegularExpressions;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// Somebody who sits before a program while it is checked: types the word if, and only if, the program has shown the whole message;
/// starts the program again when asked; and remembers what was really to be seen.
/// </summary>
internal sealed partial class CheckedPerson(Func<RealProgram> start, bool types = true) : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HashSet<string> shown = [];
    private readonly HashSet<string> typed = [];
    private RealProgram program = start();

    /// <summary>Steps (<c>1 of 7</c>) whose message the program has shown from the first word to the last.</summary>
    public IReadOnlySet<string> Shown => shown;

    /// <summary>Steps after which the program had ended by itself, or when asked to.</summary>
    public HashSet<string> Ended { get; } = [];

    /// <summary>Does what the check-up asks for until it is done.</summary>
    public async Task<CheckUp> SitThroughAsync(WatchedConsole console, long id)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await LookAsync();
            var now = console.CheckUp(id);
            if (now is { Done: true })
            {
                await NoteAsync(now);
                return now;
            }

            if (now is { Session: null } && now.Asks == "Start your client again")
            {
                await NoteAsync(now);
                await program.DisposeAsync();
                program = start();
                await Soon.UntilAsync(() => console.CheckUp(id) is { Asks: not "Start your client again" }, "the check-up going on with the new client");
            }

            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"Not done: {string.Join("; ", console.CheckUp(id)!.Steps)}");
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private async Task LookAsync()
    {
        foreach (Match message in Whole().Matches(program.Output))
        {
            var (step, text, word) = (message.Groups["step"].Value, message.Groups["text"].Value, message.Groups["word"].Value);
            if (text.Contains("cut in two", StringComparison.Ordinal) && !text.Contains('é', StringComparison.Ordinal))
            {
                continue;
            }

            shown.Add(step);
            if (!types || !typed.Add(step))
            {
                continue;
            }

            await TypeAsync(word, endAfter: text.Contains("end your program", StringComparison.Ordinal));
        }
    }

    private async Task TypeAsync(string word, bool endAfter)
    {
        try
        {
            await program.SayAsync(word);
            if (endAfter)
            {
                program.EndInput();
            }
        }
        catch (IOException)
        {
            // It has just ended.
        }
    }

    // The step before is the last one with an outcome. Whoever closes its connection is gone a moment later.
    private async Task NoteAsync(CheckUp now)
    {
        var run = now.Steps.Count(static step => step.Outcome is CheckUpOutcome.Passed or CheckUpOutcome.Failed);
        if (await program.EndsWithinAsync(TimeSpan.FromMilliseconds(500)))
        {
            Ended.Add($"{run} of {now.Steps.Count}");
        }
    }

    [GeneratedRegex("check (?<step>\\d of \\d): (?<text>[^\\n]*[Tt]ype this word(?:, and then end your program)?): (?<word>[a-z]+-[a-z]+)")]
    private static partial Regex Whole();
}
