using System.Buffers;
using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>One JSON writer per thread, so that spelling an event allocates nothing of its own.</summary>
internal static class JsonPen
{
    [ThreadStatic]
    private static Utf8JsonWriter? parked;

    public static Utf8JsonWriter Take(IBufferWriter<byte> output)
    {
        var writer = parked;
        parked = null;
        if (writer is null)
        {
            return new Utf8JsonWriter(output, new JsonWriterOptions
            {
                // The stream is never embedded in a page: text stays readable in nc and a hex view.
                Encoder = JsonEscaping.Instance,
                SkipValidation = true,
            });
        }

        writer.Reset(output);
        return writer;
    }

    /// <summary>Keeps the writer for the next event, and no reference to the output of this one.</summary>
    public static void Park(Utf8JsonWriter writer)
    {
        writer.Reset(Nowhere.Instance);
        parked = writer;
    }

    private sealed class Nowhere : IBufferWriter<byte>
    {
        public static readonly Nowhere Instance = new();

        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => new byte[Math.Max(sizeHint, 1)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
