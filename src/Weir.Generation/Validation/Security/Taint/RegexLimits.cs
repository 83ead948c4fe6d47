using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>Whether a regular expression ends in time whatever its pattern is.</summary>
internal static class RegexLimits
{
    private const int NonBacktracking = 1024;
    private const int Multiline = 2;

    public static bool IsLimited(IOperation call)
    {
        var arguments = call switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation invocation => invocation.Arguments,
            _ => [],
        };
        foreach (var argument in arguments)
        {
            var isLimit = argument.Parameter?.Type.Name switch
            {
                "TimeSpan" => !argument.Value.Syntax.ToString().Contains("Infinite", StringComparison.Ordinal),
                "RegexOptions" => IsNonBacktracking(argument.Value),
                _ => false,
            };
            if (isLimit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether options say that anchors hold for lines, so that the other lines are any text.</summary>
    public static bool IsMultiline(IOperation options) => options.Type?.Name == "RegexOptions" && (options.ConstantValue is { HasValue: true, Value: int value }
        ? (value & Multiline) != 0
        : options.Syntax.ToString().Contains("Multiline", StringComparison.Ordinal));

    private static bool IsNonBacktracking(IOperation options) => options.ConstantValue is { HasValue: true, Value: int value }
        ? (value & NonBacktracking) != 0
        : options.Syntax.ToString().Contains("NonBacktracking", StringComparison.Ordinal);
}
