using System.Globalization;
using System.IO.Pipelines;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A capture as the reference reader sees it.</summary>
internal sealed class Tshark : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"webchatbridge-{Guid.NewGuid():N}.pcapng");

    private Tshark(byte[] capture) => File.WriteAllBytes(path, capture);

    /// <summary>Opens a capture. A machine without tshark fails the test: nothing else can tell whether Wireshark reads it.</summary>
    public static Tshark Open(byte[] capture)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "tshark")));
        Assert.True(found, "tshark is not installed, and without it nothing tells whether the capture can be read. ./test installs it; by hand: apt-get install --no-install-recommends tshark");
        return new Tshark(capture);
    }

    public static async Task<Tshark> OpenAsync(params Recording[] sessions)
    {
        var file = new MemoryStream();
        var output = PipeWriter.Create(file);
        await PcapngExport.WriteAsync(output, sessions, CancellationToken.None);
        await output.CompleteAsync();
        return Open(file.ToArray());
    }

    /// <summary>One line for each packet that matches, with these fields between tabs.</summary>
    public async Task<List<string[]>> FieldsAsync(string filter, params string[] fields)
    {
        var lines = await RunAsync(["-Y", filter, "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })]);
        return [.. lines.Select(line => line.Split('\t'))];
    }

    /// <summary>Packets of which it says that something is wrong with them, each with its words.</summary>
    public async Task<List<string>> ComplaintsAsync() =>
    [
        .. (await FieldsAsync(
            "_ws.malformed || _ws.expert.severity >= \"Warning\" || tcp.analysis.flags || tcp.checksum.status != 1 || ip.checksum.status == 0",
            "frame.number", "_ws.col.Info", "_ws.expert.message")).Select(fields => string.Join(" | ", fields)),
    ];

    /// <summary>The bytes of both directions of a connection as "follow stream" shows them.</summary>
    public async Task<(byte[] In, byte[] Out)> FollowAsync(int stream)
    {
        var lines = await RunAsync(["-q", "-z", $"follow,tcp,raw,{stream}"]);
        var data = lines.SkipWhile(line => !line.StartsWith("Node 1", StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith('=')).ToList();

        // What node 1 sent is indented.
        var indented = Convert.FromHexString(string.Concat(data.Where(line => line.StartsWith('\t')).Select(line => line.Trim())));
        var plain = Convert.FromHexString(string.Concat(data.Where(line => !line.StartsWith('\t'))));
        var client = (await FieldsAsync($"tcp.stream == {stream} && tcp.flags.syn == 1 && tcp.flags.ack == 0", "tcp.srcport"))[0][0];
        return lines.Exists(line => line.StartsWith("Node 0", StringComparison.Ordinal) && line.EndsWith($":{client}", StringComparison.Ordinal))
            ? (plain, indented)
            : (indented, plain);
    }

    /// <summary>Of each segment with payload: time in microseconds since 1970, direction, length.</summary>
    public async Task<List<(long At, Direction Direction, int Length)>> SegmentsAsync(int stream) =>
    [
        .. (await FieldsAsync($"tcp.stream == {stream} && tcp.len > 0", "frame.time_epoch", "frame.packet_flags_direction", "tcp.len")).Select(fields => (
            (long)(decimal.Parse(fields[0], CultureInfo.InvariantCulture) * 1_000_000),
            fields[1] is "1" or "0x00000001" ? Direction.In : Direction.Out,
            int.Parse(fields[2], CultureInfo.InvariantCulture))),
    ];

    public void Dispose() => File.Delete(path);

    private async Task<List<string>> RunAsync(string[] arguments)
    {
        await using var tshark = RealProgram.Start(
            "tshark", ["-n", "-r", path, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", .. arguments]);
        Assert.True(await tshark.ExitAsync() == 0, tshark.Errors);
        Assert.DoesNotContain("appears to have been cut short", tshark.Errors, StringComparison.Ordinal);
        return [.. tshark.OutputLines];
    }
}
