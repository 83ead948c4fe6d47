using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Syntax;

/// <summary>The types that stand for work under way.</summary>
internal static class TaskTypes
{
    /// <summary>Whether it is a task or a value task, or one that was configured for an await.</summary>
    public static bool Is(ITypeSymbol? type) => IsTask(type)
        || (type is INamedTypeSymbol { Name: "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" } && type.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices");

    /// <summary>Whether it is a task or a value task, with or without a value.</summary>
    public static bool IsTask(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && type.ContainingNamespace is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } })
            {
                return true;
            }
        }

        return false;
    }
}
