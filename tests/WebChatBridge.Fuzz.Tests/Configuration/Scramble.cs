using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// The shipped settings, mutated as people and scripts do it: wrong kinds, wrong ranges, null, typing errors, lists for
/// objects, and arguments on top. A function of its series of numbers.
/// </summary>
internal sealed class Scramble
{
    private const int MostEdits = 4;
    private const int MostArguments = 3;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "-1", "2147483648", "9223372036854775808", "1e9", "0x10", "1.5", "true", "false", "yes", "null", "NaN", "\u0000", "\u202e",
        "00:00:10", "10", "-00:00:01", "99.00:00:00", "24:00", "00:00:00.0001", "header64", "header:0", "header:10", "header:1024", "header:9999", "header", "line", "json", "nul", "raw", "auto", "LINE",
        "lobby", "pairs", "sqlite", "memory", "full", "normal", "open", "link", "localhost:0", "localhost:5051", "127.0.0.1:0", "[::1]:0", "*:0", "0.0.0.0:5050", "[fe80::1%eth0]:1", "256.1.1.1:1", "localhost:99999", "::1:1",
        "http://localhost:0", "http://localhost:99999", "http://localhost:-1", "http://", "http://[", "http://[::1", "https://localhost:0", "http://unix:/tmp/x.sock", "http://*:5080;http://localhost:5081", ";;", "ftp://x", "localhost",
        "text", "!DISCONNECT", "NICK", "Information", "Verbose", "None",
    ];

    private readonly JsonNode shipped = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")), documentOptions: Lenient)!;

    private readonly List<string> keys = [];

    public Scramble() => Collect(shipped, "");

    /// <summary>A file, and arguments.</summary>
    public (string Json, string[] Arguments) Make(ref Chance chance)
    {
        var file = shipped.DeepClone();
        for (var edits = chance.Below(MostEdits + 1); edits > 0; edits--)
        {
            Edit(file, ref chance);
        }

        var arguments = new string[chance.Below(MostArguments + 1)];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(ref chance);
        }

        return (file.ToJsonString(), arguments);
    }

    private void Collect(JsonNode? node, string path)
    {
        if (path.Length > 0)
        {
            keys.Add(path);
        }

        foreach (var (name, child) in node switch
        {
            JsonObject json => json.Select(static pair => (pair.Key, pair.Value)),
            JsonArray list => list.Select(static (item, index) => ($"{index}", item)),
            _ => [],
        })
        {
            Collect(child, path.Length == 0 ? name : $"{path}:{name}");
        }
    }

    private string Argument(ref Chance chance)
    {
        var key = chance.Pick(keys);
        key = chance.Below(12) switch
        {
            0 => Misspell(key, ref chance),
            1 => key + ":0",
            2 => key.ToUpperInvariant(),
            3 => "Relay:Endpoints:3:" + chance.Pick(["Name", "Listen", "Dialect", "Seating", "IdleGap", "ReplyRaw", "FirstFrameIsName", "NamePrompt", "MaxFrameBytes", "Goodbye", "Idle"]),
            4 => chance.Pick(["Console:Hosts", "Console:Hosts:0", "Kestrel:Endpoints:a:Url", "Urls", "accept-insecure", "Logging:LogLevel:Default", ""]),
            _ => key,
        };
        return chance.OneIn(16) ? chance.Pick(["--", "-x", "=", "--accept-insecure", "/?", "Relay:Limits", "--Relay"]) : $"--{key}={chance.Pick(Values)}";
    }

    private static void Edit(JsonNode file, ref Chance chance)
    {
        var at = file;
        while (true)
        {
            switch (at)
            {
                case JsonObject { Count: > 0 } json:
                    var name = json.ElementAt(chance.Below(json.Count)).Key;
                    if (json[name] is JsonObject or JsonArray && !chance.OneIn(6))
                    {
                        at = json[name]!;
                        break;
                    }

                    Put(json, name, ref chance);
                    return;
                case JsonArray { Count: > 0 } list:
                    var index = chance.Below(list.Count);
                    if (list[index] is JsonObject && !chance.OneIn(6))
                    {
                        at = list[index]!;
                        break;
                    }

                    list[index] = Value(ref chance);
                    return;
                default:
                    return;
            }
        }
    }

    private static void Put(JsonObject json, string name, ref Chance chance)
    {
        switch (chance.Below(6))
        {
            case 0:
                json.Remove(name);
                break;
            case 1:
                json[Misspell(name, ref chance)] = Value(ref chance);
                break;
            default:
                json[name] = Value(ref chance);
                break;
        }
    }

    private static JsonNode? Value(ref Chance chance) => chance.Below(10) switch
    {
        0 => null,
        1 => new JsonObject(),
        2 => new JsonArray(),
        3 => new JsonArray(chance.Pick(Values), null),
        4 => new JsonObject { [chance.Pick(Values)] = chance.Pick(Values) },
        5 => JsonValue.Create((long)chance.Next()),
        6 => JsonValue.Create(chance.OneIn(2)),
        _ => JsonValue.Create(chance.Pick(Values)),
    };

    private static string Misspell(string key, ref Chance chance)
    {
        var at = chance.Below(key.Length);
        return chance.Below(3) switch
        {
            0 => key.Remove(at, 1),
            1 => key.Insert(at, "x"),
            _ => key[..at] + char.ToUpperInvariant(key[at]) + key[(at + 1)..],
        };
    }
}
