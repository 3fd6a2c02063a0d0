using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The row an inspector looks at.</summary>
/// <param name="Session">Whose bytes.</param>
/// <param name="Seq">The number of the row: a chunk's, the chunk's in which the frame ended, or an event's.</param>
/// <param name="Part">Which of several rows with this number.</param>
/// <param name="Lens">How the row was cut.</param>
/// <param name="Offset">Place of its first byte in its stream; null to find it by <paramref name="Seq"/> and <paramref name="Part"/>.</param>
/// <param name="Length">How many bytes from there.</param>
/// <param name="Direction">Which stream <paramref name="Offset"/> counts in.</param>
public sealed record InspectorSubject(
    long Session, long Seq, int Part = 0, Lens Lens = Lens.Messages, long? Offset = null, int Length = 0, Direction? Direction = null)
{
    private const int Surroundings = 65_536;
    private const int MostBytes = 262_144;

    /// <summary>What asks the relay for it, with enough around it to tell where its messages begin and end.</summary>
    public TraceQuery Query => new(Session, Around: Seq, MaxBytes: Math.Min(MostBytes, Surroundings + (2 * Length)));

    /// <summary>A row of traffic.</summary>
    public static InspectorSubject Of(TrafficRow row, Lens lens) =>
        new(row.Session, row.Seq, row.Part, lens, row.Length == 0 ? null : row.Offset, row.Length, row.Direction);
}
