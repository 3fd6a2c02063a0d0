using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>The command line: <c>tom [NAME] [HOST[:PORT]] [options]</c>.</summary>
internal sealed class ChatCommandLine
{
    private readonly Argument<string[]> who = new("who") { Arity = new ArgumentArity(0, 2) };
    private readonly Option<string> nick = new("--nick");
    private readonly Option<string> room = new("--room");
    private readonly Option<string> dialect = new("--dialect");
    private readonly Option<bool> tls = new("--tls");
    private readonly Option<string> ca = new("--ca");
    private readonly Option<string> secret = new("--token");
    private readonly Option<string> eol = new("--eol");
    private readonly Option<string> once = new("--once");
    private readonly Option<bool> json = new("--json");
    private readonly Option<bool> plain = new("--plain");
    private readonly Option<bool> noHistory = new("--no-history");
    private readonly Option<bool> timestamps = new("--timestamps");
    private readonly Option<bool> noTimestamps = new("--no-timestamps");
    private readonly Option<ColorChoice> color = new("--color") { CustomParser = Color };
    private readonly Option<bool> reconnect = new("--reconnect");
    private readonly Option<bool> noReconnect = new("--no-reconnect");
    private readonly Option<TimeSpan> linger = new("--linger") { CustomParser = Time, DefaultValueFactory = _ => TimeSpan.FromSeconds(2) };
    private readonly Option<bool> help = new("--help", "-h", "-?");
    private readonly Option<bool> version = new("--version");

    // A first word that is the command's own name would be taken for argv[0]; nobody is called this.
    private readonly Command command = new("(chat)");

    public ChatCommandLine()
    {
        dialect.Validators.Add(result => OneOf(result, "json", "line", "header64"));
        who.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"There is no option {token.Value}.");
            }
        });
        eol.Validators.Add(result => OneOf(result, "lf", "crlf"));
        command.Add(who);
        foreach (var option in (Option[])[nick, room, dialect, tls, ca, secret, eol, once, json, plain, noHistory, timestamps, noTimestamps, color, reconnect, noReconnect, linger, help, version])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads arguments; never throws.</summary>
    /// <param name="args">As the shell gave them.</param>
    /// <param name="environment">Reads a variable; null when it is not set.</param>
    public ParsedCommandLine Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        // No response files: a message may well begin with @.
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.GetResult(help) is { Implicit: false })
        {
            return new ParsedCommandLine.Help();
        }

        if (parsed.GetResult(version) is { Implicit: false })
        {
            return new ParsedCommandLine.Version();
        }

        return parsed.Errors.Count > 0 ? new ParsedCommandLine.Wrong(parsed.Errors[0].Message) : Read(parsed, environment);
    }

    private ParsedCommandLine Read(ParseResult parsed, Func<string, string?> environment)
    {
        var (name, place) = Positions(parsed.GetValue(who) ?? []);
        place ??= NonEmpty(environment("WCB_HOST")) ?? "localhost";
        var said = parsed.GetValue(dialect);
        var spoken = said is null ? ByPort(place) : Named(said);
        if (RelayAddress.Parse(place, RelayAddress.DefaultPort(spoken)) is not { } address)
        {
            return new ParsedCommandLine.Wrong($"'{place}' is no address; it is written host, host:port or [ipv6]:port.");
        }

        return new ParsedCommandLine.Run(new ChatOptions
        {
            Address = address,
            Dialect = spoken,
            Name = parsed.GetValue(nick) ?? name ?? NonEmpty(environment("WCB_NICK")),
            Room = parsed.GetValue(room),
            Tls = parsed.GetValue(tls) || parsed.GetValue(ca) is not null,
            TrustedFile = parsed.GetValue(ca),
            Token = parsed.GetValue(secret) ?? NonEmpty(environment("WCB_TOKEN")),
            CrLf = parsed.GetValue(eol) == "crlf",
            Once = parsed.GetValue(once),
            Json = parsed.GetValue(json),
            Plain = parsed.GetValue(plain),
            NoHistory = parsed.GetValue(noHistory),
            Timestamps = !parsed.GetValue(noTimestamps) || parsed.GetValue(timestamps),
            Color = parsed.GetValue(color),
            Reconnect = parsed.GetValue(noReconnect) ? false : parsed.GetValue(reconnect) ? true : null,
            Linger = parsed.GetValue(linger),
        });
    }

    /// <summary>One word is a name, unless it can only be an address.</summary>
    private static (string? Name, string? Place) Positions(string[] words) => words switch
    {
        [var name, var place] => (name, place),
        [var only] when only.Contains(':', StringComparison.Ordinal) || only == "localhost" || IPAddress.TryParse(only, out _) => (null, only),
        [var only] => (only, null),
        _ => (null, null),
    };

    private static RelayDialect ByPort(string place) => RelayAddress.Parse(place, 0)?.Port switch
    {
        5050 => RelayDialect.Header64,
        5051 => RelayDialect.Line,
        _ => RelayDialect.Json,
    };

    private static RelayDialect Named(string dialect) => dialect switch
    {
        "line" => RelayDialect.Line,
        "header64" => RelayDialect.Header64,
        _ => RelayDialect.Json,
    };

    private static string? NonEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static void OneOf(OptionResult result, params ReadOnlySpan<string> words)
    {
        foreach (var token in result.Tokens)
        {
            if (!words.Contains(token.Value))
            {
                result.AddError($"{result.Option.Name} is one of {string.Join(", ", words!)}, not '{token.Value}'.");
            }
        }
    }

    private static ColorChoice Color(ArgumentResult result)
    {
        if (Enum.TryParse<ColorChoice>(result.Tokens[0].Value, ignoreCase: true, out var choice) && Enum.IsDefined(choice))
        {
            return choice;
        }

        result.AddError($"--color is auto, always or never, not '{result.Tokens[0].Value}'.");
        return default;
    }

    private static TimeSpan Time(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var (digits, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith('s') => (text[..^1], 1000.0),
            _ when text.EndsWith('m') => (text[..^1], 60_000.0),
            _ => (text, 1000.0),
        };
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * unit <= int.MaxValue)
        {
            return TimeSpan.FromMilliseconds(count * unit);
        }

        result.AddError($"--linger is a time such as 500ms, 2s or 1m, not '{text}'.");
        return default;
    }
}
