using System.Diagnostics;
using System.Text;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class CopyAsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Theory]
    [InlineData(CopyForm.Text, "PING \"2\"\r\n")]
    [InlineData(CopyForm.Escaped, "\"PING \\\"2\\\"\\r\\n\"")]
    [InlineData(CopyForm.Hex, "50 49 4e 47 20 22 32 22 0d 0a")]
    [InlineData(CopyForm.Python, "b'PING \"2\"\\r\\n'")]
    [InlineData(CopyForm.C, "static const unsigned char bytes[10] = {0x50, 0x49, 0x4e, 0x47, 0x20, 0x22, 0x32, 0x22, 0x0d, 0x0a};")]
    [InlineData(CopyForm.CSharp, "byte[] bytes = [0x50, 0x49, 0x4e, 0x47, 0x20, 0x22, 0x32, 0x22, 0x0d, 0x0a];")]
    [InlineData(CopyForm.Netcat, "printf 'PING \"2\"\\r\\n' | nc 127.0.0.1 5051")]
    public void Spell_ALine_IsAsItIsPasted(CopyForm form, string expected) =>
        Assert.Equal(expected, CopyAs.Spell(form, "PING \"2\"\r\n"u8, new DialAddress("127.0.0.1", 5051, true)));

    [Fact]
    public void Spell_ForNobodyWhoListens_LeavesThePlaceOpen() => Assert.Equal("printf 'x' | nc HOST PORT", CopyAs.Spell(CopyForm.Netcat, "x"u8));

    [Theory]
    [InlineData("100%", @"printf '100%%'")]
    [InlineData("it's", @"printf 'it'\''s'")]
    [InlineData("-n", @"printf '\055n'")]
    [InlineData("a\\b", @"printf 'a\\b'")]
    [InlineData("\u00011", @"printf '\0011'")]
    [InlineData("$HOME `id` !!", @"printf '$HOME `id` !!'")]
    public void Printf_WhatAShellReadsOtherwise_IsQuoted(string text, string expected) => Assert.Equal(expected, CopyAs.Printf(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [InlineData("bash")]
    [InlineData("dash")]
    public async Task Printf_EveryByte_ComesOutOfTheShellAsItWas(string shell)
    {
        Assert.Equal(AllBytes, await RunAsync(shell, "-c", CopyAs.Printf(AllBytes)));
        Assert.Equal(AllBytes, await Lines(AllBytes.Select(value => CopyAs.Printf([value])), shell));
    }

    [Fact]
    public async Task Printf_AnythingAfterAnything_ComesOutAsItWas()
    {
        var random = new Random(7);
        var bytes = new byte[20_000];
        random.NextBytes(bytes);

        Assert.Equal(bytes, await RunAsync("bash", "-c", CopyAs.Printf(bytes)));
    }

    [Fact]
    public async Task Python_EveryByte_ComesOutAsItWas()
    {
        byte[] bytes = [.. AllBytes, .. "\\x41'\"%{}"u8, .. AllBytes.Reverse()];

        Assert.Equal(bytes, await RunAsync("python3", "-c", $"import sys; sys.stdout.buffer.write({CopyAs.Spell(CopyForm.Python, bytes)})"));
    }

    [Fact]
    public async Task C_EveryByte_IsWhatTheCompilerMakesOfIt()
    {
        var folder = Directory.CreateTempSubdirectory("wcb-copy");
        try
        {
            var (source, program) = (Path.Combine(folder.FullName, "copy.c"), Path.Combine(folder.FullName, "copy"));
            await File.WriteAllTextAsync(source, "#include <stdio.h>\n" + CopyAs.Spell(CopyForm.C, AllBytes) + "\nint main(void) { return fwrite(bytes, 1, sizeof bytes, stdout) == sizeof bytes ? 0 : 1; }\n");
            Assert.Empty(await RunAsync("cc", "-Wall", "-Werror", "-o", program, source));

            Assert.Equal(AllBytes, await RunAsync(program));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void C_MoreThanALine_IsBroken() =>
        Assert.Equal(
            "static const unsigned char bytes[13] = {\n    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,\n    0x0c,\n};",
            CopyAs.Spell(CopyForm.C, AllBytes.AsSpan(0, 13)));

    [Fact]
    public void Hex_IsReadBackByTheComposer() => Assert.Equal(AllBytes, HexInput.Parse(CopyAs.Spell(CopyForm.Hex, AllBytes), out _));

    // Each byte in a printf of its own: what comes before must not be what makes it right.
    private static Task<byte[]> Lines(IEnumerable<string> commands, string shell) => RunAsync(shell, "-c", string.Join('\n', commands));

    private static async Task<byte[]> RunAsync(string program, params string[] arguments)
    {
        if (!Path.IsPathRooted(program) && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.Skip($"This machine has no {program}.");
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var output = new MemoryStream();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output).WaitAsync(Deadline);
        await process.WaitForExitAsync().WaitAsync(Deadline);
        Assert.Equal("", await complaints);
        return output.ToArray();
    }
}
