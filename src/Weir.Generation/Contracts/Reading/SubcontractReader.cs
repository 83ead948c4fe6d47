using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>subcontracts</c>.</summary>
internal sealed class SubcontractReader(ContractContext context)
{
    private static readonly string[] Persistences = ["memory", "redis", "postgres"];

    public ContractStateMachine? StateMachine { get; private set; }

    public IReadOnlyList<string> Routes { get; private set; } = [];

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
            events.Sequence("consumed_events");
            events.Sequence("produced_events");
            NoteAndFinish(events);
        }
        if (subcontracts.Fields("fsm") is { } machine)
        {
            ReadMachine(machine);
        }
        if (subcontracts.Fields("aggregation") is { } aggregation)
        {
            aggregation.Text("aggregation_type");
            aggregation.WholeNumber("window_size_ms", 1, int.MaxValue);
            NoteAndFinish(aggregation);
        }
        if (subcontracts.Fields("state_management") is { } state)
        {
            state.Word("persistence", Persistences);
            state.Find("tracked_state");
            NoteAndFinish(state);
        }
        if (subcontracts.Fields("routing") is { } routing)
        {
            ReadRouting(routing);
        }
        subcontracts.Finish();
    }

    private void NoteAndFinish(YamlFields fields)
    {
        context.NoteAll(fields.Name, fields.Map);
        fields.Finish();
    }

    private void ReadRouting(YamlFields routing)
    {
        routing.Text("routing_strategy");
        context.Note("routing", routing.Find("routing_strategy"));
        Routes = Distinct(routing.Texts("routes"), "route");
        routing.Finish();
    }

    private void ReadMachine(YamlFields machine)
    {
        var list = machine.Require("states") is null ? null : machine.Sequence("states");
        var states = list is null ? [] : Distinct(machine.Texts("states"), "state");
        if (list is { Items.Count: 0 })
        {
            context.Bag.Error(YamlCodes.OutOfRange, list.Position, "'states' of fsm must have at least one state, and it is empty.");
        }
        var known = states.ToHashSet(StringComparer.Ordinal);
        var transitions = new List<StateTransition>();
        var seen = new HashSet<StateTransition>();
        foreach (var item in machine.Sequence("transitions")?.Items ?? [])
        {
            if (ReadTransition(item, known) is not { } transition)
            {
                continue;
            }
            if (!seen.Add(transition))
            {
                context.Bag.Warning(ContractCodes.RepeatedTransition, item.Position, $"The transition from {DiagnosticText.Quote(transition.From)} to {DiagnosticText.Quote(transition.To)} stands twice; once is enough.");
                continue;
            }
            transitions.Add(transition);
        }
        machine.Finish();
        StateMachine = new ContractStateMachine(Naming.ToEnumMembers(states), transitions);
    }

    private StateTransition? ReadTransition(YamlNode item, HashSet<string> states)
    {
        if (item is not YamlSequence { Items: [YamlScalar { Kind: YamlScalarKind.Text } from, YamlScalar { Kind: YamlScalarKind.Text } to] })
        {
            context.Bag.Error(ContractCodes.TransitionForm, item.Position, "A transition is a list of two states, [from, to].");
            return null;
        }
        var known = true;
        foreach (var state in new[] { from, to }.Where(state => !states.Contains(state.Text)))
        {
            known = false;
            context.Bag.Error(ContractCodes.UnknownState, state.Position, $"There is no state {DiagnosticText.Quote(state.Text)}{context.Bag.Suggestion(state.Text, states)}");
        }
        return known ? new StateTransition(from.Text, to.Text) : null;
    }

    private List<string> Distinct(IReadOnlyList<YamlScalar> names, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !seen.Add(name.Text)))
        {
            context.Bag.Error(YamlCodes.ListedTwice, name.Position, $"The {what} {DiagnosticText.Quote(name.Text)} is listed twice.");
        }
        return names.Select(name => name.Text).Distinct(StringComparer.Ordinal).ToList();
    }
}
