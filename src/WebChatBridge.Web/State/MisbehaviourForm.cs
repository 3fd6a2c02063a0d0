using System.Globalization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What somebody is about to do to a session on purpose, and what its program will see of it.</summary>
public sealed class MisbehaviourForm
{
    /// <summary>What is done.</summary>
    public MisbehaviourKind Kind { get; set; } = MisbehaviourKind.Slice;

    /// <summary>Slice: bytes in each piece.</summary>
    public int Bytes { get; set; } = 3;

    /// <summary>Merge: how many messages leave together.</summary>
    public int Messages { get; set; } = 3;

    /// <summary>Milliseconds: between two pieces, the longest wait for others, or the delay.</summary>
    public int Gap { get; set; } = 200;

    /// <summary>For how many writes; 0 until it is switched off.</summary>
    public int Times { get; set; }

    /// <summary>Whether it is about what is written, and so has a number of times.</summary>
    public bool OfWrites => Kind is MisbehaviourKind.Slice or MisbehaviourKind.Merge or MisbehaviourKind.Delay;

    /// <summary>Whether it cannot be taken back, so that it is asked about first.</summary>
    public bool IsFinal => Kind is MisbehaviourKind.Reset or MisbehaviourKind.FinOnly;

    /// <summary>As the relay wants it.</summary>
    public Misbehaviour Made => Kind switch
    {
        MisbehaviourKind.Slice => new Misbehaviour(Kind, Bytes: Bytes, Gap: Gap, Times: TimesOrNull),
        MisbehaviourKind.Merge => new Misbehaviour(Kind, Messages: Messages, Gap: Gap, Times: TimesOrNull),
        MisbehaviourKind.Delay => new Misbehaviour(Kind, Gap: Gap, Times: TimesOrNull),
        _ => new Misbehaviour(Kind),
    };

    /// <summary>What its program will see.</summary>
    public string Effect => Kind switch
    {
        MisbehaviourKind.Slice => string.Create(CultureInfo.InvariantCulture, $"Its program gets what is written {Figures.Exact(Bytes)} {(Bytes == 1 ? "byte" : "bytes")} at a time{(Gap > 0 ? $", {Figures.Exact(Gap)} ms apart" : "")}: one recv is not one message."),
        MisbehaviourKind.Merge => $"Its program gets {Figures.Exact(Messages)} messages with one recv; what has come after {Figures.Exact(Gap)} ms leaves anyway.",
        MisbehaviourKind.Delay => $"Its program gets each message {Figures.Exact(Gap)} ms late.",
        MisbehaviourKind.StopReading => "Nothing it sends is read: once the buffers of both machines are full, its send blocks.",
        MisbehaviourKind.Reset => "Its program gets an error (connection reset by peer). What still waits for it is lost, and no goodbye is said.",
        _ => "Its program sees the end of the stream (recv gives 0 bytes) without a goodbye. It can still send, and is still heard.",
    };

    /// <summary>What is said on the button.</summary>
    public string Action => Kind switch
    {
        MisbehaviourKind.Reset => "Reset",
        MisbehaviourKind.FinOnly => "Send FIN",
        _ => "Start",
    };

    private int? TimesOrNull => Times == 0 ? null : Times;
}
