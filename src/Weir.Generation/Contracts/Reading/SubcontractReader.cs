using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>subcontracts</c>.</summary>
internal sealed class SubcontractReader(ContractContext context)
{
    private const long DefaultWindow = 60_000;

    private static readonly string[] Persistences = ["memory", "redis", "postgres"];

    private static readonly Dictionary<string, RoutingStrategy> Strategies = new(StringComparer.Ordinal)
    {
        ["round_robin"] = RoutingStrategy.RoundRobin,
        ["random"] = RoutingStrategy.Random,
        ["hash"] = RoutingStrategy.Hash,
        ["first"] = RoutingStrategy.First,
        ["name"] = RoutingStrategy.Name,
    };

    private static readonly Dictionary<string, AggregationType> Aggregations = new(StringComparer.Ordinal)
    {
        ["sum"] = AggregationType.Sum,
        ["count"] = AggregationType.Count,
        ["avg"] = AggregationType.Average,
        ["min"] = AggregationType.Minimum,
        ["max"] = AggregationType.Maximum,
        ["first"] = AggregationType.First,
        ["last"] = AggregationType.Last,
        ["list"] = AggregationType.List,
    };

    public ContractStateMachine? StateMachine { get; private set; }

    public IReadOnlyList<string> Routes { get; private set; } = [];

    public RoutingStrategy Strategy { get; private set; } = RoutingStrategy.RoundRobin;

    public ContractAggregation? Aggregation { get; private set; }

    public ContractTrackedState? TrackedState { get; private set; }

    public ContractEvents? Events { get; private set; }

    /// <summary>The operations of the effect: names or maps, which the reader of operations reads.</summary>
    public IReadOnlyList<YamlNode> Operations { get; private set; } = [];

    public void Read(YamlFields contract)
    {
        if (contract.Fields("subcontracts") is not { } subcontracts)
        {
            return;
        }
        if (subcontracts.Fields("effect") is { } effect)
        {
            Operations = effect.Sequence("operations")?.Items ?? [];
            effect.Finish();
        }
        if (subcontracts.Fields("event_type") is { } events)
        {
            ReadEvents(events);
        }
        if (subcontracts.Fields("fsm") is { } machine)
        {
            StateMachine = new MachineReader(context).Read(machine);
        }
        if (subcontracts.Fields("aggregation") is { } aggregation)
        {
            ReadAggregation(aggregation);
        }
        if (subcontracts.Fields("state_management") is { } state)
        {
            ReadState(state);
        }
        if (subcontracts.Fields("routing") is { } routing)
        {
            ReadRouting(routing);
        }
        subcontracts.Finish();
    }

    private void ReadEvents(YamlFields events)
    {
        Events = new ContractEvents(context.Distinct(events.Texts("consumed_events"), "consumed event"), context.Distinct(events.Texts("produced_events"), "produced event"));
        if (Events is { Consumed.Count: 0, Produced.Count: 0 })
        {
            context.NoEffect("subcontracts.event_type", events.Position, "it names no event; list some in consumed_events or produced_events");
            Events = null;
        }
        NoteAndFinish(events);
    }

    private void ReadAggregation(YamlFields aggregation)
    {
        var word = aggregation.Text("aggregation_type");
        var type = AggregationType.Sum;
        if (word is not null && !Aggregations.TryGetValue(word.Text, out type))
        {
            context.Bag.Error(ContractCodes.UnknownAggregation, word.Position,
                $"There is no aggregation {DiagnosticText.Quote(word.Text)}{context.Bag.Suggestion(word.Text, Aggregations.Keys)} There are {string.Join(", ", Aggregations.Keys)}.");
        }
        Aggregation = new ContractAggregation(type, TimeSpan.FromMilliseconds(aggregation.WholeNumber("window_size_ms", 1, int.MaxValue) ?? DefaultWindow));
        NoteAndFinish(aggregation);
    }

    private void ReadState(YamlFields state)
    {
        var persistence = state.Word("persistence", Persistences) ?? Persistences[0];
        var names = context.Distinct(TrackedNames(state), "tracked state");
        if (names.Count > 0)
        {
            TrackedState = new ContractTrackedState(persistence, names);
        }
        else
        {
            context.NoEffect("subcontracts.state_management", state.Position, "it tracks nothing; name what is kept in tracked_state");
        }
        NoteAndFinish(state);
    }

    // A name, a list of names, or a map whose keys are the names.
    private static IEnumerable<YamlScalar> TrackedNames(YamlFields state) => state.Find("tracked_state")?.Value switch
    {
        null => [],
        YamlScalar { Kind: YamlScalarKind.Text } name => [name],
        YamlMapping map => map.Entries.Select(static entry => entry.Key),
        _ => state.Texts("tracked_state"),
    };

    private void ReadRouting(YamlFields routing)
    {
        var word = routing.Text("routing_strategy");
        context.Note("routing", routing.Find("routing_strategy"));
        Routes = context.Distinct(routing.Texts("routes"), "route");
        if (word is not null && !Strategies.ContainsKey(word.Text))
        {
            context.Bag.Warning(ContractCodes.UnknownStrategy, word.Position,
                $"The routing strategy {DiagnosticText.Quote(word.Text)} is not known, and round_robin is taken{context.Bag.Suggestion(word.Text, Strategies.Keys)}");
        }
        else if (word is not null && Routes.Count == 0)
        {
            context.NoEffect("subcontracts.routing.routing_strategy", word.Position, "there are no routes; list them in routes");
        }
        Strategy = word is null ? RoutingStrategy.RoundRobin : Strategies.GetValueOrDefault(word.Text, RoutingStrategy.RoundRobin);
        routing.Finish();
    }

    private void NoteAndFinish(YamlFields fields)
    {
        context.NoteAll(fields.Name, fields.Map);
        fields.Finish();
    }
}
