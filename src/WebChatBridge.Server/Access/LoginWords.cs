using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>What people are told of signing in.</summary>
internal static class LoginWords
{
    private const string Project = "src/WebChatBridge.Server";

    /// <summary>What is typed to make another link: as the program itself was most likely started.</summary>
    public static string Command { get; } = FromSource ? $"dotnet run --project {Project} -- link" : Typed(static path => path);

    private static bool FromSource => Directory.Exists(Project);

    // Where the program lies is no stranger's business.
    public static LoginFacts Of(Settings settings) =>
        new(settings.Console.Access, Environment.MachineName, FromSource ? Command : Typed(static path => Path.GetFileName(path)));

    // The program itself, or dotnet and the program.
    private static string Typed(Func<string, string> shown) => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) is not "dotnet"
        ? $"{shown(host)} link"
        : $"dotnet {shown(Environment.GetCommandLineArgs()[0])} link";
}
