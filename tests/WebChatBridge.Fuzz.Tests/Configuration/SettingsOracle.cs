using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebChatBridge.Relay;
using WebChatBridge.Server;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>Settings are good, and then everything made of them can be made; or they are refused in words.</summary>
internal static class SettingsOracle
{
    private const int MostWords = 4_000;

    /// <summary>True when they are good.</summary>
    public static bool Check(string json, string[] arguments)
    {
        try
        {
            var configuration = Configuration(json, arguments);
            Use(Settings.Read(configuration));
            UseLogging(configuration);
            return true;
        }
        catch (RefusedToStartException refusal)
        {
            if (refusal.Problems.Count == 0 || refusal.Problems.Any(static problem => string.IsNullOrWhiteSpace(problem) || problem.Length > MostWords))
            {
                throw new InvalidOperationException($"Refused without words: {refusal.Message}", refusal);
            }

            return false;
        }
    }

    // As the server reads its file and its arguments.
    private static IConfiguration Configuration(string json, string[] arguments)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
                .AddCommandLine(CommandLine.Normalize(arguments))
                .Build();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new RefusedToStartException([error.Message]);
        }
    }

    private static void Use(Settings settings)
    {
        foreach (var endpoint in settings.Relay.Endpoints)
        {
            Valid(endpoint);
            Endpoint.DialectOf(endpoint, settings.Relay.Limits.MaxMessageBytes);
            _ = ListenAddress.Parse(endpoint.Listen) ?? throw new InvalidOperationException($"\"{endpoint.Listen}\" cannot be listened on.");
            _ = $"{endpoint.NamePrompt.Length}{endpoint.Goodbye.Length}{endpoint.Room.Length}";
        }

        Valid(settings.Relay.Limits);
        Valid(settings.Relay.Capture);
        Valid(settings.Relay.Practice);
        Valid(settings.History);
        Valid(settings.Console);
        _ = $"{settings.History.Path.Length}{settings.Console.Relay.Length}{settings.Console.Hosts.Sum(static host => host.Length)}";
        if (settings.Web.FirstOrDefault(static web => web.Listen is not { Port: >= 0 and <= ushort.MaxValue }) is { } nowhere)
        {
            throw new InvalidOperationException($"The console cannot listen on {nowhere}.");
        }

        _ = new WebChatBridge.Relay.Relay(settings.Relay, new MemoryLog(), TimeProvider.System, NullLogger<WebChatBridge.Relay.Relay>.Instance);
    }

    private static void UseLogging(IConfiguration configuration)
    {
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddProvider(NullLoggerProvider.Instance))
            .BuildServiceProvider();
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Any");
    }

    private static void Valid(object options) => Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
}
