using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;

namespace WebChatBridge.Server;

/// <summary>
/// The sections themselves, where somebody wrote them for us: in the file and on the command line. The environment is full of
/// what is meant for others.
/// </summary>
internal static class SectionNames
{
    private static readonly string[] Ours = ["Urls", "Relay", HistoryOptions.Section, ConsoleOptions.Section, "Logging", "Kestrel"];

    private static readonly HashSet<string> Known = new(
        [.. Ours, "accept-insecure", "WCB_ACCEPT_INSECURE", "environment", "applicationName", "contentRoot", "webRoot", "AllowedHosts", "DetailedErrors"],
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        ((configuration as IConfigurationRoot)?.Providers ?? [])
            .Where(static provider => provider is JsonConfigurationProvider or CommandLineConfigurationProvider)
            .SelectMany(static provider => provider.GetChildKeys([], parentPath: null))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(static key => !Known.Contains(key))
            .Select(static key => $"{key} is not a setting. There are: {string.Join(", ", Ours)}.");
}
