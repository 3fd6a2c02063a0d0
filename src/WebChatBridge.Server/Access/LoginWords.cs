using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>What people are told of signing in.</summary>
internal static class LoginWords
{
    private const string Project = "src/WebChatBridge.Server";
    private const string Program = "WebChatBridge.Server";

    /// <summary>What is typed to make another link: as the program itself was most likely started.</summary>
    public static string Command { get; } = FromSource ? $"dotnet run --project {Project} -- link" : $"{Environment.ProcessPath ?? Program} link";

    private static bool FromSource => Directory.Exists(Project);

    // Where the program lies is no stranger's business.
    public static LoginFacts Of(Settings settings) =>
        new(settings.Console.Access, Environment.MachineName, FromSource ? Command : $"{Path.GetFileName(Environment.ProcessPath) ?? Program} link");
}
