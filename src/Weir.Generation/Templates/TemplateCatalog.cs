using System.Reflection;
using System.Security.Cryptography;
using HandlebarsDotNet;

namespace Weir.Generation.Templates;

/// <summary>The templates that ship inside this assembly, each compiled once, when it is first used.</summary>
/// <remarks>Rendering is strict (an unknown name is an error) and escapes nothing: what goes in is C# or text already.</remarks>
internal sealed class TemplateCatalog
{
    private const string Prefix = "templates/";

    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
    });

    private readonly Dictionary<string, Lazy<HandlebarsTemplate<object, object>>> _templates;

    public TemplateCatalog()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(TemplateCatalog).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            texts[resource[Prefix.Length..^".hbs".Length].Replace('\\', '/')] = Read(assembly, resource);
        }

        Hashes = texts.ToDictionary(entry => entry.Key, entry => Hash.Of(entry.Value), StringComparer.Ordinal);
        _templates = texts.ToDictionary(
            entry => entry.Key,
            entry => new Lazy<HandlebarsTemplate<object, object>>(() => _handlebars.Compile(entry.Value)),
            StringComparer.Ordinal);
    }

    /// <summary>The hash of every template, by id.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Renders a template: lines end with a line feed, and the text with one.</summary>
    public string Render(string id, object view) => _templates[id].Value(view);

    private static string Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>Hashes of texts and files, as lower-case hexadecimal SHA-256.</summary>
internal static class Hash
{
    public static string Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
