using System.Reflection;

namespace Weir.Generation.Templates;

/// <summary>A place that templates come from: the ones that are shipped, a folder, the resources of an assembly, or texts.</summary>
public abstract class TemplateSource
{
    private protected TemplateSource()
    {
    }

    /// <summary>The templates of packages, as they ship with Weir.</summary>
    public static TemplateSource Shipped { get; } = new ResourceSource(typeof(TemplateSource).Assembly, "templates/", "shipped");

    /// <summary>The files <c>*.hbs</c> of a folder and the folders below it: <c>node/node.hbs</c> has the id <c>node/node</c>.</summary>
    /// <remarks>What lies outside, be it by a link, is refused. Letters of files and ids must be the same, capital or small, wherever the folder is.</remarks>
    /// <param name="path">The folder; it need not exist yet.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static TemplateSource Folder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FolderSource(path);
    }

    /// <summary>The resources of an assembly whose names begin with a prefix and end in <c>.hbs</c>; what is between is the id.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="prefix">How their names begin.</param>
    public static TemplateSource Resources(Assembly assembly, string prefix)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(prefix);
        return new ResourceSource(assembly, prefix, assembly.GetName().Name ?? "assembly");
    }

    /// <summary>Texts in memory, by id.</summary>
    /// <param name="texts">The texts; later changes of the dictionary are not seen.</param>
    /// <exception cref="TemplateException">One of the ids is none.</exception>
    public static TemplateSource Texts(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new TextSource(texts);
    }

    /// <summary>The folder that can be watched; null: nothing changes here.</summary>
    internal virtual string? Watched => null;

    /// <summary>The ids of all that is here.</summary>
    internal abstract IEnumerable<string> Ids();

    /// <summary>Whether a template is here.</summary>
    internal abstract bool Has(string id);

    /// <summary>The text of a template with line feeds; null: it is not here.</summary>
    /// <exception cref="TemplateException">It is here and cannot be read.</exception>
    internal abstract TemplateText? Read(string id, int maxBytes);
}

/// <summary>What stands in a template.</summary>
/// <param name="Content">The text, with line feeds.</param>
/// <param name="Source">Where it comes from, as lists show it.</param>
/// <param name="File">What its file is called in errors.</param>
internal sealed record TemplateText(string Content, string Source, string File);
