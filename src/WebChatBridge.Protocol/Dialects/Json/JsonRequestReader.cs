using System.Text.Json;
using static WebChatBridge.Protocol.JsonMembers;

namespace WebChatBridge.Protocol;

/// <summary>Client to server, read by the server: every byte of it may be hostile.</summary>
internal static class JsonRequestReader
{
    private static readonly string[] Types =
        ["hello", "post", "direct", "join", "name", "who", "rooms", "history", "partner", "ping", "bye"];

    public static ClientRequest Read(ReadOnlySpan<byte> line)
    {
        // Windows PowerShell and some libraries put a byte order mark before the first line.
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var skipped = line.StartsWith(mark) ? mark.Length : 0;
        var json = line[skipped..];
        var invalid = Utf8Text.IndexOfInvalid(json);
        if (invalid >= 0)
        {
            return new ClientRequest.Malformed(
                skipped + invalid, $"Byte 0x{json[invalid]:X2} is not valid UTF-8 here; JSON is UTF-8, other bytes go into \"bytes\" as base64.");
        }

        try
        {
            var members = JsonMembers.Find(json);
            return Read(ref members);
        }
        catch (JsonException error)
        {
            return new ClientRequest.Malformed(skipped + (error.BytePositionInLine ?? 0), "Not JSON: " + Plain(error.Message));
        }
    }

    private static ClientRequest Read(ref JsonMembers members)
    {
        if (members.Problem is { } trouble)
        {
            return new ClientRequest.Invalid(ErrorCode.BadRequest, trouble);
        }

        var id = members.Identity(Member.Id);
        var type = members.String(Member.Type, required: true);
        ClientRequest request = type switch
        {
            "post" => new ClientRequest.Post(id, members.Payload()),
            "direct" => new ClientRequest.Direct(id, members.String(Member.To, required: true) ?? "", members.Payload()),
            "hello" => new ClientRequest.Hello(
                members.String(Member.Name), members.String(Member.Room), members.Identity(Member.Client), members.Number(Member.After, least: 0), members.String(Member.Token)),
            "join" => new ClientRequest.Join(members.String(Member.Room, required: true) ?? ""),
            "name" => new ClientRequest.Rename(members.String(Member.Name, required: true) ?? ""),
            "who" => new ClientRequest.Who(),
            "rooms" => new ClientRequest.Rooms(),
            "history" => new ClientRequest.History(
                members.Number(Member.Before, least: 1), (int?)Cap(members.Number(Member.Limit, least: 1))),
            "partner" => new ClientRequest.Partner(members.String(Member.Name)),
            "ping" => new ClientRequest.Ping(),
            "bye" => new ClientRequest.Bye(),
            _ => new ClientRequest.Invalid(ErrorCode.UnknownRequest, Unknown(type ?? ""), id),
        };
        return members.Problem is { } problem ? new ClientRequest.Invalid(ErrorCode.BadRequest, problem, id) : request;
    }

    private static long? Cap(long? limit) => limit is { } number ? Math.Min(number, int.MaxValue) : null;

    private static string Unknown(string type) =>
        $"There is no request \"{Spelling.Shorten(type)}\"{Spelling.DidYouMean(type, Types, "\"{0}\"")}.";

    // "'h' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0." The position is told apart.
    private static string Plain(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
