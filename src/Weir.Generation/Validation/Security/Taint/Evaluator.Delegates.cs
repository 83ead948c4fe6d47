using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

// Lambdas and method groups that are given to calls.
internal sealed partial class Evaluator
{
    // What the lambdas of a call give, or null where there are none; what they say of their parameter is said of the source.
    private (Dangers? Made, Facts? Facts) RunDelegates(IInvocationOperation call, List<Argument> arguments, Dangers input)
    {
        Dangers? made = null;
        Facts? facts = null;
        foreach (var argument in arguments.Where(static one => one.IsDelegate))
        {
            var given = Sources.IsRoute(call.TargetMethod.Name) ? Dangers.Text : input;
            var result = RunDelegate(argument.Operation, given);
            made = (made ?? Dangers.None) | result.Dangers;
            facts ??= call.TargetMethod.Name switch
            {
                "All" or "TrueForAll" => OfSource(call, argument.Operation, result.Facts),
                "Any" or "Exists" => result.Facts is { } found ? found with { WhenFalse = System.Collections.Immutable.ImmutableDictionary<Place, Dangers>.Empty, IsNeverFalse = false, IsNeverTrue = false } : null,
                _ => null,
            };
        }

        return (made, facts);
    }

    private Facts? OfSource(IInvocationOperation call, IOperation lambda, Facts? facts)
    {
        var source = call.Instance ?? call.Arguments[0].Value;
        if (Places.OfText(source, flow) is not { } place)
        {
            return null;
        }

        if (Tested(lambda))
        {
            return Facts.IfTrue(place, Dangers.Text);
        }

        foreach (var (said, dangers) in facts?.WhenTrue ?? System.Collections.Immutable.ImmutableDictionary<Place, Dangers>.Empty)
        {
            if (said.Root is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
            {
                return Facts.IfTrue(place, dangers);
            }
        }

        return null;
    }

    private Value RunDelegate(IOperation operation, Dangers input)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return RunDelegate(conversion.Operand, input);
            case IDelegateCreationOperation creation:
                return RunDelegate(creation.Target, input);
            case IFlowAnonymousFunctionOperation lambda:
                return flow.RunLambda(lambda, state, input).Result;
            case IMethodReferenceOperation group:
                Evaluate(group.Instance);
                CheckMethodGroup(group, input);
                return RunMethod(group.Method, input);
            default:
                return Evaluate(operation).With(new Value(input));
        }
    }

    private Value RunMethod(IMethodSymbol method, Dangers input)
    {
        var given = method.Parameters.Select(parameter => Carriers.CanCarry(parameter.Type) ? new Value(input) : Value.Clean).ToArray();
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return flow.RunLocal(method, state, given).Result with { Facts = null };
        }

        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            return new Value(Analysis.Summarize(method, given, flow.Depth)?.Result.Dangers ?? Dangers.None);
        }

        return new Value(Carriers.CanCarry(method.ReturnType) ? input & ~Sanitizers.Cleared(method) : Dangers.None);
    }
}
