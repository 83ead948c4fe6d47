using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

// Calls of methods and constructors.
internal sealed partial class Evaluator
{
    private static readonly HashSet<string> Projections =
        ["Select", "SelectMany", "ConvertAll", "Convert", "Run", "Aggregate", "Zip", "Invoke", "GetOrAdd", "ToDictionary", "ToLookup", "Join", "GroupJoin", "CountBy", "AggregateBy", "StartNew", "ContinueWith", "Map"];

    private static readonly HashSet<string> Lookups =
        ["TryGetValue", "GetValueOrDefault", "GetValue", "Find", "FindAll", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Where", "ElementAt", "Skip", "Take", "OrderBy", "OrderByDescending", "ThenBy", "TakeWhile", "SkipWhile", "DistinctBy", "GroupBy", "MinBy", "MaxBy"];

    private static readonly string[] Mutators = ["Append", "Add", "Insert", "Push", "Enqueue", "Set", "Write", "Union", "TryAdd", "Prepend", "Replace", "Copy"];

    private static readonly HashSet<string> Readers = ["File", "Directory", "HttpClient", "Process", "DbCommand", "DbConnection", "Assembly", "Activator"];

    /// <summary>An argument, evaluated; of a lambda only once what it is given is known.</summary>
    private sealed class Argument(IParameterSymbol? parameter, IOperation operation)
    {
        public IParameterSymbol? Parameter { get; } = parameter;

        public IOperation Operation { get; } = operation;

        public Value Value { get; set; }

        public bool IsDelegate => Parameter?.Type.TypeKind == TypeKind.Delegate || Operation.Type?.TypeKind == TypeKind.Delegate || Operation is IDelegateCreationOperation;
    }

    private Value Call(IInvocationOperation call)
    {
        var receiver = Evaluate(call.Instance);
        var arguments = Arguments(call.Arguments);
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return new Value(All(receiver, arguments));
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return CallLocal(method, arguments);
        }

        var summary = Summarize(method, arguments);
        var sunk = CheckSinks(method, arguments, call, summary);
        CheckArgumentList(call, arguments);
        if (Sources.IsSource(method))
        {
            return new Value(Dangers.Text);
        }

        return summary is not null ? Use(summary, method, receiver, arguments) : CallPlatform(call, receiver, arguments, sunk);
    }

    private List<Argument> Arguments(IEnumerable<IArgumentOperation> operations)
    {
        var arguments = operations.Select(static one => new Argument(one.Parameter, one.Value)).ToList();
        foreach (var argument in arguments.Where(static one => !one.IsDelegate))
        {
            argument.Value = Evaluate(argument.Operation);
        }

        return arguments;
    }

    private static Dangers All(Value receiver, List<Argument> arguments) =>
        arguments.Where(static one => !one.IsDelegate).Aggregate(receiver.Dangers, static (dangers, one) => dangers | one.Value.Dangers);

    private static Value[] ByParameter(IMethodSymbol method, List<Argument> arguments) =>
        [.. method.Parameters.Select(parameter => arguments.Find(one => one.Parameter?.Ordinal == parameter.Ordinal)?.Value.Alone ?? Value.Clean)];

    private Value CallLocal(IMethodSymbol function, List<Argument> arguments)
    {
        var exit = flow.RunLocal(function, state, ByParameter(function, arguments));
        state.IsDead |= exit.State is null && !Analysis.IsSpent;
        ClearArguments(function, arguments, exit.State?.Cleared);
        return exit.Result with { Facts = Translate(exit.Result.Facts, function, arguments) };
    }

    private Summary? Summarize(IMethodSymbol method, List<Argument> arguments)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract)
        {
            return null;
        }

        foreach (var argument in arguments.Where(static one => one.IsDelegate))
        {
            argument.Value = new Value(RunDelegate(argument.Operation, Dangers.None).Dangers);
        }

        return Analysis.Summarize(method, ByParameter(method, arguments), flow.Depth);
    }

    private Value Use(Summary summary, IMethodSymbol method, Value receiver, List<Argument> arguments)
    {
        state.IsDead |= !summary.Returns;
        ClearArguments(method, arguments, summary.Cleared);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
            {
                Assign(argument.Operation, new Value(summary.Outputs.GetValueOrDefault(parameter.OriginalDefinition)), null);
            }
        }

        var own = receiver.IsTainted && !method.IsStatic ? receiver.Dangers : Dangers.None;
        return new Value(summary.Result.Dangers | own, summary.Result.IsFullPath, summary.Result.EndsInSeparator, null, Translate(summary.Result.Facts, method, arguments));
    }

    // What a method says of its parameters is true of what it was given for them.
    private void ClearArguments(IMethodSymbol method, List<Argument> arguments, System.Collections.Immutable.ImmutableDictionary<Place, Dangers>? cleared)
    {
        if (cleared is { IsEmpty: false })
        {
            state.Clear(Translate(cleared, method, arguments));
        }
    }

    private Facts? Translate(Facts? facts, IMethodSymbol method, List<Argument> arguments) =>
        facts is null ? null : facts with { WhenTrue = Translate(facts.WhenTrue, method, arguments), WhenFalse = Translate(facts.WhenFalse, method, arguments) };

    private System.Collections.Immutable.ImmutableDictionary<Place, Dangers> Translate(System.Collections.Immutable.ImmutableDictionary<Place, Dangers> facts, IMethodSymbol method, List<Argument> arguments)
    {
        var builder = System.Collections.Immutable.ImmutableDictionary.CreateBuilder<Place, Dangers>();
        foreach (var (place, dangers) in facts)
        {
            if (place.Root is not IParameterSymbol parameter || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.OriginalDefinition))
            {
                builder[place] = dangers;
            }
            else if (place.Member is null && arguments.Find(one => one.Parameter?.Ordinal == parameter.Ordinal) is { } argument && Places.OfText(argument.Operation, flow) is { } given)
            {
                builder[given] = dangers;
            }
        }

        return builder.ToImmutable();
    }

    private Value CallPlatform(IInvocationOperation call, Value receiver, List<Argument> arguments, Dangers sunk)
    {
        var method = call.TargetMethod;
        var source = method.IsExtensionMethod && arguments.Count > 0 ? arguments[0].Value : receiver;
        var input = All(receiver, arguments);
        var (mapped, facts) = RunDelegates(call, arguments, source.Dangers | input);
        var isKnownBody = method.DeclaringSyntaxReferences.Length > 0 && !method.IsPartialDefinition;

        var result = method switch
        {
            _ when isKnownBody => receiver.Dangers,
            _ when Readers.Contains(method.ContainingType.Name) => method.ReturnType.Name == "Type" && sunk != Dangers.None ? sunk : Dangers.None,
            _ when mapped is { } made && Projections.Contains(method.Name) => made,
            _ when Lookups.Contains(method.Name) || method.Name.StartsWith("Contains", StringComparison.Ordinal) => source.Dangers | Default(arguments),
            _ => input & ~(IsReflection(method) ? Dangers.None : sunk),
        };
        result = Mark(method, call, arguments, result);
        Mutate(call, method, arguments, input);
        Output(arguments, Lookups.Contains(method.Name) ? source.Dangers : input);
        var cleared = Sanitizers.Cleared(method);
        var value = new Value(result & ~cleared, Facts: facts ?? Condition(call, receiver, arguments));
        return Paths(call, arguments, value);
    }

    private static bool IsReflection(IMethodSymbol method) => method.ReturnType.Name == "Type";

    private static Dangers Default(List<Argument> arguments) => arguments.Find(static one => one.Parameter?.Name == "defaultValue")?.Value.Dangers ?? Dangers.None;

    // A type that was found by a name from outside is a danger of another kind than the name.
    private Value Paths(IInvocationOperation call, List<Argument> arguments, Value value)
    {
        if (call.TargetMethod.ReturnType.Name == "Type" && value.IsTainted)
        {
            return value with { Dangers = Dangers.Type };
        }

        if (call.TargetMethod.ContainingType.Name != "Path")
        {
            return value;
        }

        var ends = arguments.Count > 0 && arguments[^1].Value.EndsInSeparator;
        return call.TargetMethod.Name switch
        {
            "GetFullPath" => value with { IsFullPath = true, EndsInSeparator = ends },
            "Combine" or "Join" => value with { EndsInSeparator = ends },
            "GetRelativePath" when arguments.Count == 2 => value with { Relative = Places.Of(arguments[1].Operation, flow) },
            _ => value,
        };
    }

    // Some texts are taken to pieces by a pattern or a filter and put together from what is harmless.
    private static Dangers Mark(IMethodSymbol method, IInvocationOperation call, List<Argument> arguments, Dangers result)
    {
        string? Text(string parameter) => arguments.Find(one => one.Parameter?.Name == parameter)?.Operation.ConstantValue is { HasValue: true, Value: var value } ? value?.ToString() : null;

        return method.Name switch
        {
            "Replace" when method.ContainingType.Name == "Regex" => Text("replacement") is not null && (Text("pattern") ?? KnownPatterns.Of(call.Instance)) is { } pattern && Sanitizers.IsRemover(pattern) ? Dangers.None : result,
            "Replace" when method.ContainingType.SpecialType == SpecialType.System_String && (Text("oldValue") ?? Text("oldChar")) is "/" or "\\" => result & ~Dangers.Path,
            "Where" when arguments.Count == 2 && Tested(arguments[1].Operation) => Dangers.None,
            _ => result,
        };
    }

    private static bool Tested(IOperation operation) =>
        operation is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } && Sanitizers.IsCharacterTest(method);

    private void Mutate(IInvocationOperation call, IMethodSymbol method, List<Argument> arguments, Dangers input)
    {
        if (input != Dangers.None && Mutators.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            Extend(call.Instance ?? (method.IsExtensionMethod ? arguments[0].Operation : null), input);
        }
    }

    private void Output(List<Argument> arguments, Dangers dangers)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                Assign(argument.Operation, new Value(Carriers.CanCarry(argument.Operation.Type) ? dangers : Dangers.None), null);
            }
        }
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments);
        var constructor = creation.Constructor;
        if (constructor is null)
        {
            return new Value(All(Value.Clean, arguments));
        }

        var summary = Summarize(constructor, arguments);
        var sunk = CheckSinks(constructor, arguments, creation, summary);
        if (summary is null)
        {
            foreach (var argument in arguments.Where(static one => one.IsDelegate))
            {
                RunDelegate(argument.Operation, Dangers.None);
            }
        }

        Evaluate(creation.Initializer);
        return new Value(All(Value.Clean, arguments) & ~sunk);
    }
}
