using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>Which types can carry text, and so taint.</summary>
internal static class Carriers
{
    private static readonly HashSet<string> Clean = new(StringComparer.Ordinal)
    {
        "Guid", "TimeSpan", "DateTimeOffset", "DateOnly", "TimeOnly", "Version", "CancellationToken", "Index", "Range", "Int128", "UInt128", "Half", "BigInteger", "IPAddress", "Enum", "StepContext",
    };

    public static bool CanCarry(ITypeSymbol? type) => type switch
    {
        null => true,
        { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer } => false,
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte || CanCarry(array.ElementType),
        ITypeParameterSymbol parameter => !parameter.ConstraintTypes.Any(static one => one.Name is "Enum" or "INumber" or "IBinaryInteger"),
        INamedTypeSymbol { SpecialType: SpecialType.None } named => CanCarry(named),
        _ => type.SpecialType is not ((>= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char)
            or SpecialType.System_Void or SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Enum or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate),
    };

    private static bool CanCarry(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.Length == 0 && Clean.Contains(type.Name))
        {
            return false;
        }

        // Bytes may be text; a list of numbers is not.
        return type.TypeArguments.Length == 0 || type.DeclaringSyntaxReferences.Length > 0
            || type.TypeArguments.Any(static argument => argument.SpecialType == SpecialType.System_Byte || CanCarry(argument));
    }
}
