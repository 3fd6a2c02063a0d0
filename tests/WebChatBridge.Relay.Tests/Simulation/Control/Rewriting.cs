using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// Makes the relay that is simulated out of the one that is shipped: in the compiled program, continuations come back to the
/// scheduler they left (<c>ConfigureAwait(false)</c> becomes <c>true</c>), and the few calls that would hand work to the thread
/// pool go to <see cref="Controlled"/>. Nothing else is touched, and the shipped program knows nothing of it.
/// </summary>
internal static class Rewriting
{
    // Whatever schedules by itself. A call of one of these that Controlled does not know is refused, not overlooked.
    private static readonly HashSet<(string Type, string Method)> Schedules =
    [
        .. Of("System.Threading.ThreadPool", "UnsafeQueueUserWorkItem", "QueueUserWorkItem", "RegisterWaitForSingleObject"),
        .. Of("System.Threading.Tasks.Task", "Run", "WhenAny", "WhenAll", "WhenEach", "ContinueWith", "WaitAsync", "Wait", "WaitAll", "WaitAny", "Start"),
        .. Of("System.Threading.Tasks.Task`1", "ContinueWith", "WaitAsync"),
        .. Of("System.Threading.Tasks.TaskFactory", "StartNew"),
        .. Of("System.Threading.Tasks.Parallel", "For", "ForEach", "ForEachAsync", "Invoke"),
        .. Of("System.Threading.CancellationTokenSource", "CancelAsync", "CancelAfter"),
        .. Of("System.Threading.Thread", ".ctor", "Sleep"),
        .. Of("System.Threading.Timer", ".ctor"),
        .. Of("Microsoft.Extensions.Hosting.BackgroundService", "StartAsync", "StopAsync"),
    ];

    /// <summary>The program made from the one in this file, with its symbols.</summary>
    public static (byte[] Program, byte[] Symbols, int Changed) Rewrite(string path)
    {
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { ReadSymbols = true });
        var controlled = typeof(Controlled).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(module.ImportReference).ToList();
        var changed = 0;
        foreach (var body in module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody && !IsOfTheSystem(method)).Select(static method => method.Body))
        {
            foreach (var call in body.Instructions.Where(static code => code.Operand is MethodReference))
            {
                changed += Change(call, (MethodReference)call.Operand, controlled) ? 1 : 0;
            }
        }

        using var program = new MemoryStream();
        using var symbols = new MemoryStream();
        module.Write(program, new WriterParameters { WriteSymbols = true, SymbolStream = symbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return (program.ToArray(), symbols.ToArray(), changed);
    }

    private static IEnumerable<(string Type, string Method)> Of(string type, params string[] methods) => methods.Select(method => (type, method));

    // A poller begins a thread; only real ports make one, and the simulation has its network in place of those.
    private static bool IsOfTheSystem(MethodDefinition method) => method is { IsConstructor: true, DeclaringType.Name: nameof(Poller) };

    private static bool Change(Instruction call, MethodReference what, List<MethodReference> controlled)
    {
        if (what.Name == "ConfigureAwait")
        {
            ComeBack(call.Previous);
            return true;
        }

        var method = what.GetElementMethod();
        if (!Schedules.Contains((method.DeclaringType.GetElementType().FullName, method.Name)))
        {
            return false;
        }

        // A method of a generic type becomes a generic method.
        TypeReference[] arguments =
        [
            .. (what.DeclaringType as GenericInstanceType)?.GenericArguments ?? [],
            .. (what as GenericInstanceMethod)?.GenericArguments ?? [],
        ];
        string[] wanted =
        [
            .. method.HasThis ? [what.DeclaringType.GetElementType().FullName] : Array.Empty<string>(),
            .. method.Parameters.Select(TypeOf),
        ];
        var found = controlled.Find(known => known.Name == method.Name && known.GenericParameters.Count == arguments.Length
                && known.Parameters.Select(TypeOf).SequenceEqual(wanted))
            ?? throw new InvalidOperationException($"The simulation does not know {what.FullName}; say in {nameof(Controlled)} what it does there.");
        if (arguments.Length > 0)
        {
            var instance = new GenericInstanceMethod(found);
            Array.ForEach(arguments, instance.GenericArguments.Add);
            found = instance;
        }

        call.OpCode = OpCodes.Call;
        call.Operand = found;
        return true;
    }

    // The argument is a constant: false or true, or options, of which 1 is "come back". As long as before, or jumps would miss.
    private static void ComeBack(Instruction argument) => argument.OpCode = argument.OpCode.Code switch
    {
        Code.Ldc_I4_0 or Code.Ldc_I4_1 => OpCodes.Ldc_I4_1,
        Code.Ldc_I4_2 or Code.Ldc_I4_3 => OpCodes.Ldc_I4_3,
        _ => throw new InvalidOperationException($"ConfigureAwait is given something that the simulation does not know: {argument}."),
    };

    private static string TypeOf(ParameterDefinition parameter) => parameter.ParameterType.ContainsGenericParameter
        ? parameter.ParameterType.GetElementType().FullName
        : parameter.ParameterType.FullName;
}
