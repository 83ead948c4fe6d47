using System.Reflection;

namespace Weir.Generation.Templates;

/// <summary>Templates that were embedded in an assembly.</summary>
internal sealed class ResourceSource(Assembly assembly, string prefix, string name) : TemplateSource
{
    // Names that were embedded on Windows have backslashes.
    private readonly Dictionary<string, string> _resources = assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal) && resource.EndsWith(TemplateId.Extension, StringComparison.Ordinal))
        .ToDictionary(resource => resource[prefix.Length..^TemplateId.Extension.Length].Replace('\\', '/'), StringComparer.Ordinal);

    internal override IEnumerable<string> Ids() => _resources.Keys;

    internal override bool Has(string id) => _resources.ContainsKey(id);

    internal override TemplateText? Read(string id, int maxBytes)
    {
        if (!_resources.TryGetValue(id, out var resource))
        {
            return null;
        }

        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new TemplateText(reader.ReadToEnd().ReplaceLineEndings("\n"), name, id + TemplateId.Extension);
    }
}
