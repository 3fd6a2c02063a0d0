namespace WebChatBridge.Server;

/// <summary>The arguments, and what they mean beside <c>--Key=value</c>.</summary>
internal static class CommandLine
{
    private const string Insecure = "accept-insecure";

    public const string Usage = """
        The WebChatBridge server: TCP programs and browsers in one conversation.

          link                 prints a new link to sign in with, for the server that runs
               --role viewer|participant|operator   what its user may do; operator unless said
               --program NAME                       a token for a program instead, for Authorization: Bearer
          --Key=value          overrides a setting, e.g. --Relay:Endpoints:0:Listen=127.0.0.1:0
          --urls=http://...    where the console listens
          --accept-insecure    listen beyond this machine although nobody is asked who they are
          --version, --help

        Settings and their defaults: appsettings.json beside the program. Environment: Relay__Endpoints__0__Listen=...
        Exit codes: 0 stopped cleanly, 78 refused to start, 1 anything else.
        """;

    /// <summary>A bare flag would take the next argument for its value.</summary>
    public static string[] Normalize(string[] args) =>
        [.. args.Select((arg, i) => arg == "--" + Insecure && !(i + 1 < args.Length && bool.TryParse(args[i + 1], out _)) ? arg + "=true" : arg)];

    /// <summary>What is asked for instead of a start; null for a start.</summary>
    public static string? Answer(string[] args) =>
        args.Any(arg => arg is "--help" or "-h" or "-?") ? Usage
        : args.Contains("--version", StringComparer.Ordinal) ? ServerVersion.Text
        : null;

    public static bool AcceptsInsecure(IConfiguration configuration) =>
        IsYes(configuration[Insecure]) || IsYes(configuration["WCB_ACCEPT_INSECURE"]);

    private static bool IsYes(string? value) => value is "1" || (bool.TryParse(value, out var yes) && yes);
}
