using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>
/// The members of one request, found in a single pass and turned into values only when asked for. The first thing that is
/// wrong stays in <see cref="Problem"/>; what is asked for after it no longer matters.
/// </summary>
internal ref struct JsonMembers
{
    private const int Count = 12;
    private const int MaxDepth = 16;
    private const int MaxIdLength = 64;

    private readonly ReadOnlySpan<byte> line;
    private Slots slots;

    private JsonMembers(ReadOnlySpan<byte> line) => this.line = line;

    /// <summary>The members a request may have, in the order of <see cref="NameOf"/>.</summary>
    public enum Member
    {
        Type,
        Id,
        Name,
        Room,
        Client,
        To,
        Text,
        Bytes,
        After,
        Before,
        Limit,
        Token,
    }

    /// <summary>What is wrong with it; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds the members. Throws <see cref="JsonException"/> when the line is not JSON.</summary>
    public static JsonMembers Find(ReadOnlySpan<byte> line)
    {
        var members = new JsonMembers(line);
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var found = Describe(reader.TokenType);
            reader.Skip();
            reader.Read();
            members.Problem = $"A request is one JSON object, such as {{\"type\":\"post\",\"text\":\"hi\"}}; this is {found}.";
            return members;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = members.Known(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var kind = reader.TokenType;
            reader.Skip();
            if (member >= 0)
            {
                members.Keep((Member)member, kind, start, (int)reader.BytesConsumed - start);
            }
        }

        reader.Read();
        return members;
    }

    public readonly bool Has(Member member) => slots[(int)member].Kind is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>The member as a string; null when it is not there, null, or not a string.</summary>
    public string? String(Member member, bool required = false)
    {
        if (!TryOpen(member, JsonTokenType.String, "a string", required, out var reader))
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Complain(HalfPair(member));
            return null;
        }
    }

    /// <summary>The member as a string of 1-64 characters.</summary>
    public string? Identity(Member member)
    {
        var value = String(member);
        if (value is not null && value.Length is 0 or > MaxIdLength)
        {
            Complain($"\"{NameOf(member)}\" has {value.Length} characters; it takes 1-{MaxIdLength}.");
            return null;
        }

        return value;
    }

    public long? Number(Member member, long least)
    {
        if (!TryOpen(member, JsonTokenType.Number, "a whole number", required: false, out var reader))
        {
            return null;
        }

        if (!reader.TryGetInt64(out var value) || value < least)
        {
            Complain($"\"{NameOf(member)}\" is {Excerpt(member)}; it takes a whole number from {least}.");
            return null;
        }

        return value;
    }

    /// <summary>The bytes of <c>text</c> or <c>bytes</c>, exactly one of which a message has.</summary>
    public byte[] Payload()
    {
        if (Has(Member.Text) == Has(Member.Bytes))
        {
            Complain(Has(Member.Text)
                ? "A message has \"text\" or \"bytes\" (base64), not both."
                : "A message needs \"text\", or \"bytes\" (base64).");
            return [];
        }

        if (Has(Member.Text))
        {
            return TryOpen(Member.Text, JsonTokenType.String, "a string", required: true, out var text) ? Unescape(ref text) : [];
        }

        if (!TryOpen(Member.Bytes, JsonTokenType.String, "a base64 string", required: true, out var bytes))
        {
            return [];
        }

        return Decode(ref bytes);
    }

    private byte[] Decode(ref Utf8JsonReader reader)
    {
        try
        {
            if (reader.TryGetBytesFromBase64(out var payload))
            {
                return payload;
            }

            Complain("\"bytes\" is not base64.");
        }
        catch (InvalidOperationException)
        {
            Complain(HalfPair(Member.Bytes));
        }

        return [];
    }

    private byte[] Unescape(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.ToArray();
        }

        var scratch = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return scratch.AsSpan(0, reader.CopyString(scratch)).ToArray();
        }
        catch (InvalidOperationException)
        {
            Complain(HalfPair(Member.Text));
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private bool TryOpen(Member member, JsonTokenType kind, string wanted, bool required, out Utf8JsonReader reader)
    {
        var slot = slots[(int)member];
        reader = default;
        if (slot.Kind != kind)
        {
            if (Has(member))
            {
                Complain($"\"{NameOf(member)}\" is {Describe(slot.Kind)}; it takes {wanted}.");
            }
            else if (required)
            {
                Complain($"\"{NameOf(member)}\" is missing.");
            }

            return false;
        }

        reader = new Utf8JsonReader(line.Slice(slot.Start, slot.Length));
        return reader.Read();
    }

    private void Keep(Member member, JsonTokenType kind, int start, int length)
    {
        // Two readers of one line must not see two different requests in it.
        if (slots[(int)member].Kind != JsonTokenType.None)
        {
            Complain($"\"{NameOf(member)}\" is there twice.");
            return;
        }

        slots[(int)member] = new Slot(kind, start, length);
    }

    private void Complain(string problem) => Problem ??= problem;

    private readonly string Excerpt(Member member)
    {
        var slot = slots[(int)member];
        return System.Text.Encoding.UTF8.GetString(line.Slice(slot.Start, Math.Min(slot.Length, 24)));
    }

    private static string HalfPair(Member member) => $"\"{NameOf(member)}\" has half of a \\u surrogate pair in it.";

    // Once something is wrong nothing else matters, and each name that is no text costs an exception.
    private int Known(ref Utf8JsonReader reader)
    {
        try
        {
            for (var index = 0; index < Count && Problem is null; index++)
            {
                if (reader.ValueTextEquals(NameOf((Member)index)))
                {
                    return index;
                }
            }
        }
        catch (InvalidOperationException)
        {
            Complain("The name of a member has half of a \\u surrogate pair in it.");
        }

        return -1;
    }

    private static string NameOf(Member member) => member switch
    {
        Member.Type => "type",
        Member.Id => "id",
        Member.Name => "name",
        Member.Room => "room",
        Member.Client => "client",
        Member.To => "to",
        Member.Text => "text",
        Member.Bytes => "bytes",
        Member.After => "after",
        Member.Before => "before",
        Member.Limit => "limit",
        _ => "token",
    };

    private static string Describe(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };

    [InlineArray(Count)]
    private struct Slots
    {
        private Slot first;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(JsonTokenType Kind, int Start, int Length);
}
