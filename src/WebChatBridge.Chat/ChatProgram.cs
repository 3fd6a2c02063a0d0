using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>From arguments to an exit code: decides who is talking, a person or a pipe, and lets them.</summary>
internal sealed class ChatProgram(Func<string, string?> environment, TimeProvider time) : IDisposable
{
    private readonly StatusWriter status = new();

    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        switch (new ChatCommandLine().Parse(args, environment))
        {
            case ParsedCommandLine.Help:
                return Print(HelpText.Usage);
            case ParsedCommandLine.Version:
                var version = typeof(ChatProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
                return Print("WebChatBridge chat " + version?.Split('+')[0]);
            case ParsedCommandLine.Wrong wrong:
                await status.WriteLineAsync($"tom: {wrong.Message.ReplaceLineEndings(" ")}\nTry tom --help.");
                return ExitCode.Usage;
            case ParsedCommandLine.Run run:
                return await RunAsync(run.Options);
            default:
                return ExitCode.Usage;
        }
    }

    private async Task<int> RunAsync(ChatOptions options)
    {
        var isPerson = !OperatingSystem.IsWindows() && options is { Once: null, Json: false }
            && TerminalMode.IsTerminal(Libc.StandardInput) && TerminalMode.IsTerminal(Libc.StandardOutput);
        using var stopping = new CancellationTokenSource();
        var stoppedBy = 0;
        await using var client = new RelayClient(options.ForRelay(reconnectByDefault: isPerson, time));
        using var interrupt = OnSignal(PosixSignal.SIGINT, 2);
        using var terminate = OnSignal(PosixSignal.SIGTERM, 15);
        try
        {
            await client.ConnectAsync(stopping.Token);
            return isPerson && !OperatingSystem.IsWindows()
                ? await TalkAsync(options, client, stopping.Token)
                : await PipeAsync(options, client, stopping.Token) is var code && stoppedBy != 0 ? 128 + stoppedBy : code;
        }
        catch (RelayUnreachableException error)
        {
            await status.WriteLineAsync($"tom: {error.Message} — is the relay running? dotnet run --project src/WebChatBridge.Server");
            return ExitCode.CannotConnect;
        }
        catch (OperationCanceledException) when (stoppedBy != 0)
        {
            return 128 + stoppedBy;
        }

        PosixSignalRegistration OnSignal(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
        {
            // A person's terminal has its own way to leave.
            context.Cancel = true;
            stoppedBy = number;
            if (!isPerson || !client.IsConnected)
            {
                stopping.Cancel();
            }
        });
    }

    [UnsupportedOSPlatform("windows")]
    private Task<int> TalkAsync(ChatOptions options, RelayClient client, CancellationToken cancellationToken)
    {
        var traits = TerminalTraits.Of(options, environment);
        var (columns, rows) = TerminalMode.Size();
        var file = new HistoryFile(options.NoHistory ? null : HistoryFile.DefaultPath(environment));
        var chat = new InteractiveChat(options, traits.NewScreen(columns, rows), new Palette(traits.Depth), file, time);
        return chat.RunAsync(client, cancellationToken);
    }

    private async Task<int> PipeAsync(ChatOptions options, RelayClient client, CancellationToken cancellationToken)
    {
        if (options.Once is { } text)
        {
            return await new OnceChat(options, text, status, time).RunAsync(client, cancellationToken);
        }

        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var output = new StandardOutput();
        using var chat = new PipeChat(options, input, output, status, time);
        return await chat.RunAsync(client, cancellationToken);
    }

    public void Dispose() => status.Dispose();

    private static int Print(string text)
    {
        using var output = new StandardOutput();
        output.Write(text + "\n");
        return ExitCode.Ok;
    }
}
