using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;

namespace WebChatBridge.Server.Tests;

/// <summary>The command <c>link</c> and the start's own link, with the real program and its real folder.</summary>
public sealed class LinkCommandTests
{
    [Fact]
    public async Task Link_OfTheStartAndOfTheCommand_SignInOnceEach()
    {
        using var folder = new TempFolder();
        string[] settings = ["--Console:Access=link", "--History:Store=memory", $"--History:Path={folder.File("history.db")}"];
        await using var server = await ServerProcess.StartAsync(settings);
        var printed = server.Program.OutputLines.Single(line => line.Contains("/login#t=", StringComparison.Ordinal)).Trim();
        Assert.StartsWith($"{server.Console.AbsoluteUri}login#t=", printed, StringComparison.Ordinal);

        var (code, made, words) = await RunAsync(["link", "--role=viewer", .. settings]);
        var (_, token, _) = await RunAsync(["link", "--role=participant", "--program=ci", .. settings]);

        Assert.Equal(0, code);
        Assert.StartsWith(server.Console.AbsoluteUri, made, StringComparison.Ordinal);
        Assert.Contains("as viewer, once", words, StringComparison.Ordinal);
        Assert.DoesNotContain("#t=", words, StringComparison.Ordinal);
        Assert.Equal((true, HttpStatusCode.OK), await EnterAsync(server, printed));
        Assert.Equal((true, HttpStatusCode.Forbidden), await EnterAsync(server, made));
        Assert.Equal((false, HttpStatusCode.Found), await EnterAsync(server, made));
        using var program = new HttpClient { BaseAddress = server.Console };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(new Uri("/tail/lobby", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)).StatusCode);
        if (!OperatingSystem.IsWindows())
        {
            AssertPrivate(folder.File("access"));
        }

        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task Link_WithoutAServer_SaysSo()
    {
        using var folder = new TempFolder();
        string[] settings = ["--Console:Access=link", $"--History:Path={folder.File("history.db")}"];

        var (code, output, words) = await RunAsync(["link", .. settings]);
        var (wrong, _, which) = await RunAsync(["link", "--role=king", .. settings]);
        var (open, _, why) = await RunAsync(["link", .. settings, "--Console:Access=open"]);

        Assert.Equal((ExitCode.Failed, ""), (code, output));
        Assert.Contains("No server runs with the folder ", words, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, wrong);
        Assert.Contains("--role is \"king\". Allowed: viewer, participant or operator.", which, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, open);
        Assert.Contains("Nobody has to sign in", why, StringComparison.Ordinal);
    }

    private static async Task<(bool In, HttpStatusCode Export)> EnterAsync(ServerProcess server, string link)
    {
        using var person = new HttpPerson(server.Console);
        await person.SignInAsync(link);
        using var export = await person.GetAsync("/export/traffic.jsonl");
        return (await person.IsInAsync(), export.StatusCode);
    }

    private static async Task<(int Code, string Output, string Words)> RunAsync(string[] arguments)
    {
        await using var program = RealProgram.Start(ServerProcess.Executable, arguments);
        var code = await program.ExitAsync();
        return (code, program.Output, program.Errors);
    }

    [UnsupportedOSPlatform("windows")]
    private static void AssertPrivate(string folder)
    {
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] all = [folder, .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)];
        Assert.Contains(all, path => path.Contains("key-", StringComparison.Ordinal));
        foreach (var path in all)
        {
            Assert.True((File.GetUnixFileMode(path) & others) == UnixFileMode.None, $"{path}: {File.GetUnixFileMode(path)}");
        }
    }
}
