using System.Buffers;
using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>The <c>json</c> dialect from the client's side.</summary>
internal sealed class JsonWire : IClientWire
{
    // A history page of 1,000 messages of 64 KiB, escaped, is the longest line a relay with default limits can send.
    private const int MaxLineBytes = 512 * 1024 * 1024;

    private readonly LineCutter lines = new(MaxLineBytes);
    private bool isJson;

    public bool Acknowledges => true;

    public string? Write(ClientRequest request, IBufferWriter<byte> output)
    {
        if (request is ClientRequest.Help or ClientRequest.Pass or ClientRequest.Invalid or ClientRequest.Malformed)
        {
            return "The json dialect has no such request.";
        }

        JsonCodec.WriteRequest(request, output);
        return null;
    }

    public void Take(ReadOnlySpan<byte> input, ICollection<RelayNews> news) => lines.Take(input, line => Read(line, news));

    public void Finish(ICollection<RelayNews> news)
    {
        // A line cut off by the end of the connection is not an event; what it told comes again after the resume.
    }

    private void Read(ReadOnlySpan<byte> line, ICollection<RelayNews> news)
    {
        if (line.Trim(" \r\t"u8).IsEmpty)
        {
            return;
        }

        try
        {
            var known = JsonCodec.ReadEvent(line);
            isJson = true;
            if (known is { } what)
            {
                news.Add(new RelayNews.Said(what));
            }
        }
        catch (JsonException) when (isJson)
        {
            // A relay of another version; the conversation goes on.
            news.Add(new RelayNews.Unframed(System.Text.Encoding.UTF8.GetString(line)));
        }
        catch (JsonException error)
        {
            throw new FormatException("That is not the json dialect; is this the right port? " + error.Message, error);
        }
    }
}
