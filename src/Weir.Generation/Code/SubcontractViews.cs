using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>The files of the subcontracts: one part of the node's base class each, and its tests. What a contract does not have is not there.</summary>
internal sealed class SubcontractViews(Contract contract, PackageNames names, ClrTypes types)
{
    private const int MostForbidden = 20;

    /// <summary>The code.</summary>
    public IEnumerable<CodePart> Sources
    {
        get
        {
            if (contract.StateMachine is { } machine)
            {
                yield return new($"{names.State}.g.cs", "node/states", StatesOf(machine));
                yield return Part("Machines", "node/machine", new { names.Namespace, Names = names });
            }

            if (contract.Routes.Count > 0)
            {
                yield return Part("Router", "node/router", Router);
            }

            if (contract.Aggregation is { } aggregation)
            {
                yield return Part("Window", "node/window", WindowOf(aggregation));
            }

            if (contract.TrackedState is { } state)
            {
                yield return new($"{names.TrackedState}.g.cs", "node/tracked", TrackedOf(state));
                yield return Part("States", "node/store", TrackedOf(state));
            }

            if (contract.Events is { } events)
            {
                yield return Part("Events", "node/events", EventsOf(events));
            }
        }
    }

    /// <summary>The tests.</summary>
    public IEnumerable<CodePart> Tests
    {
        get
        {
            if (contract.StateMachine is { } machine)
            {
                yield return Test("Machine", "tests/machine", MachineTests(machine));
            }

            if (contract.Routes.Count > 0)
            {
                yield return Test("Router", "tests/router", Router);
            }

            if (contract.Aggregation is { } aggregation)
            {
                yield return Test("Window", "tests/window", WindowOf(aggregation));
            }

            if (contract.TrackedState is { } state)
            {
                yield return Test("States", "tests/store", TrackedOf(state));
            }

            if (contract.Events is { } events)
            {
                yield return Test("Events", "tests/events", EventsOf(events));
            }
        }
    }

    private object Router => new
    {
        Names = names,
        names.Namespace,
        Strategy = contract.RoutingStrategy.ToString(),
        Routes = CSharpText.Literal(contract.Routes),
        First = CSharpText.Literal(contract.Routes[0]),
        ByKey = contract.RoutingStrategy is RoutingStrategy.Hash or RoutingStrategy.Name,
        IsName = contract.RoutingStrategy == RoutingStrategy.Name,
        IsRoundRobin = contract.RoutingStrategy == RoutingStrategy.RoundRobin,
        IsFirst = contract.RoutingStrategy == RoutingStrategy.First,
    };

    private object StatesOf(ContractStateMachine machine) => new
    {
        Names = names,
        names.Namespace,
        Initial = machine.States[0].Name,
        States = machine.States.Select(static state => new
        {
            state.Name,
            Literal = CSharpText.Literal(state.Value),
            Doc = CSharpText.Summary(state.Value, 1),
        }).ToArray(),
        Transitions = machine.Transitions.Select(transition => new
        {
            From = StateName(machine, transition.From),
            To = StateName(machine, transition.To),
        }).ToArray(),
    };

    private object MachineTests(ContractStateMachine machine)
    {
        var allowed = machine.Transitions.Select(static one => (one.From, one.To)).ToHashSet();
        var forbidden = (from a in machine.States
                         from b in machine.States
                         where !allowed.Contains((a.Value, b.Value))
                         select new { From = a.Name, To = b.Name }).Take(MostForbidden).ToArray();
        return new
        {
            Names = names,
            names.Namespace,
            Allowed = machine.Transitions.Select(one => new { From = StateName(machine, one.From), To = StateName(machine, one.To) }).ToArray(),
            HasAllowed = machine.Transitions.Count > 0,
            Forbidden = forbidden,
            HasForbidden = forbidden.Length > 0,
        };
    }

    private object WindowOf(ContractAggregation aggregation) => new
    {
        Names = names,
        names.Namespace,
        Type = aggregation.Type.ToString(),
        Size = CSharpText.Literal(aggregation.Window),
        IsList = aggregation.Type == AggregationType.List,
        Expected = Expected(aggregation.Type),
    };

    private object TrackedOf(ContractTrackedState state) => new
    {
        Names = names,
        names.Namespace,
        Persistence = CSharpText.Literal(state.Persistence),
        IsMemory = state.Persistence == "memory",
        Fields = Naming.ToMembers(state.Names, names.TrackedState).Select(field => new
        {
            field.Name,
            Json = CSharpText.Literal(field.Value),
            Doc = CSharpText.Summary(FieldOf(field.Value)?.Description is { Length: > 0 } description ? description : $"What is kept as {field.Value}.", 1),
            Type = types.InFull(FieldOf(field.Value)?.Type ?? new JsonSchema()) + "?",
        }).ToArray(),
    };

    private object EventsOf(ContractEvents events) => new
    {
        Names = names,
        names.Namespace,
        Consumed = CSharpText.Literal(events.Consumed),
        Produced = CSharpText.Literal(events.Produced),
        FirstConsumed = events.Consumed.Count == 0 ? null : CSharpText.Literal(events.Consumed[0]),
        FirstProduced = events.Produced.Count == 0 ? null : CSharpText.Literal(events.Produced[0]),
        Unknown = CSharpText.Literal(Unlike([.. events.Consumed, .. events.Produced])),
    };

    /// <summary>A name that is none of these.</summary>
    public static string Unlike(IReadOnlyList<string> events)
    {
        var name = "no such event";
        while (events.Contains(name))
        {
            name += "!";
        }

        return name;
    }

    // Of the values 4, 9 and 2, in this order.
    private static string Expected(AggregationType type) => type switch
    {
        AggregationType.Sum => "15m",
        AggregationType.Count => "3m",
        AggregationType.Average => "5m",
        AggregationType.Minimum or AggregationType.Last => "2m",
        AggregationType.Maximum => "9m",
        AggregationType.First => "4m",
        _ => "null",
    };

    // What is kept is what comes out under that name, or goes in.
    private RecordField? FieldOf(string name) => ((string[])["OutputState", "InputState"])
        .Select(state => contract.Types.OfType<RecordType>().FirstOrDefault(type => type.Name == state)?.Fields.FirstOrDefault(field => field.JsonName == name))
        .FirstOrDefault(static field => field is not null);

    private static string StateName(ContractStateMachine machine, string value) =>
        machine.States.First(state => string.Equals(state.Value, value, StringComparison.Ordinal)).Name;

    private CodePart Part(string name, string template, object view) => new($"{names.NodeBase}.{name}.g.cs", template, view);

    private CodePart Test(string name, string template, object view) => new($"{names.Node}{name}Tests.g.cs", template, view);
}
