using Microsoft.CodeAnalysis;
using Weir.Generation.Validation.Security.Taint;

namespace Weir.Generation.Validation.Security;

/// <summary>A place where text from outside comes in.</summary>
/// <param name="Name">The member, or what stands for it.</param>
/// <param name="Cwe">The weakness of trusting it.</param>
/// <param name="What">What of it is from outside.</param>
internal sealed record Source(string Name, string Cwe, string What);

/// <summary>Where text comes in that nobody has looked at.</summary>
internal static class Sources
{
    private const string Unvalidated = "CWE-20";

    private static readonly Dictionary<string, string[]> Calls = new(StringComparer.Ordinal)
    {
        ["Environment"] = ["GetEnvironmentVariable", "GetEnvironmentVariables"],
        ["Console"] = ["ReadLine", "OpenStandardInput", "In"],
    };

    private static readonly string[] Requests = ["HttpRequest", "HttpRequestBase", "HttpListenerRequest", "HttpRequestData", "IHttpRequest"];

    private static readonly string[] Routes = ["MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods"];

    private static readonly string[] Services =
    [
        "Service", "Repository", "Client", "Connection", "Factory", "Store", "Logger", "Manager", "Provider", "DbContext", "Database", "Gateway", "Clock", "Cache", "Context",
    ];

    private static readonly string[] Settings = ["Options", "Settings", "Configuration", "Config"];

    public static readonly IReadOnlyList<Source> All =
    [
        new("parameter of a visible member", Unvalidated, "the text, collections of text, requests and records given to a public or protected member of a visible type; numbers, services and, in constructors, settings are not"),
        new("Environment.GetEnvironmentVariable", Unvalidated, "the value"),
        new("Environment.GetEnvironmentVariables", Unvalidated, "the values"),
        new("Console.ReadLine", Unvalidated, "the line"),
        new("Console.In", Unvalidated, "what is read from it"),
        new("Console.OpenStandardInput", Unvalidated, "what is read from it"),
        new("HttpRequest", Unvalidated, "what is read from an object of a type with this name, or HttpRequestBase, HttpListenerRequest, HttpRequestData, IHttpRequest"),
        new("MapGet", Unvalidated, "the parameters of the lambda given to it, or to MapPost, MapPut, MapDelete, MapPatch, MapMethods"),
    ];

    /// <summary>The names a member must mention to have a source of its own inside.</summary>
    public static bool IsSourceWord(string word) =>
        Calls.ContainsKey(word) || word is "Request" or "HttpContext" || word.EndsWith("Request", StringComparison.Ordinal) || IsRoute(word) || Requests.Contains(word);

    public static bool IsRoute(string method) => Routes.Contains(method);

    public static bool IsSource(ISymbol member)
    {
        if (member.ContainingType is not { } type)
        {
            return false;
        }

        return (Calls.TryGetValue(type.Name, out var names) && names.Contains(member.Name) && type.ContainingNamespace?.Name == "System")
            || (IsRequest(type) && member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary });
    }

    /// <summary>Whether a parameter is one of a visible member and carries text.</summary>
    public static bool IsSource(IParameterSymbol parameter)
    {
        var method = (IMethodSymbol?)parameter.ContainingSymbol;
        if (method is null || parameter.RefKind == RefKind.Out || !IsVisible(method) || method.MethodKind == MethodKind.LocalFunction)
        {
            return false;
        }

        var isSetting = method.MethodKind == MethodKind.Constructor && Settings.Any(word => parameter.Type.Name.EndsWith(word, StringComparison.Ordinal));
        return !isSetting && IsData(parameter.Type, 0);
    }

    public static bool IsRequest(ITypeSymbol type) => Requests.Contains(type.Name);

    private static bool IsVisible(IMethodSymbol method)
    {
        ISymbol shown = method.AssociatedSymbol ?? method;
        for (var at = shown; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal);
    }

    private static bool IsData(ITypeSymbol type, int depth) => depth < 4 && type switch
    {
        _ when !Carriers.CanCarry(type) => false,
        IArrayTypeSymbol or ITypeParameterSymbol or IDynamicTypeSymbol => true,
        IErrorTypeSymbol error => error.Name is not ("ILogger" or "DbContext"),
        { SpecialType: not SpecialType.None } => true,
        INamedTypeSymbol named when named.DeclaringSyntaxReferences.Length > 0 => IsDeclaredData(named),
        INamedTypeSymbol named => IsPlatformData(named, depth),
        _ => false,
    };

    private static bool IsPlatformData(INamedTypeSymbol type, int depth)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        return space switch
        {
            _ when type.TypeArguments.Length > 0 && type.TypeArguments.Any(argument => IsData(argument, depth + 1)) => true,
            "System" => type.Name is "Uri" or "FormattableString" or "UriBuilder" or "BinaryData",
            "System.Text" => type.Name is "StringBuilder" or "Rune",
            "System.IO" => type.Name is "Stream" or "TextReader" or "StringReader" or "StreamReader" or "MemoryStream",
            "System.Collections" or "System.Collections.Specialized" or "System.Xml" or "System.Xml.Linq" or "System.IO.Compression" => true,
            "System.Text.Json" or "System.Text.Json.Nodes" => type.Name.StartsWith("Json", StringComparison.Ordinal) && !type.Name.StartsWith("JsonSerializer", StringComparison.Ordinal),
            "System.Net" => type.Name is "HttpListenerRequest" or "HttpListenerContext",
            "System.Net.Http" => type.Name is "HttpRequestMessage",
            _ => false,
        };
    }

    // A class of the file is data when it has a property to read; its name may say that it is none.
    private static bool IsDeclaredData(INamedTypeSymbol type)
    {
        if (IsRequest(type) || type.IsRecord || type.TypeKind == TypeKind.Struct)
        {
            return true;
        }

        return !Services.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))
            && WithBases(type).SelectMany(static one => one.GetMembers()).Any(static member => member switch
            {
                IPropertySymbol property => !property.IsStatic && property.DeclaredAccessibility == Accessibility.Public && Carriers.CanCarry(property.Type),
                IFieldSymbol field => !field.IsStatic && field.DeclaredAccessibility == Accessibility.Public && Carriers.CanCarry(field.Type),
                _ => false,
            });
    }

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            yield return at;
        }
    }
}
