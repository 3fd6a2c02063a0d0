using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

/// <summary>A gibibyte of history must neither delay the start nor a page: no question reads the messages one by one.</summary>
public sealed class SqliteQueryPlanTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> Questions =>
        [SqliteQueries.ForwardSql, SqliteQueries.BackwardSql, SqliteQueries.FirstSql, SqliteQueries.PostsSql, SqliteQueries.LastSql];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Question_Plan_SearchesAnIndexAndSortsNothing(string sql)
    {
        await using var log = new SqliteLog(new HistoryOptions { Path = folder.File("history.db"), MinFreeDiskBytes = 0 }, TimeProvider.System);
        await log.OpenAsync(CancellationToken.None);
        using var connection = SqliteConnections.OpenReader(folder.File("history.db"));
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in new[] { "$room", "$bound", "$limit", "$client" }.Where(name => sql.Contains(name, StringComparison.Ordinal)))
        {
            command.Parameters.AddWithValue(name, 1);
        }

        var plan = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                plan.Add(reader.GetString(3));
            }
        }

        Assert.Contains(plan, step => step.StartsWith("SEARCH m ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN m", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
