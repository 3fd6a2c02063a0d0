namespace WebChatBridge.Fuzz.Tests;

/// <summary>An input that breaks something: kept as a file, with the command that gives it again.</summary>
internal sealed class FoundException(string message, string file, Exception cause) : Exception(message, cause)
{
    /// <summary>The input.</summary>
    public string File => file;

    public static FoundException Write(string target, ReadOnlySpan<byte> input, string which, Exception cause)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, $"{string.Concat(target.Select(static c => char.IsLetterOrDigit(c) ? c : '-'))}-{Chance.Of(input).Next():x16}");
        System.IO.File.WriteAllBytes(name, input);
        return new FoundException(
            $"""
            {target}, {which} ({input.Length} bytes): {cause.Message}
            Again: WCB_FUZZ_REPLAY={name} dotnet test --project tests/WebChatBridge.Fuzz.Tests --filter-trait target={target}
            When it is mended, {name} belongs into tests/corpus, under a name that says what it is.
            """,
            name,
            cause);
    }
}
