using System.Buffers;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class JsonRequestTests
{
    [Fact]
    public void Requests_AreReadAsDocumented()
    {
        Assert.Equal(
            new ClientRequest.Hello("Tom", "lobby", "9f", 41), Read("""{"type":"hello","name":"Tom","room":"lobby","client":"9f","after":41}"""));
        Assert.Equal(new ClientRequest.Hello(null, null, null, null), Read("""{"type":"hello"}"""));
        Assert.Equal(new ClientRequest.Hello(null, null, null, null), Read("""{"type":"hello","name":null,"after":null}"""));
        Assert.Equal(new ClientRequest.Join("plc-3"), Read("""{"room":"plc-3","type":"join"}"""));
        Assert.Equal(new ClientRequest.Rename("Thomas"), Read("""{"type":"name","name":"Thomas"}"""));
        Assert.Equal(new ClientRequest.History(120, 50), Read("""{"type":"history","before":120,"limit":50}"""));
        Assert.Equal(new ClientRequest.Who(), Read("""{"type":"who","id":"x"}"""));
        Assert.Equal(new ClientRequest.Rooms(), Read(""" { "type" : "rooms" } """ + "\r"));
        Assert.Equal(new ClientRequest.Ping(), Read("""{"type":"\u0070ing"}"""));
        Assert.Equal(new ClientRequest.Bye(), Read("\uFEFF{\"type\":\"bye\"}"));
    }

    [Theory]
    [InlineData("""{"type":"post","id":"c-1","text":"hi"}""", "c-1", "hi")]
    [InlineData("""{"type":"post","text":"a\"\\\n\u00e9\ud83d\ude00"}""", null, "a\"\\\né😀")]
    [InlineData("""{"type":"post","text":""}""", null, "")]
    [InlineData("""{"type":"post","bytes":"aGk="}""", null, "hi")]
    [InlineData("""{"type":"post","text":"hi","new":{"deep":[1,{"text":"no"}]}}""", null, "hi")]
    public void Post_CarriesItsPayload(string line, string? id, string said)
    {
        var post = Assert.IsType<ClientRequest.Post>(Read(line));

        Assert.Equal((id, said), (post.Id, Encoding.UTF8.GetString(post.Payload.Span)));
    }

    [Fact]
    public void Direct_CarriesItsPayload()
    {
        var direct = Assert.IsType<ClientRequest.Direct>(Read("""{"type":"direct","id":"c-2","to":"Jerry","text":"psst"}"""));

        Assert.Equal(("c-2", "Jerry", "psst"), (direct.Id, direct.To, Encoding.UTF8.GetString(direct.Payload.Span)));
    }

    [Theory]
    [InlineData("""[]""", "bad_request", "this is an array", null)]
    [InlineData("\"hi\"", "bad_request", "this is a string", null)]
    [InlineData("null", "bad_request", "this is null", null)]
    [InlineData("""{}""", "bad_request", "\"type\" is missing", null)]
    [InlineData("""{"id":"a","type":5}""", "bad_request", "\"type\" is a number; it takes a string", "a")]
    [InlineData("""{"type":"psot","id":"a"}""", "unknown_request", "There is no request \"psot\"; did you mean \"post\"?", "a")]
    [InlineData("""{"type":""}""", "unknown_request", "There is no request \"\".", null)]
    [InlineData("""{"type":"post","id":"a"}""", "bad_request", "A message needs \"text\", or \"bytes\" (base64).", "a")]
    [InlineData("""{"type":"post","text":"a","bytes":"YQ=="}""", "bad_request", "not both", null)]
    [InlineData("""{"type":"post","text":5}""", "bad_request", "\"text\" is a number; it takes a string", null)]
    [InlineData("""{"type":"post","text":["a"]}""", "bad_request", "\"text\" is an array", null)]
    [InlineData("""{"type":"post","bytes":"a"}""", "bad_request", "\"bytes\" is not base64", null)]
    [InlineData("""{"type":"post","text":"\ud800"}""", "bad_request", "surrogate", null)]
    [InlineData("""{"type":"post","bytes":"\ud800QQ=="}""", "bad_request", "\"bytes\" has half of a", null)]
    [InlineData("""{"type":"post","\ud800":1,"text":"a"}""", "bad_request", "The name of a member has half of a \\u surrogate pair in it.", null)]
    [InlineData("""{"\udc00":1,"t\ud83d":2,"type":"ping"}""", "bad_request", "surrogate", null)]
    [InlineData("""{"type":"post","text":"a","text":"b"}""", "bad_request", "\"text\" is there twice", null)]
    [InlineData("""{"type":"post","id":"","text":"a"}""", "bad_request", "\"id\" has 0 characters; it takes 1-64", null)]
    [InlineData("""{"type":"post","id":7,"text":"a"}""", "bad_request", "\"id\" is a number", null)]
    [InlineData("""{"type":"direct","text":"a"}""", "bad_request", "\"to\" is missing", null)]
    [InlineData("""{"type":"join"}""", "bad_request", "\"room\" is missing", null)]
    [InlineData("""{"type":"name","name":null}""", "bad_request", "\"name\" is missing", null)]
    [InlineData("""{"type":"hello","after":-1}""", "bad_request", "\"after\" is -1; it takes a whole number from 0", null)]
    [InlineData("""{"type":"hello","after":"1"}""", "bad_request", "\"after\" is a string; it takes a whole number", null)]
    [InlineData("""{"type":"history","limit":0}""", "bad_request", "\"limit\" is 0; it takes a whole number from 1", null)]
    [InlineData("""{"type":"history","before":1.5}""", "bad_request", "\"before\" is 1.5", null)]
    [InlineData("""{"type":"history","before":99999999999999999999}""", "bad_request", "\"before\" is 99999999999999999999", null)]
    public void Request_ThatIsNone_IsInvalid(string line, string code, string text, string? id)
    {
        var invalid = Assert.IsType<ClientRequest.Invalid>(Read(line));

        Assert.Equal((code, id), (invalid.Code, invalid.Id));
        Assert.Contains(text, invalid.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfMoreThan64Characters_IsInvalid()
    {
        Assert.IsType<ClientRequest.Post>(Read($$"""{"type":"post","id":"{{new string('a', 64)}}","text":""}"""));
        Assert.IsType<ClientRequest.Invalid>(Read($$"""{"type":"post","id":"{{new string('a', 65)}}","text":""}"""));
    }

    [Theory]
    [InlineData("hello", 0)]
    [InlineData("", 0)]
    [InlineData("{\"type\":\"ping\"} x", 16)]
    [InlineData("{\"type\":\"ping\"}{}", 15)]
    [InlineData("{\"type\":\"post\"", 14)]
    [InlineData("{'type':'post'}", 1)]
    [InlineData("{\"text\":\"a\tb\"}", 10)]
    [InlineData("{\"a\":NaN}", 5)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", 16)]
    public void Line_ThatIsNotJson_IsMalformedAt(string line, long offset)
    {
        var malformed = Assert.IsType<ClientRequest.Malformed>(Read(line));

        Assert.Equal(offset, malformed.Offset);
        Assert.StartsWith("Not JSON: ", malformed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", malformed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ThatIsNotUtf8_IsMalformedAtTheBadByte()
    {
        byte[] line = [.. "{\"text\":\"a"u8, 0xFF, .. "\"}"u8];

        var malformed = Assert.IsType<ClientRequest.Malformed>(JsonCodec.ReadRequest(line));

        Assert.Equal(10, malformed.Offset);
    }

    [Fact]
    public void Written_IsReadBackTheSame()
    {
        ClientRequest[] requests =
        [
            new ClientRequest.Hello("Tom", "lobby", "9f", 41), new ClientRequest.Hello(null, null, null, null),
            new ClientRequest.Join("ä"), new ClientRequest.Rename("\"T\""), new ClientRequest.Who(), new ClientRequest.Rooms(),
            new ClientRequest.History(null, 5), new ClientRequest.History(7, null), new ClientRequest.Ping(), new ClientRequest.Bye(),
        ];

        Assert.All(requests, request => Assert.Equal(request, Read(Write(request))));
        Assert.Equal("{\"type\":\"post\",\"id\":\"c-1\",\"text\":\"😀\"}\n", Write(new ClientRequest.Post("c-1", "😀"u8.ToArray())));
        Assert.Equal(
            "{\"type\":\"direct\",\"to\":\"Jerry\",\"bytes\":\"/w==\"}\n", Write(new ClientRequest.Direct(null, "Jerry", new byte[] { 255 })));
    }

    [Fact]
    public void Requests_WithoutWords_AreRefused()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Throws<ArgumentException>(() => JsonCodec.WriteRequest(new ClientRequest.Help(), output));
        Assert.Equal("{\"type\":\"ping\"}\n", Write(new ClientRequest.Ping()));
    }

    private static ClientRequest Read(string line) => JsonCodec.ReadRequest(Encoding.UTF8.GetBytes(line));

    private static string Write(ClientRequest request)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonCodec.WriteRequest(request, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
