using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>What people are told of signing in.</summary>
internal static class LoginWords
{
    private const string Project = "src/WebChatBridge.Server";

    /// <summary>What is typed to make another link: as the program itself was most likely started.</summary>
    public static string Command { get; } = Directory.Exists(Project)
        ? $"dotnet run --project {Project} -- link"
        : $"{Environment.ProcessPath ?? "WebChatBridge.Server"} link";

    public static LoginFacts Of(Settings settings) => new(settings.Console.Access, Environment.MachineName, Command);
}
