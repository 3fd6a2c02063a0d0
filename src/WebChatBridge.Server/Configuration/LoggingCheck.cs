namespace WebChatBridge.Server;

/// <summary>The levels of the framework's logging: it fails in the middle of the start for one that it does not know.</summary>
internal static class LoggingCheck
{
    private const string Levels = "LogLevel";

    public static IEnumerable<string> Problems(IConfigurationSection logging) => logging.GetChildren()
        .Append(logging)
        .SelectMany(static section => section.GetSection(Levels).AsEnumerable())
        .Where(static level => !string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
        .Select(static level => $"{level.Key} is \"{level.Value}\". Allowed: {string.Join(", ", Enum.GetNames<LogLevel>())}.");
}
