using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Puts the parts together: configuration, history, relay, hub, console.</summary>
internal static class ServerApp
{
    /// <summary>Ready to be started. Throws <see cref="RefusedToStartException"/> when the configuration does not allow that.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = CreateBuilder(CommandLine.Normalize(args));
        var settings = Settings.Read(builder.Configuration);

        // Without it a build that was not published serves empty files, unless it runs in Development.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Without a descriptor left it would try to accept again and again, and the runtime could not go on.
            kestrel.Limits.MaxConcurrentConnections = Descriptors.ForWeb(Descriptors.Free());
            kestrel.ApplicationServices.GetRequiredService<ConsoleTls>().Use(kestrel);
        });
        builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName)
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        var started = false;

        // It warns that keys lie in files as they are. They do: in a folder that only this account may enter.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // A failed start is said once, in words, by RunAsync.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Information);
        AddServices(builder.Services, settings);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        app.UseSecurityHeaders();
        app.UseStoppingRefusal();
        app.UseOriginCheck();
        app.UseAccess();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapMetrics();
        app.MapLogin(settings);
        app.MapRelayAndConsole();
        return app;
    }

    /// <summary>Runs until it is told to stop. Answers the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [LinkCommand.Name, .. var asked])
        {
            return await LinkCommand.RunAsync(asked, Console.Out, Console.Error);
        }

        if (CommandLine.Answer(args) is { } answer)
        {
            await Console.Out.WriteLineAsync(answer);
            return ExitCode.Stopped;
        }

        Settings? settings = null;
        try
        {
            await using var app = Build(args);
            settings = app.Services.GetRequiredService<Settings>();
            await StartAsync(app);
            await Console.Out.WriteLineAsync(app.Services.GetRequiredService<StartBanner>().Text());
            await app.WaitForShutdownAsync();
            return ExitCode.Stopped;
        }
        catch (Exception error)
        {
            var failure = StartFailure.Explain(error, settings);
            await Console.Error.WriteLineAsync(failure.Words);
            return failure.ExitCode;
        }
    }

    /// <summary>What has started already is stopped when something else cannot start.</summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    /// <summary>What is configured, as a start with these arguments would read it.</summary>
    public static IConfiguration Configuration(string[] args) => CreateBuilder(CommandLine.Normalize(args)).Configuration;

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

            // The framework ranks ASPNETCORE_URLS below the file; here the environment always overrides the file.
            builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args);
            return builder;
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new RefusedToStartException([$"{error.Message} {error.InnerException?.Message}"]);
        }
    }

    private static void AddServices(IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Console);
        services.AddSingleton(settings.Console.Tls);
        services.AddSingleton<ConsoleTls>();
        services.AddSingleton(Options.Create(settings.Relay));
        services.AddSingleton<IMessageLog>(provider => settings.History.Store == "memory"
            ? new MemoryLog()
            : new SqliteLog(settings.History, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<Retention>();
        services.AddHostedService<HeapTrim>();
        services.AddSingleton<StartBanner>();

        // Time for the goodbyes, and for the history's last checkpoint after them.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Relay.Limits.Drain + TimeSpan.FromSeconds(5));
        services.AddRelayAndConsole(settings);
        services.AddAccess(settings);
        services.AddMetrics();
    }
}
