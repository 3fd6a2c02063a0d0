using System.Globalization;
using WebChatBridge.Client;

namespace WebChatBridge.Web.State;

/// <summary>How a stream is, in a few words.</summary>
/// <param name="Kind">Names the style: <c>live</c>, <c>reading</c>, <c>paused</c>, <c>stale</c>.</param>
/// <param name="Text">Glyph and words.</param>
public sealed record LiveChip(string Kind, string Text)
{
    /// <summary>What the chip of a stream says now.</summary>
    public static LiveChip Of(ConsoleState console, Transcript transcript)
    {
        if (console.Link != ConsoleLink.Online && console.OfflineSince is { } since)
        {
            return new("stale", $"○ Disconnected {(long)(console.Now - since).TotalSeconds} s — what you see may be old");
        }

        return transcript.Mode switch
        {
            LiveMode.Paused => new("paused", $"❚❚ Paused {Clock(console, transcript.PausedAt!.Value)} — {transcript.New:N0} waiting"),
            LiveMode.Reading => new("reading", "○ Reading"),
            _ when transcript.FirehoseRate is { } rate => new("live", $"● Live — showing {Firehose.On} of {rate:N0} rows/s (all stored)"),
            _ => new("live", "● Live"),
        };
    }

    private static string Clock(ConsoleState console, DateTimeOffset at) => console.Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
