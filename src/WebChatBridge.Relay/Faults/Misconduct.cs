using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A misbehaviour that is on. The count of its writes belongs to the outbox, under its lock; anybody may read.</summary>
internal sealed class Misconduct(Misbehaviour how, string by)
{
    private int left = how.Times ?? int.MaxValue;

    public Misbehaviour How => how;

    public string By => by;

    /// <summary>For how many more writes; null until it is switched off.</summary>
    public int? Left => how.Times is null ? null : Volatile.Read(ref left);

    /// <summary>Whether it has had all its writes.</summary>
    public bool Over => Left == 0;

    /// <summary>Whether it is about what is written: then what waits, waits for us, and not for the reader.</summary>
    public bool OfWrites => how.Kind is MisbehaviourKind.Slice or MisbehaviourKind.Merge or MisbehaviourKind.Delay;

    /// <summary>One write has had it.</summary>
    public void Count() => Volatile.Write(ref left, left - 1);

    /// <summary>For people.</summary>
    public override string ToString() => MisbehaviourWords.Of(how, Left, by);
}
