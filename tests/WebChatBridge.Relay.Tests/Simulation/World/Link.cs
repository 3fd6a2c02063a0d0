namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>One connection, as its client remembers it. It outlives the connection, to be judged.</summary>
internal sealed class Link(int number, SimClient client, SimWire wire)
{
    public int Number => number;

    public SimClient Client => client;

    public SimWire Wire => wire;

    /// <summary>The life of the relay that it came to.</summary>
    public int Life { get; init; }

    /// <summary>The number it was welcomed with; 0 where the dialect does not tell.</summary>
    public long Session { get; set; }

    /// <summary>Where each post stands in what was sent here: more than one place when it was sent again.</summary>
    public Dictionary<int, List<int>> Sent { get; } = [];

    public List<Stay> Stays { get; } = [];

    /// <summary>Messages seen by the way, in an answer about history.</summary>
    public List<Seen> Looked { get; } = [];

    /// <summary>Appends the store had refused when it was opened.</summary>
    public int RefusedBefore { get; init; }

    /// <summary>The last piece that came: a goodbye, if there was one.</summary>
    public string Last { get; set; } = "";

    /// <summary>Bytes at the end that are no whole unit.</summary>
    public int Torn { get; set; }

    /// <summary>It is over for the client; how.</summary>
    public LinkEnd End { get; set; }

    /// <summary>The client closed its side.</summary>
    public bool Finished { get; set; }

    /// <summary>The session at the relay, once it is known.</summary>
    public Session? Behind { get; set; }
}
