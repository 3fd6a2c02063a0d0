using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Everything that is configured, read and checked once, before anything starts.</summary>
internal sealed record Settings(RelayOptions Relay, HistoryOptions History, ConsoleOptions Console, IReadOnlyList<WebAddress> Web, bool AcceptInsecure)
{
    /// <summary>Throws <see cref="RefusedToStartException"/> with all problems at once.</summary>
    public static Settings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var check = new SectionCheck(problems);
        check.Check(configuration.GetSection("Relay"), typeof(RelayOptions));
        check.Check(configuration.GetSection(HistoryOptions.Section), typeof(HistoryOptions));
        check.Check(configuration.GetSection(ConsoleOptions.Section), typeof(ConsoleOptions));
        problems.AddRange(LoggingCheck.Problems(configuration.GetSection("Logging")));
        problems.AddRange(SectionNames.Problems(configuration));
        if (problems.Count > 0)
        {
            throw new RefusedToStartException(problems);
        }

        var settings = new Settings(
            Section<RelayOptions>(configuration, "Relay"),
            Section<HistoryOptions>(configuration, HistoryOptions.Section),
            Section<ConsoleOptions>(configuration, ConsoleOptions.Section),
            WebAddress.All(configuration),
            CommandLine.AcceptsInsecure(configuration));
        problems.AddRange(EndpointSecrets.Read(settings.Relay.Endpoints));
        problems.AddRange(EndpointCheck.Problems(settings));
        problems.AddRange(OidcCheck.Problems(settings.Console));
        problems.AddRange(TlsCheck.Problems(settings));
        problems.AddRange(Exposure.Problems(settings));
        return problems.Count == 0 ? settings : throw new RefusedToStartException(problems);
    }

    private static T Section<T>(IConfiguration configuration, string name)
        where T : new() => configuration.GetSection(name).Get<T>() ?? new T();
}
