using System.Globalization;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>The samples as small multiples, one panel for each measure, from zero, readable on white and on black.</summary>
internal static class SvgPlot
{
    private const int Columns = 2;
    private const int Width = 420;
    private const int Height = 120;
    private const int Gap = 20;
    private const int Head = 30;
    private const int Foot = 18;

    public static string Draw(IReadOnlyList<Sample> samples, IReadOnlyList<Measure> measures)
    {
        var rows = (measures.Count + Columns - 1) / Columns;
        var (width, height) = ((Columns * (Width + Gap)) + Gap, (rows * (Height + Gap)) + Gap);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="The server over {samples[^1].Minutes:0} minutes of load">
            <style>
              text {"{"} font: 12px system-ui, sans-serif; fill: #24292f {"}"}
              .name {"{"} font-weight: 600 {"}"}
              .axis {"{"} stroke: #8c959f; stroke-width: 1; fill: none {"}"}
              .half {"{"} stroke: #8c959f; stroke-width: 1; stroke-dasharray: 3 3 {"}"}
              .line {"{"} stroke: #0969da; stroke-width: 1.5; fill: none {"}"}
              .dim {"{"} fill: #57606a {"}"}
              @media (prefers-color-scheme: dark) {"{"}
                text {"{"} fill: #e6edf3 {"}"} .dim {"{"} fill: #9da7b1 {"}"} .line {"{"} stroke: #58a6ff {"}"} .axis, .half {"{"} stroke: #6e7681 {"}"}
              {"}"}
            </style>

            """);
        for (var i = 0; i < measures.Count; i++)
        {
            Panel(svg, samples, measures[i], Gap + (i % Columns * (Width + Gap)), Gap + (i / Columns * (Height + Gap)));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, IReadOnlyList<Sample> samples, Measure measure, int left, int top)
    {
        var values = samples.Select(sample => sample.Values[measure.Name]).ToList();
        var highest = Math.Max(values.Max() * 1.1, 1e-9);
        var minutes = samples[^1].Minutes;
        var (bottom, room) = (top + Height - Foot, Height - Head - Foot);
        double X(double minute) => left + (minute / minutes * Width);
        double Y(double value) => bottom - (value / highest * room);
        var points = string.Join(' ', samples.Select((sample, i) => Number(X(sample.Minutes)) + "," + Number(Y(values[i]))));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text class="name" x="{left}" y="{top + 12}">{measure.Name}</text>
            <text class="dim" x="{left + Width}" y="{top + 12}" text-anchor="end">{Value(values.Min())} to {$"{Value(values.Max())} {measure.Unit}".TrimEnd()}, at the end {Value(values[^1])}</text>
            <path class="axis" d="M{left},{top + Head - 8}V{bottom}H{left + Width}"/>
            <path class="half" d="M{Number(X(minutes / 2))},{top + Head - 8}V{bottom}"/>
            <polyline class="line" points="{points}"/>
            <text class="dim" x="{left}" y="{bottom + 14}">0</text>
            <text class="dim" x="{left + Width}" y="{bottom + 14}" text-anchor="end">{minutes:0} min</text>

            """);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Value(double value) => value.ToString(value < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
}
