using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>How a body ends: what it gives back, and what is known then; no state where it always throws.</summary>
internal readonly record struct FlowExit(Value Result, TaintState? State);

/// <summary>The fixed point of one flow graph.</summary>
internal sealed class FlowAnalysis(TaintAnalysis analysis, ControlFlowGraph graph, SyntaxNode body, IMethodSymbol? method, int depth)
{
    private readonly Dictionary<CaptureId, Place?> _origins = [];

    private readonly TaintState?[] _inputs = new TaintState?[graph.Blocks.Length];

    private readonly SortedSet<int> _pending = [];

    private Value? _result;

    public TaintAnalysis Analysis { get; } = analysis;

    public ControlFlowGraph Graph { get; } = graph;

    /// <summary>The member as it is written.</summary>
    public SyntaxNode Body { get; } = body;

    public IMethodSymbol? Method { get; } = method;

    /// <summary>How many calls lead here.</summary>
    public int Depth { get; } = depth;

    public FlowExit Run(TaintState start)
    {
        Enter(Graph.Blocks[0], start);
        while (_pending.Count > 0)
        {
            var ordinal = _pending.Min;
            _pending.Remove(ordinal);
            var block = Graph.Blocks[ordinal];
            if (!Analysis.TrySpend(1 + block.Operations.Length + (_inputs[ordinal]!.Count / 4)))
            {
                break;
            }

            Visit(block, _inputs[ordinal]!.Copy());
        }

        return new FlowExit(_result ?? Value.Clean, _inputs[^1]);
    }

    /// <summary>What a lambda does when it is called here, with parameters of these dangers.</summary>
    public FlowExit RunLambda(IFlowAnonymousFunctionOperation lambda, TaintState state, Dangers input)
    {
        var start = state.Copy();
        foreach (var parameter in lambda.Symbol.Parameters)
        {
            start.Set(new Place(parameter), Carriers.CanCarry(parameter.Type) ? new Value(input) : Value.Clean);
        }

        return RunInside(Graph.GetAnonymousFunctionControlFlowGraph(lambda, Analysis.Scan.CancellationToken), lambda.Symbol, start, state);
    }

    /// <summary>What a local function does when it is called here.</summary>
    public FlowExit RunLocal(IMethodSymbol function, TaintState state, IReadOnlyList<Value> arguments)
    {
        var start = state.Copy();
        foreach (var (parameter, value) in function.Parameters.Zip(arguments))
        {
            start.Set(new Place(parameter), value);
        }

        return RunInside(Graph.GetLocalFunctionControlFlowGraphInScope(function, Analysis.Scan.CancellationToken), function, start, state);
    }

    /// <summary>The place whose value a capture of the graph holds, where it is always the same one.</summary>
    public Place? OriginOf(CaptureId capture) => _origins.GetValueOrDefault(capture);

    public void Remember(CaptureId capture, Place? origin)
    {
        if (!_origins.TryAdd(capture, origin) && _origins[capture] != origin)
        {
            _origins[capture] = null;
        }
    }

    public void Return(Value value, TaintState state)
    {
        var result = value with { Facts = Facts.Under(value.Facts, state.Cleared) };
        _result = _result?.Join(result) ?? result;
    }

    private FlowExit RunInside(ControlFlowGraph inner, IMethodSymbol function, TaintState start, TaintState state)
    {
        if (Depth >= 6)
        {
            return new FlowExit(Value.Clean, start);
        }

        var exit = new FlowAnalysis(Analysis, inner, Body, function, Depth + 1).Run(start);
        if (exit.State is { } end)
        {
            var known = state.Cleared;
            state.Join(end);
            state.Restore(known);
        }

        return exit;
    }

    private void Visit(BasicBlock block, TaintState state)
    {
        var evaluator = new Evaluator(this, state);
        Interrupt(block, _inputs[block.Ordinal]!);
        foreach (var operation in block.Operations)
        {
            evaluator.Evaluate(operation);
            if (state.IsDead)
            {
                return;
            }
        }

        var value = evaluator.Evaluate(block.BranchValue);
        Interrupt(block, state);
        if (state.IsDead)
        {
            return;
        }

        if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
        {
            Return(value, state);
        }

        if (block.ConditionalSuccessor is { } conditional)
        {
            var isTakenWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            Follow(conditional, Under(state, value.Facts, isTakenWhenTrue));
            Follow(block.FallThroughSuccessor, Under(state, value.Facts, !isTakenWhenTrue));
        }
        else
        {
            Follow(block.FallThroughSuccessor, state);
        }
    }

    // Null where the condition cannot be so.
    private static TaintState? Under(TaintState state, Facts? facts, bool isTrue)
    {
        if (facts is null)
        {
            return state;
        }

        if (isTrue ? facts.IsNeverTrue : facts.IsNeverFalse)
        {
            return null;
        }

        var branch = state.Copy();
        branch.Clear(isTrue ? facts.WhenTrue : facts.WhenFalse);
        return branch;
    }

    private void Follow(ControlFlowBranch? branch, TaintState? state)
    {
        if (branch is null || state is null)
        {
            return;
        }

        foreach (var region in branch.FinallyRegions)
        {
            Enter(Graph.Blocks[region.FirstBlockOrdinal], state);
        }

        if (branch.Destination is { } destination)
        {
            Enter(destination, state);
        }
    }

    // What is thrown in a try goes on in its handlers with what is known anywhere in it.
    private void Interrupt(BasicBlock block, TaintState state)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole)
            {
                continue;
            }

            foreach (var handler in whole.NestedRegions)
            {
                if (handler != region)
                {
                    Enter(Graph.Blocks[handler.FirstBlockOrdinal], state);
                }
            }
        }
    }

    private void Enter(BasicBlock block, TaintState state)
    {
        ref var input = ref _inputs[block.Ordinal];
        if (input is null)
        {
            input = state.Copy();
            _pending.Add(block.Ordinal);
        }
        else if (input.Join(state))
        {
            _pending.Add(block.Ordinal);
        }
    }
}
