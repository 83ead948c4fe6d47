using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>fsm</c>: states and transitions, and warns of states that no run can reach or leave.</summary>
internal sealed class MachineReader(ContractContext context)
{
    public ContractStateMachine Read(YamlFields machine)
    {
        var list = machine.Require("states") is null ? null : machine.Sequence("states");
        var names = list is null ? [] : machine.Texts("states");
        var states = context.Distinct(names, "state");
        if (list is { Items.Count: 0 })
        {
            context.Bag.Error(YamlCodes.OutOfRange, list.Position, "'states' of fsm must have at least one state, and it is empty.");
        }
        var known = states.ToHashSet(StringComparer.Ordinal);
        var transitions = ReadTransitions(machine, known);
        var finals = ReadFinals(machine, known, transitions);
        WarnOfUnreachable(names, states, transitions);
        WarnOfTraps(names, finals, transitions);
        machine.Finish();
        return new ContractStateMachine(Naming.ToEnumMembers(states), transitions);
    }

    private List<StateTransition> ReadTransitions(YamlFields machine, HashSet<string> states)
    {
        var transitions = new List<StateTransition>();
        var seen = new HashSet<StateTransition>();
        foreach (var item in machine.Sequence("transitions")?.Items ?? [])
        {
            if (ReadTransition(item, states) is not { } transition)
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
        return transitions;
    }

    private StateTransition? ReadTransition(YamlNode item, HashSet<string> states)
    {
        if (item is not YamlSequence { Items: [YamlScalar { Kind: YamlScalarKind.Text } from, YamlScalar { Kind: YamlScalarKind.Text } to] })
        {
            context.Bag.Error(ContractCodes.TransitionForm, item.Position, "A transition is a list of two states, [from, to].");
            return null;
        }
        var known = IsKnown(from, states) & IsKnown(to, states);
        return known ? new StateTransition(from.Text, to.Text) : null;
    }

    private bool IsKnown(YamlScalar state, HashSet<string> states)
    {
        if (states.Contains(state.Text))
        {
            return true;
        }
        context.Bag.Error(ContractCodes.UnknownState, state.Position, $"There is no state {DiagnosticText.Quote(state.Text)}{context.Bag.Suggestion(state.Text, states)}");
        return false;
    }

    private HashSet<string> ReadFinals(YamlFields machine, HashSet<string> states, List<StateTransition> transitions)
    {
        var finals = machine.Texts("final_states");
        foreach (var state in finals.Where(state => IsKnown(state, states)))
        {
            if (transitions.Find(one => one.From == state.Text) is { } exit)
            {
                context.Bag.Error(ContractCodes.OptionsDisagree, state.Position,
                    $"{DiagnosticText.Quote(state.Text)} is a final state, and a transition leads from it to {DiagnosticText.Quote(exit.To)}; take one of the two out.");
            }
        }
        return context.Distinct(finals, "final state").ToHashSet(StringComparer.Ordinal);
    }

    private void WarnOfUnreachable(IReadOnlyList<YamlScalar> names, List<string> states, List<StateTransition> transitions)
    {
        var next = transitions.ToLookup(static one => one.From, static one => one.To, StringComparer.Ordinal);
        var reached = states.Take(1).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var to in next[state].Where(reached.Add))
            {
                open.Enqueue(to);
            }
        }
        foreach (var name in names.Where(name => !reached.Contains(name.Text)))
        {
            context.Warn(ContractCodes.UnreachableState, name.Position,
                $"No transitions lead from {DiagnosticText.Quote(states[0])}, the first state, to {DiagnosticText.Quote(name.Text)}; add one, or take the state out.");
        }
    }

    private void WarnOfTraps(IReadOnlyList<YamlScalar> names, HashSet<string> finals, List<StateTransition> transitions)
    {
        var left = transitions.Select(static one => one.From).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !left.Contains(name.Text) && !finals.Contains(name.Text)))
        {
            context.Warn(ContractCodes.StateWithoutExit, name.Position,
                $"No transition leaves {DiagnosticText.Quote(name.Text)}; add one, or list the state in final_states.");
        }
    }
}
