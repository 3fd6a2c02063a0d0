using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>One dialect under fuzz: how it is made for a message limit, and which seeds are about it.</summary>
internal sealed record Lane(string Name, Func<int, IDialect> Dialect, string[] Folders)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(75);

    // Small limits are met often, the real one is where a lying length would hurt.
    private static readonly int[] Limits = [8, 64, 1_024, 65_536];

    private readonly Dictionary<int, IDialect> made = [];

    public static IReadOnlyList<Lane> All { get; } =
    [
        new("header64", static limit => new HeaderDialect(64, limit), ["header"]),
        new("header1", static limit => new HeaderDialect(1, limit), ["header"]),
        new("header10-names", static limit => new HeaderDialect(10, limit, style: HeaderOutput.NameFrames), ["header"]),
        new("header64-replies", static limit => new HeaderDialect(64, limit, style: HeaderOutput.RawReplies), ["header"]),
        new("header8-pieces", static limit => new HeaderDialect(8, limit, maxFrameBytes: 7), ["header", "text"]),
        new("line", static limit => new LineDialect(limit, commands: true), ["line", "telnet", "text"]),
        new("line-pairs", static limit => new LineDialect(limit, commands: false), ["line", "telnet"]),
        new("json", static limit => new JsonDialect(limit), ["json"]),
        new("nul", static limit => new NulDialect(limit, skipEmpty: true), ["nul", "text"]),
        new("nul-pairs", static limit => new NulDialect(limit, skipEmpty: false), ["nul"]),
        new("raw", static limit => new RawDialect(limit, Gap), ["raw", "text"]),
        new("auto", static limit => new AutoDialect(limit, Gap), ["header", "line", "json", "nul", "raw", "telnet"]),
    ];

    /// <summary>Names of all, each with its trait, so that one can be run alone.</summary>
    public static TheoryData<string> Names =>
        [.. All.Select(static lane => new TheoryDataRow<string>(lane.Name).WithTrait("target", lane.Name))];

    public static Lane Of(string name) => All.Single(lane => lane.Name == name);

    /// <summary>Its own seeds, and other ports' programs, who come to every port.</summary>
    public Mutator Mutator() => new(Corpus.Instance.Of([.. Folders, "foreign"]), Corpus.Instance);

    /// <summary>The dialect with one of a few limits; which, the input decides.</summary>
    public IDialect For(Chance plan)
    {
        var limit = plan.Pick(Limits);
        if (!made.TryGetValue(limit, out var dialect))
        {
            made[limit] = dialect = Dialect(limit);
        }

        return dialect;
    }
}
