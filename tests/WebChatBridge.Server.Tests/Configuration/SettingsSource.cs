using Microsoft.Extensions.Configuration;

namespace WebChatBridge.Server.Tests;

/// <summary>The shipped appsettings.json with overrides on top, as the server reads it.</summary>
internal static class SettingsSource
{
    public static Settings Read(params string[] overrides) => Settings.Read(Configuration(overrides));

    public static IReadOnlyList<string> Problems(params string[] overrides) =>
        Record.Exception(() => Read(overrides)) is RefusedToStartException refusal ? refusal.Problems : [];

    public static IConfiguration Configuration(params string[] overrides) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
        .AddCommandLine(CommandLine.Normalize(overrides))
        .Build();
}
