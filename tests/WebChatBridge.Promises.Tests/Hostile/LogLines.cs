using System.Text.RegularExpressions;

namespace WebChatBridge.Promises.Tests;

/// <summary>What the server's log complains of.</summary>
internal static partial class LogLines
{
    /// <summary>Lines of errors, and of a process that dies.</summary>
    public static IEnumerable<string> Errors(IEnumerable<string> output) => output.Where(static line => Complaint().IsMatch(line));

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\.\d{3} (error|fatal) |^Unhandled exception|^Out of memory|^\s+at \w+(\.\w+)+\(")]
    private static partial Regex Complaint();
}
