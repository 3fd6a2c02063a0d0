using System.CommandLine;
using WebChatBridge.Benchmarks;

var root = new RootCommand("Measures WebChatBridge: docs/performance.md says what, and how to repeat it.")
{
    new RunCommand().Build(),
    new LoadCommand().Build(),
    new SoakCommand().Build(),
    MicroCommand.Build(),
    CopyCommand.Build(),
    new WatchedCommand().Build(),
};
return await root.Parse(args).InvokeAsync();
