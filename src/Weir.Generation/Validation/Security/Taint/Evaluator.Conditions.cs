using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

// What conditions say of the values that they ask about.
internal sealed partial class Evaluator
{
    private static readonly string[] Separators = ["/", "\\"];

    private Value Binary(IBinaryOperation binary)
    {
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        var facts = binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => Equal(binary.LeftOperand, left, binary.RightOperand, right),
            BinaryOperatorKind.NotEquals => Facts.Not(Equal(binary.LeftOperand, left, binary.RightOperand, right)),
            BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.GreaterThan => left.Facts,
            BinaryOperatorKind.LessThan => Facts.Not(left.Facts),
            BinaryOperatorKind.And => Facts.And(left.Facts, right.Facts),
            BinaryOperatorKind.Or => Facts.Or(left.Facts, right.Facts),
            _ => null,
        };
        return left.With(right) with { EndsInSeparator = right.EndsInSeparator, Facts = facts };
    }

    // x == y: what is not dangerous of the one is not dangerous of the other.
    private Facts? Equal(IOperation leftOperand, Value left, IOperation rightOperand, Value right)
    {
        if (Compared(leftOperand, left, right) is { } compared)
        {
            return compared;
        }

        if (Compared(rightOperand, right, left) is { } reversed)
        {
            return reversed;
        }

        return Facts.And(IfEqual(leftOperand, right), IfEqual(rightOperand, left));
    }

    // Comparisons of what a call has found: IndexOf(x) == -1, TryParse(x) == false, GetDirectoryName(x) == folder.
    private Facts? Compared(IOperation operand, Value value, Value other)
    {
        if (value.Facts is { IsNeverTrue: false, IsNeverFalse: false } facts)
        {
            return other.Facts is { IsNeverFalse: true } ? facts : Facts.Not(facts);
        }

        return operand is IInvocationOperation { TargetMethod: { Name: "GetDirectoryName", ContainingType.Name: "Path" }, Arguments: [{ Value: var path }, ..] }
            && !other.IsTainted && Places.Of(path, flow) is { } place && state[place].IsFullPath
            ? Facts.IfTrue(place, Dangers.Path)
            : null;
    }

    private Facts? IfEqual(IOperation operand, Value other) =>
        !operand.ConstantValue.HasValue && Places.OfText(operand, flow) is { } place ? Facts.IfTrue(place, Dangers.Text & ~other.Dangers) : null;

    private Value Matches(IIsPatternOperation operation)
    {
        var value = Evaluate(operation.Value);
        var facts = Matches(operation.Pattern, operation.Value, value);
        return new Value(Dangers.None, Facts: facts);
    }

    private Facts? Matches(IPatternOperation pattern, IOperation operand, Value value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value: var constant }:
                return Compared(operand, value, Evaluate(constant)) ?? IfEqual(operand, Value.Clean);
            case INegatedPatternOperation not:
                return Facts.Not(Matches(not.Pattern, operand, value));
            case IBinaryPatternOperation binary:
                var left = Matches(binary.LeftPattern, operand, value);
                var right = Matches(binary.RightPattern, operand, value);
                return binary.OperatorKind == BinaryOperatorKind.Or ? Facts.Or(left, right) : Facts.And(left, right);
            default:
                Declare(pattern, value.Dangers);
                return null;
        }
    }

    private void Declare(IPatternOperation pattern, Dangers dangers)
    {
        foreach (var one in pattern.DescendantsAndSelf())
        {
            if (Declared(one) is { } declared)
            {
                state.Set(new Place(declared), declared is ILocalSymbol local && !Carriers.CanCarry(local.Type) ? Value.Clean : new Value(dangers));
            }
        }
    }

    private static ISymbol? Declared(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        IListPatternOperation list => list.DeclaredSymbol,
        _ => null,
    };

    // What a call of the platform says of its receiver or its arguments by being true; of a number, by being found.
    private Facts? Condition(IInvocationOperation call, Value receiver, List<Argument> arguments)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "TryParse" or "TryParseExact" when arguments.Count > 0 => IsHarmless(arguments) ? Arg(arguments, 0, Dangers.Text) : null,
            "IsDefined" when method.ContainingType.Name == "Enum" => Arg(arguments, arguments.Count - 1, Dangers.Text),
            "Equals" => call.Instance is null
                ? arguments.Count >= 2 ? Equal(arguments[0].Operation, arguments[0].Value, arguments[1].Operation, arguments[1].Value) : null
                : Equal(call.Instance, receiver, arguments[0].Operation, arguments[0].Value),
            "IsMatch" or "Match" when method.ContainingType.Name == "Regex" => Strict(call, arguments),
            "StartsWith" => Below(call, receiver, arguments),
            "EndsWith" or "Compare" or "CompareTo" => null,
            "Contains" or "IndexOf" or "IndexOfAny" or "ContainsAny" or "LastIndexOf" or "ContainsKey" or "TryGetValue" or "SequenceEqual" => Found(call, receiver, arguments),
            _ when Sanitizers.IsCharacterTest(method) => Arg(arguments, 0, Dangers.Text),
            _ => null,
        };
    }

    // Not what parses to text again, such as a Uri.
    private static bool IsHarmless(List<Argument> arguments) =>
        arguments.Find(static one => one.Parameter?.RefKind == RefKind.Out) is { Parameter.Type: var made } && !Carriers.CanCarry(made);

    private Facts? Arg(List<Argument> arguments, int index, Dangers cleared) =>
        Places.OfText(arguments[index].Operation, flow) is { } place ? Facts.IfTrue(place, cleared) : null;

    private Facts? Strict(IInvocationOperation call, List<Argument> arguments)
    {
        var given = arguments.Find(static one => one.Parameter?.Name == "pattern");
        var pattern = given is null ? KnownPatterns.Of(call.Instance) : Known(given.Operation);
        var isTrusted = pattern is null ? given is null || !given.Value.IsTainted : Sanitizers.IsStrict(pattern);
        var input = arguments.FindIndex(static one => one.Parameter?.Name == "input");
        var isOfLines = arguments.Exists(static one => RegexLimits.IsMultiline(one.Operation));
        return isTrusted && !isOfLines && input >= 0 ? Arg(arguments, input, Dangers.Text) : null;
    }

    private static string? Known(IOperation pattern) => pattern.ConstantValue.Value as string ?? pattern switch
    {
        IFieldReferenceOperation { Field.DeclaringSyntaxReferences: [var declared, ..] } when declared.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax
        {
            Initializer.Value: Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax literal,
        } => literal.Token.ValueText,
        _ => null,
    };

    private Facts? Below(IInvocationOperation call, Value receiver, List<Argument> arguments)
    {
        var isExtension = call.Instance is null && arguments.Count > 1;
        var text = call.Instance ?? (isExtension ? arguments[0].Operation : null);
        var start = isExtension ? arguments[1] : arguments[0];
        var known = isExtension ? arguments[0].Value : receiver;
        if (text is null || Places.OfText(text, flow) is not { } place)
        {
            return null;
        }

        if (known.Relative is { } full && start.Operation.ConstantValue.Value is ".." or "../" or "..\\")
        {
            return new Facts(ImmutableDictionary<Place, Dangers>.Empty, ImmutableDictionary<Place, Dangers>.Empty.SetItem(place, Dangers.Path).SetItem(known.Relative.Value, Dangers.Path));
        }

        var isBelow = (known.IsFullPath || state[place].IsFullPath) && start.Value.EndsInSeparator && !start.Value.Dangers.HasFlag(Dangers.Path);
        return isBelow ? Facts.IfTrue(place, Dangers.Path) : null;
    }

    private Facts? Found(IInvocationOperation call, Value receiver, List<Argument> arguments)
    {
        var isExtension = call.Instance is null;
        if (isExtension && arguments.Count < 2)
        {
            return null;
        }

        var collection = isExtension ? arguments[0].Operation : call.Instance!;
        var sought = isExtension ? arguments[1] : arguments[0];
        var known = isExtension ? arguments[0].Value : receiver;
        if (IsText(collection.Type) || (collection is IConversionOperation { Operand: var inner } && IsText(inner.Type)))
        {
            return IsSeparator(sought.Operation) && Places.OfText(collection, flow) is { } text ? Facts.IfFalse(text, Dangers.Path) : null;
        }

        return known.IsTainted || Places.OfText(sought.Operation, flow) is not { } place ? null : Facts.IfTrue(place, Dangers.Text);
    }

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or INamedTypeSymbol { Name: "ReadOnlySpan" or "Span", TypeArguments: [{ SpecialType: SpecialType.System_Char }] };

    private static bool IsSeparator(IOperation sought) => sought switch
    {
        { ConstantValue: { HasValue: true, Value: { } constant } } => Separators.Contains(constant.ToString()),
        IFieldReferenceOperation { Field: { ContainingType.Name: "Path" } field } => field.Name is "DirectorySeparatorChar" or "AltDirectorySeparatorChar",
        IInvocationOperation { TargetMethod.Name: "GetInvalidFileNameChars" } => true,
        IConversionOperation conversion => IsSeparator(conversion.Operand),
        IFieldReferenceOperation field => Mentions(field.Field),
        ILocalReferenceOperation local => Mentions(local.Local),
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.Any(IsSeparator),
        ICollectionExpressionOperation { Elements: var elements } => elements.Any(IsSeparator),
        _ => false,
    };

    private static bool Mentions(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax().ToString() is var text && (text.Contains("GetInvalidFileNameChars", StringComparison.Ordinal) || text.Contains("'/'", StringComparison.Ordinal)));
}
