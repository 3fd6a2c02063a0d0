using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// <c>link</c>: lets somebody in who can read the server's folder anyway. Writes the hash of a token there, where the server
/// that runs finds it; the link itself is on standard output alone.
/// </summary>
internal static class LinkCommand
{
    public const string Name = "link";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter words)
    {
        try
        {
            var settings = Settings.Read(ServerApp.Configuration(OfServer(args)));
            var (role, program) = Asked(args);
            if (settings.Console.Access == "open")
            {
                throw new RefusedToStartException(["Nobody has to sign in: Console:Access is \"open\"."]);
            }

            var folder = new AccessFolder(settings.History);
            if (folder.FindRunning() is not { } server)
            {
                await words.WriteLineAsync($"No server runs with the folder {folder.Path}. Start one: it prints a link. Or say --History:Path=... as it was started with.");
                return ExitCode.Failed;
            }

            await WriteAsync(folder, settings, role, program, server, output, words);
            return ExitCode.Stopped;
        }
        catch (RefusedToStartException refusal)
        {
            await words.WriteLineAsync(refusal.Message);
            return ExitCode.Refused;
        }
    }

    private static async Task WriteAsync(AccessFolder folder, Settings settings, Role role, string? program, ServerPlace server, TextWriter output, TextWriter words)
    {
        var can = role.ToString().ToLowerInvariant();
        folder.Notes.Put(Token.Hash(Token.New()), new LinkNote(program is null ? $"made a link as {can}" : $"made a token for {program} as {can}"));
        if (program is not null)
        {
            await output.WriteLineAsync(new Logins(folder, settings.Console, TimeProvider.System).MakeProgram(role, program));
            await words.WriteLineAsync($"A token for {program}, as {can}, for {settings.Console.LoginDays} days: Authorization: Bearer <token>. Keep it secret.");
            return;
        }

        var (path, until) = new Links(folder, TimeProvider.System).Make(role);
        await output.WriteLineAsync(WebAddress.FromHere(server.Addresses[0]) + path);
        await words.WriteLineAsync($"Signs in one browser as {can}, once, until {until.ToLocalTime():HH:mm:ss}.");
    }

    // The settings of the server, without what only this command is asked: there it would be an unknown key.
    private static string[] OfServer(string[] args)
    {
        string[] own = ["--role", "--program"];
        return [.. args.Where((arg, i) => !own.Contains(arg.Split('=')[0], StringComparer.OrdinalIgnoreCase)
            && !(i > 0 && own.Contains(args[i - 1], StringComparer.OrdinalIgnoreCase)))];
    }

    private static (Role Role, string? Program) Asked(string[] args)
    {
        var asked = new ConfigurationBuilder().AddCommandLine(args).Build();
        var role = asked["role"] ?? "operator";
        if (!Enum.TryParse<Role>(role, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed) || int.TryParse(role, out _))
        {
            throw new RefusedToStartException([$"--role is \"{role}\". Allowed: viewer, participant or operator."]);
        }

        if (asked["program"] is { } program && (program.Length is 0 or > 32 || program.Any(char.IsControl)))
        {
            throw new RefusedToStartException(["--program needs a name of 1 to 32 characters."]);
        }

        return (parsed, asked["program"]);
    }
}
