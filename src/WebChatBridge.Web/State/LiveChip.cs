using System.Globalization;
using WebChatBridge.Client;

namespace WebChatBridge.Web.State;

/// <summary>How a stream is, in a few words.</summary>
/// <param name="Kind">Names the style: <c>live</c>, <c>reading</c>, <c>paused</c>, <c>stale</c>.</param>
/// <param name="Text">Glyph and words.</param>
public sealed record LiveChip(string Kind, string Text)
{
    /// <summary>What the chip of a stream says now.</summary>
    public static LiveChip Of(ConsoleState console, ILiveStream stream)
    {
        if (console.Link != ConsoleLink.Online && console.OfflineSince is { } since)
        {
            return new("stale", $"○ Disconnected {(long)(console.Now - since).TotalSeconds} s — what you see may be old");
        }

        return stream.Mode switch
        {
            LiveMode.Paused => new("paused", $"❚❚ Paused {Clock(console, stream.PausedAt!.Value)} — {stream.New:N0} waiting"),
            LiveMode.Reading => new("reading", "○ Reading"),
            _ when stream.FirehoseRate is { } rate => new("live", $"● Live — showing {ILiveStream.ShownPerSecond} of {rate:N0} rows/s (all stored)"),
            _ => new("live", "● Live"),
        };
    }

    private static string Clock(ConsoleState console, DateTimeOffset at) => console.Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
