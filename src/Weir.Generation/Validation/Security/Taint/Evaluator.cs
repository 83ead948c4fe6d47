using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>What one operation gives, and what it does to the state; sinks are asked on the way.</summary>
internal sealed partial class Evaluator(FlowAnalysis flow, TaintState state)
{
    private TaintAnalysis Analysis => flow.Analysis;

    public Value Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return Value.Clean;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Analysis.GiveUp();
            return Value.Clean;
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return Constant(constant.Value);
        }

        var value = EvaluateCore(operation);
        return value.IsTainted && !Carriers.CanCarry(operation.Type) ? value with { Dangers = Dangers.None } : value;
    }

    private static Value Constant(object? constant) => constant switch
    {
        true => Value.Clean with { Facts = Facts.True },
        false => Value.Clean with { Facts = Facts.False },
        string text => Value.Clean with { EndsInSeparator = text.EndsWith('/') || text.EndsWith('\\') },
        char character => Value.Clean with { EndsInSeparator = character is '/' or '\\' },
        _ => Value.Clean,
    };

    private Value EvaluateCore(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation => Read(operation),
        IMemberReferenceOperation member => Member(member),
        ISimpleAssignmentOperation assignment => Assign(assignment.Target, Evaluate(assignment.Value), assignment.Value),
        ICompoundAssignmentOperation compound => Append(compound),
        IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction.Target, deconstruction.Value),
        IFlowCaptureOperation capture => Capture(capture),
        IInvocationOperation call => Call(call),
        IObjectCreationOperation creation => Create(creation),
        IBinaryOperation binary => Binary(binary),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Evaluate(not.Operand) is var value ? value with { Facts = Facts.Not(value.Facts) } : default,
        IIsPatternOperation pattern => Matches(pattern),
        IInterpolatedStringOperation text => Interpolate(text),
        IConversionOperation conversion => Evaluate(conversion.Operand),
        IArrayElementReferenceOperation element => Element(element),
        IFlowAnonymousFunctionOperation lambda => Value.Clean with { Dangers = flow.RunLambda(lambda, state, Dangers.None).Result.Dangers },
        IReturnOperation yielded => Yield(yielded),
        IDelegateCreationOperation creation => Evaluate(creation.Target) with { Facts = null },
        INameOfOperation or ITypeOfOperation or ISizeOfOperation or IDefaultValueOperation or IInstanceReferenceOperation or ICaughtExceptionOperation => Value.Clean,
        IInvalidOperation unbound => Unbound(unbound),
        _ => Children(operation),
    };

    private Value Children(IOperation operation)
    {
        var value = Value.Clean;
        foreach (var child in operation.ChildOperations)
        {
            value = value.With(Evaluate(child));
        }

        return value;
    }

    private Value Yield(IReturnOperation yielded)
    {
        var value = Evaluate(yielded.ReturnedValue);
        flow.Return(value with { Facts = null }, state);
        return value;
    }

    private Value Read(IOperation operation)
    {
        if (Places.Of(operation, flow) is not { } place)
        {
            return Value.Clean;
        }

        var value = operation is IFlowCaptureReferenceOperation capture ? Captured(capture, place) : state[place];
        var members = state.MembersOf(place.Root);
        return members == Dangers.None ? value : value with { Dangers = value.Dangers | members };
    }

    // The capture holds what the place held; what conditions have said of the place since is true of both.
    private Value Captured(IFlowCaptureReferenceOperation capture, Place origin)
    {
        var own = state[new Place(capture.Id)];
        return origin.Root is CaptureId ? own : own with { Dangers = own.Dangers & state[origin].Dangers };
    }

    private Value Capture(IFlowCaptureOperation capture)
    {
        var value = Evaluate(capture.Value);
        var origin = Places.Of(capture.Value, flow);
        flow.Remember(capture.Id, origin);
        var place = new Place(capture.Id);
        state.Set(place, value with { Facts = Facts.Under(value.Facts, state.Cleared) });
        return value;
    }

    private Value Assign(IOperation target, Value value, IOperation? source)
    {
        if (target is IInvalidOperation unbound)
        {
            CheckUnbound(unbound, value);
        }
        else if (target is IPropertyReferenceOperation or IFieldReferenceOperation)
        {
            CheckAssignment((IMemberReferenceOperation)target, value);
        }

        switch (target)
        {
            case ITupleOperation tuple:
                Spread(tuple, value);
                break;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value, source);
            case IArrayElementReferenceOperation element:
                Extend(element.ArrayReference, value.Dangers);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                Extend(indexer.Instance, value.Dangers);
                break;
            default:
                Store(target, value, source);
                break;
        }

        return value;
    }

    private void Store(IOperation target, Value value, IOperation? source)
    {
        if (Places.Of(target, flow) is not { } place)
        {
            return;
        }

        var from = source is null ? null : Places.Raw(source, flow);
        var kept = from is { Member: null } root ? value with { Dangers = state[root].Dangers & value.Dangers } : value;
        state.Set(place, Carriers.CanCarry(target.Type) ? kept with { Facts = Facts.Under(kept.Facts, state.Cleared) } : Value.Clean with { Facts = Facts.Under(kept.Facts, state.Cleared) });
        if (from is { Member: null } whole && place.Member is null)
        {
            state.CopyMembers(whole.Root, place.Root);
        }

        // What belongs to the platform keeps what it was given: a builder, a list, a request to start.
        if (place.Member is not null && target is IMemberReferenceOperation { Instance.Type: { DeclaringSyntaxReferences.Length: 0 } })
        {
            state.Add(place with { Member = null }, value.Dangers);
        }
    }

    private void Extend(IOperation? collection, Dangers dangers)
    {
        // Calls of a builder give the builder again.
        while (collection is IInvocationOperation { Instance: { } builder, Type: var type } && SymbolEqualityComparer.Default.Equals(type, builder.Type))
        {
            collection = builder;
        }

        if (collection is not null && Places.Of(collection, flow) is { } place)
        {
            state.Add(place, dangers);
        }
    }

    private Value Append(ICompoundAssignmentOperation compound)
    {
        var added = Evaluate(compound.Value);
        var value = Evaluate(compound.Target).With(added) with { EndsInSeparator = added.EndsInSeparator };
        return Assign(compound.Target, value, null);
    }

    private Value Deconstruct(IOperation target, IOperation source)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        source = source is IConversionOperation conversion ? conversion.Operand : source;
        if (target is ITupleOperation targets && source is ITupleOperation sources && targets.Elements.Length == sources.Elements.Length)
        {
            var values = sources.Elements.Select(Evaluate).ToArray();
            foreach (var (element, value) in targets.Elements.Zip(values))
            {
                Assign(element, value, null);
            }

            return values.Aggregate(Value.Clean, static (left, right) => left.With(right));
        }

        return Assign(target, Evaluate(source), null);
    }

    private void Spread(ITupleOperation targets, Value value)
    {
        foreach (var element in targets.Elements)
        {
            Assign(element, new Value(value.Dangers), null);
        }
    }

    private Value Interpolate(IInterpolatedStringOperation text)
    {
        var value = Value.Clean;
        foreach (var part in text.Parts)
        {
            var next = part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text),
                IInterpolationOperation hole => Evaluate(hole.Expression),
                _ => Children(part),
            };
            value = value.With(next) with { EndsInSeparator = next.EndsInSeparator };
        }

        return value;
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        foreach (var index in element.Indices)
        {
            Evaluate(index);
        }

        return new Value(Evaluate(element.ArrayReference).Dangers);
    }

    private Value Member(IMemberReferenceOperation reference)
    {
        var instance = Evaluate(reference.Instance);
        if (reference is IPropertyReferenceOperation { Arguments: { Length: > 0 } arguments })
        {
            foreach (var argument in arguments)
            {
                Evaluate(argument.Value);
            }
        }

        if (reference is IMethodReferenceOperation)
        {
            return Value.Clean;
        }

        if (Sources.IsSource(reference.Member))
        {
            return new Value(Dangers.Text);
        }

        if (reference.Member.Name == "Success" && instance.Facts is not null)
        {
            return new Value(Dangers.None, Facts: instance.Facts);
        }

        if (Places.Of(reference, flow) is { } place && state.Knows(place))
        {
            return state[place];
        }

        var ownOfRoot = reference.Instance is null or IInstanceReferenceOperation ? Roots.EndsInSeparator(reference.Member) : false;
        return new Value(Owned(reference, instance), EndsInSeparator: ownOfRoot);
    }

    // A member that was assigned speaks for itself; what else is known of the object is of the object as it came.
    private Dangers Owned(IMemberReferenceOperation reference, Value instance)
    {
        if (reference.Instance is not null && Places.Raw(reference.Instance, flow) is { Member: null } root)
        {
            return reference is IPropertyReferenceOperation { Arguments.Length: > 0 } ? instance.Dangers : state[root].Dangers & instance.Dangers;
        }

        return instance.Dangers;
    }
}
