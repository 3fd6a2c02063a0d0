namespace WebChatBridge.Benchmarks;

/// <summary>One connection under load.</summary>
internal sealed class Member(Peer peer, Speech speech, int number, int room, string name, Ear ear) : IDisposable
{
    public Peer Peer => peer;

    public Speech Speech => speech;

    public int Number => number;

    public int Room => room;

    public string Name => name;

    public Ear Ear => ear;

    /// <summary>What it sends; null for one that only listens.</summary>
    public Sender? Sender { get; init; }

    /// <summary>What the poll calls it.</summary>
    public int Token { get; set; }

    /// <summary>It only stays.</summary>
    public bool IsIdle => room < 0;

    /// <summary>In a pair: whom it hears, once it has.</summary>
    public int? Partner { get; set; }

    /// <summary>Connected, and welcomed where the dialect welcomes.</summary>
    public bool IsReady { get; set; }

    public bool HasSaidHello { get; set; }

    /// <summary>It is one of those that stop reading in the middle.</summary>
    public bool Stops { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>It has room in its window and waits for its turn to post.</summary>
    public bool IsDue { get; set; }

    public void Dispose() => peer.Dispose();
}
