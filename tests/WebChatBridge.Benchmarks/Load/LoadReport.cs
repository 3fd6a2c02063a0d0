using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebChatBridge.Benchmarks;

/// <summary>A result for a program, or for a person.</summary>
internal static class LoadReport
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Json(LoadResult result) => JsonSerializer.Serialize(result, Spelling);

    public static LoadResult Parse(string json) => JsonSerializer.Deserialize<LoadResult>(json, Spelling)!;

    public static string Text(LoadResult result)
    {
        var text = new StringBuilder();
        Row("status", result.First is { } first ? $"{result.Status}: {first}" : result.Status);
        Row("connections", $"{result.Connections:N0} {result.Dialect}, {result.ConnectsPerSecond:N0}/s");
        Row("deliveries", $"{result.DeliveriesPerSecond:N0}/s of {result.MessagesPerSecond:N0} messages/s, {result.Seconds:0.0} s");
        Row("CPU of a delivery", $"server {(result.ServerCpuPerDelivery is { } cpu ? $"{cpu:0.000} µs" : "not measured")}, "
            + $"generator {result.OwnCpuPerDelivery:0.000} µs, others {result.OtherCores:0.00} cores");
        Row("latency", $"p50 {result.P50:N0} µs, p90 {result.P90:N0}, p99 {result.P99:N0}, p99.9 {result.P999:N0}, most {result.Max:N0}");
        Row("checked", $"{result.Delivered:N0} whole and in order; lost {result.Lost:N0}, duplicate {result.Duplicate:N0}, "
            + $"out of order {result.OutOfOrder:N0}, corrupt {result.Corrupt:N0}, connections broken {result.Closed:N0}");
        if (result.ServerRss is { } rss)
        {
            Row("memory", $"{rss / 1_048_576.0:N0} MiB{(result.RssPerIdle is { } each ? $", {each / 1_024:0.0} KiB for each idle connection, {result.IdleCores:0.000} cores for all" : "")}");
        }

        if (result.StoppedClosedAfter is { } after)
        {
            Row("stopped reader", $"closed after {after:0.0} s");
        }

        return text.ToString().TrimEnd();

        void Row(string name, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"{name,-18} {value}\n");
    }
}
