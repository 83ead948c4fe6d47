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

    // How many changes a shared map keeps beside what it shares; null: maps are copied like any object.
    private readonly int? _maxDelta;

    public StateCopier(Type state, int? maxDelta = null)
    {
        _state = state;
        _maxDelta = maxDelta;
        Verdict = _verdicts.OfMember(state);
        if (Verdict is { Mutability: not Mutability.Immutable, Uncopyable: null } && !state.IsAbstract)
        {
            // What makes the type hard to copy is then told when the pipeline is built.
            PlanOf(state);
        }
    }

    /// <summary>What is known of the state before there is a value.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the state is a map that is shared as a whole.</summary>
    public bool SharesState => IsSharedMap(_state);

    /// <summary>Shares what cannot change of the value, and copies the rest.</summary>
    public object? Copy(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var plan = PlanOf(value.GetType());
        return plan.Mutability == Mutability.Immutable ? value
            : plan.Share is { } share ? share(value)
            : plan.IsShallow ? CopyRun.Clone(value)
            : new CopyRun(this).Copy(value);
    }

    public CopyPlan PlanOf(Type type) => _plans.TryGetValue(type, out var plan) ? plan : _plans.GetOrAdd(type, Plan(type));

    private CopyPlan Plan(Type type)
    {
        var mutability = _verdicts.OfValue(type).Mutability;
        if (mutability == Mutability.Immutable)
        {
            return CopyPlan.Keep;
        }

        if (IsSharedMap(type))
        {
            var maxDelta = _maxDelta!.Value;
            return new CopyPlan(mutability, null, null, null) { Share = map => ((ISharedMap)map).Share(maxDelta) };
        }

        if (KnownTypes.IsCulture(type))
        {
            return new CopyPlan(mutability, null, null, null) { Share = KnownTypes.ShareCulture };
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
            return CopyPlan.Keep;
        }

        var fill = BagFill.For(type) ?? compiler.OfFields(type, isFilling: true);
        return new CopyPlan(mutability, fill, look, HashFinish.For(type, _verdicts, _state));
    }

    private bool IsSharedMap(Type type) =>
        _maxDelta is not null
        && type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(StateMap<,>)
        && type.GetGenericArguments().All(one => _verdicts.OfMember(one).Mutability == Mutability.Immutable);

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
