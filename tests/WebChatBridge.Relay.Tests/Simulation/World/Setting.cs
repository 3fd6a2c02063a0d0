namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>The world a seed is about: who is there, how tight the limits are, how often what goes wrong.</summary>
internal sealed class Setting
{
    public const int JsonDoor = 0;
    public const int LineDoor = 1;
    public const int NulDoor = 2;
    public const int PairsDoor = 3;

    public Setting(Chance chance)
    {
        Steps = chance.Between(150, 400);
        Order = chance.Below(8) switch { 0 => WorkOrder.Fair, 1 => WorkOrder.NewestFirst, _ => WorkOrder.Any };
        KernelBytes = chance.Pick([512, 4_096, 16_384, 65_536]);
        LongText = chance.Pick([20, 200, 1_500, 3_500]);
        FaultEvery = chance.Pick([4, 8, 20, 60]);
        Json = chance.Between(1, 5);
        Line = chance.Between(0, 3);
        Nul = chance.Between(0, 1);
        Header = chance.Between(0, 4);
        Hub = chance.Between(0, 1);
        Rooms = chance.OneIn(3) ? ["lobby", "annex"] : ["lobby"];
        Options = new RelayOptions
        {
            Endpoints =
            [
                new EndpointOptions { Name = "json", Listen = "127.0.0.1:1", Dialect = "json" },
                new EndpointOptions { Name = "text", Listen = "127.0.0.1:2", Dialect = "line" },
                new EndpointOptions { Name = "nul", Listen = "127.0.0.1:3", Dialect = "nul" },
                new EndpointOptions { Name = "tutorial", Listen = "127.0.0.1:4", Dialect = "header64", Seating = "pairs" },
            ],
            Limits = Tight(chance),
        };
    }

    public int Steps { get; }

    public WorkOrder Order { get; }

    /// <summary>What the kernels of both ends hide of what is written.</summary>
    public int KernelBytes { get; }

    /// <summary>Longest text beside the token.</summary>
    public int LongText { get; }

    /// <summary>One step in so many is a fault.</summary>
    public int FaultEvery { get; }

    public int Json { get; }

    public int Line { get; }

    public int Nul { get; }

    public int Header { get; }

    public int Hub { get; }

    public string[] Rooms { get; }

    public RelayOptions Options { get; }

    private static LimitOptions Tight(Chance chance) => new()
    {
        MaxMessageBytes = 8_192,
        OutboxBytes = chance.Pick([131_072, 262_144]),
        OutboxSoftBytes = chance.Pick([1_024, 8_192, 65_536]),
        WriteStall = TimeSpan.FromSeconds(2),
        Handshake = TimeSpan.FromSeconds(3),
        HalfSentFrame = TimeSpan.FromSeconds(3),
        EarlyBytes = chance.Pick([2_000, 1_048_576]),
        AcceptQueueBytes = 65_536,
        PresenceMembers = chance.Pick([0, 3, 100]),
        MaxSessions = chance.Pick([4, 1_000, 1_000, 1_000]),
        Drain = TimeSpan.FromSeconds(1),
    };
}
