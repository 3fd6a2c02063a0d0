using System.Globalization;
using System.Text;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>The seed files of <c>tests/corpus</c>, by folder, and its dictionary.</summary>
internal sealed class Corpus
{
    private readonly Dictionary<string, byte[][]> folders;

    private Corpus(string root)
    {
        Files =
        [
            .. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
                .SelectMany(static folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)),
        ];
        folders = Files.GroupBy(static file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .ToDictionary(static folder => folder.Key, static folder => folder.Select(File.ReadAllBytes).ToArray());
        Words = [.. File.ReadLines(Path.Combine(root, "dictionary.txt")).Where(static line => line.StartsWith('"')).Select(Unquote)];
        All = [.. folders.Values.SelectMany(static files => files)];
    }

    public static Corpus Instance { get; } = new(Path.Combine(Repository.Root, "tests", "corpus"));

    /// <summary>Paths of all seed files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Contents of all seed files.</summary>
    public IReadOnlyList<byte[]> All { get; }

    /// <summary>Tokens worth putting into an input.</summary>
    public IReadOnlyList<byte[]> Words { get; }

    /// <summary>Contents of some folders.</summary>
    public IReadOnlyList<byte[]> Of(params ReadOnlySpan<string> names)
    {
        var all = new List<byte[]>();
        foreach (var name in names)
        {
            all.AddRange(folders[name]);
        }

        return all;
    }

    // "text \xFF \"quoted\" \\": printable ASCII, everything else as two hexadecimal digits.
    private static byte[] Unquote(string line)
    {
        var bytes = new List<byte>();
        for (var at = 1; at < line.Length - 1; at++)
        {
            if (line[at] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([line[at]]));
            }
            else if (line[at + 1] == 'x')
            {
                bytes.Add(byte.Parse(line.AsSpan(at + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 3;
            }
            else
            {
                bytes.Add((byte)line[++at]);
            }
        }

        return [.. bytes];
    }
}
