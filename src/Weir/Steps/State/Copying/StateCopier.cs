using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// Copies object graphs. Idea: a shallow copy of every object that can change, whose references are then replaced by those
/// of the copies. The objects wait in a list, so the depth of a graph is bounded by memory and not by the stack; one map
/// from originals to copies keeps circles and shared references in shape.
/// </summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
[RequiresDynamicCode(StateFork.DynamicCodeNote)]
internal sealed class StateCopier
{
    private readonly Type _state;
    private readonly TypeVerdicts _verdicts = new();
    private readonly ConcurrentDictionary<Type, CopyPlan> _plans = new();

    public StateCopier(Type state)
    {
        _state = state;
        Verdict = _verdicts.OfMember(state);
        if (Verdict is { Mutability: not Mutability.Immutable, Uncopyable: null } && !state.IsAbstract)
        {
            // What makes the type hard to copy is then told when the pipeline is built.
            PlanOf(state);
        }
    }

    /// <summary>What is known of the state before there is a value.</summary>
    public Verdict Verdict { get; }

    /// <summary>Shares what cannot change of the value, and copies the rest.</summary>
    public object? Copy(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var plan = PlanOf(value.GetType());
        return plan.Mutability == Mutability.Immutable ? value
            : plan.IsShallow ? CopyRun.Clone(value)
            : new CopyRun(this).Copy(value);
    }

    public CopyPlan PlanOf(Type type) => _plans.TryGetValue(type, out var plan) ? plan : _plans.GetOrAdd(type, Plan(type));

    private CopyPlan Plan(Type type)
    {
        var mutability = _verdicts.OfValue(type).Mutability;
        if (mutability == Mutability.Immutable)
        {
            return CopyPlan.Share;
        }

        var compiler = new VisitCompiler(_verdicts, _state);
        if (type.IsArray)
        {
            return new CopyPlan(mutability, compiler.OfElements(type), null, null);
        }

        var look = mutability != Mutability.Open ? null
            : KnownTypes.ElementsOf(type) is null ? compiler.OfFields(type, isFilling: false)
            : LookAtElements;
        if (mutability == Mutability.Open && look is null)
        {
            return CopyPlan.Share;
        }

        var fill = BagFill.For(type) ?? compiler.OfFields(type, isFilling: true);
        return new CopyPlan(mutability, fill, look, HashFinish.For(type, _verdicts, _state));
    }

    private static void LookAtElements(object target, ReferenceSink sink)
    {
        // A default ImmutableArray has no elements, and says so by an exception.
        if (target.GetType().IsValueType && RuntimeHelpers.GetUninitializedObject(target.GetType()).Equals(target))
        {
            return;
        }

        foreach (var element in (IEnumerable)target)
        {
            sink.Take(element);
        }
    }
}
