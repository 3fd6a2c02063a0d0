using System.CommandLine;
using BenchmarkDotNet.Running;

namespace WebChatBridge.Benchmarks;

/// <summary><c>micro</c>: BenchmarkDotNet, with its own arguments behind <c>--</c>.</summary>
internal static class MicroCommand
{
    public static Command Build()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "BenchmarkDotNet's: --filter '*Dialect*', --job short, --list flat" };
        var command = new Command("micro", "Measures parts of the relay one by one.") { arguments };
        command.SetAction(parsed =>
        {
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(parsed.GetValue(arguments) ?? []);
            return summaries.All(static summary => !summary.HasCriticalValidationErrors) ? 0 : 1;
        });
        return command;
    }
}
