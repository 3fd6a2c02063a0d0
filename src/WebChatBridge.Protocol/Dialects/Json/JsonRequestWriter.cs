using System.Text.Json;
using System.Text.Unicode;

namespace WebChatBridge.Protocol;

/// <summary>Client to server. docs/wire.md §2.3.</summary>
internal static class JsonRequestWriter
{
    public static void Write(Utf8JsonWriter writer, ClientRequest request)
    {
        writer.WriteStartObject();
        switch (request)
        {
            case ClientRequest.Post post:
                writer.WriteString("type"u8, "post"u8);
                WriteOptional(writer, "id"u8, post.Id);
                WritePayload(writer, post.Payload.Span);
                break;
            case ClientRequest.Direct direct:
                writer.WriteString("type"u8, "direct"u8);
                WriteOptional(writer, "id"u8, direct.Id);
                writer.WriteString("to"u8, direct.To);
                WritePayload(writer, direct.Payload.Span);
                break;
            case ClientRequest.Hello hello:
                WriteHello(writer, hello);
                break;
            case ClientRequest.Join join:
                writer.WriteString("type"u8, "join"u8);
                writer.WriteString("room"u8, join.Room);
                break;
            case ClientRequest.Rename rename:
                writer.WriteString("type"u8, "name"u8);
                writer.WriteString("name"u8, rename.Name);
                break;
            case ClientRequest.History history:
                writer.WriteString("type"u8, "history"u8);
                WriteOptional(writer, "before"u8, history.Before);
                WriteOptional(writer, "limit"u8, history.Limit);
                break;
            case ClientRequest.Partner partner:
                writer.WriteString("type"u8, "partner"u8);
                WriteOptional(writer, "name"u8, partner.Kind);
                break;
            default:
                writer.WriteString("type"u8, BareType(request));
                break;
        }

        writer.WriteEndObject();
    }

    private static string BareType(ClientRequest request) => request switch
    {
        ClientRequest.Who => "who",
        ClientRequest.Rooms => "rooms",
        ClientRequest.Ping => "ping",
        ClientRequest.Bye => "bye",
        _ => throw new ArgumentException($"The json dialect has no words for {request.GetType().Name}.", nameof(request)),
    };

    private static void WriteHello(Utf8JsonWriter writer, ClientRequest.Hello hello)
    {
        writer.WriteString("type"u8, "hello"u8);
        WriteOptional(writer, "name"u8, hello.Name);
        WriteOptional(writer, "room"u8, hello.Room);
        WriteOptional(writer, "client"u8, hello.Client);
        WriteOptional(writer, "after"u8, hello.After);
        WriteOptional(writer, "token"u8, hello.Token);
    }

    private static void WritePayload(Utf8JsonWriter writer, ReadOnlySpan<byte> payload)
    {
        if (Utf8.IsValid(payload))
        {
            writer.WriteString("text"u8, payload);
        }
        else
        {
            writer.WriteBase64String("bytes"u8, payload);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
