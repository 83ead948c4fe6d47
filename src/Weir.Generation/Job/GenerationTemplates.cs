using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>The templates that packages are made of, and a folder that replaces some of them.</summary>
public static class GenerationTemplates
{
    /// <summary>A catalog of the shipped templates, of which a folder replaces some.</summary>
    /// <param name="folder">The folder; null: nothing is replaced.</param>
    /// <param name="options">The other options; its sources are not used. Default null, the defaults.</param>
    /// <returns>The catalog.</returns>
    /// <exception cref="TemplateException">The folder is not there.</exception>
    public static TemplateCatalog Open(string? folder, TemplateCatalogOptions? options = null)
    {
        options ??= new TemplateCatalogOptions();
        if (folder is null)
        {
            return new TemplateCatalog(options with { Sources = [TemplateSource.Shipped] });
        }

        RequireFolder(folder);
        return new TemplateCatalog(options with { Sources = [TemplateSource.Folder(folder), TemplateSource.Shipped] });
    }

    /// <summary>
    /// What is wrong with templates, all mistakes of all of them, each with its place: what does not compile or cannot be read (<c>WEIR3101</c>), names that the data of the job has not
    /// (<c>WEIR3102</c>, by the contracts of the samples), and, as a warning, files that replace nothing (<c>WEIR3103</c>).
    /// </summary>
    /// <param name="catalog">The templates.</param>
    /// <returns>The findings; none where all is well.</returns>
    public static IReadOnlyList<Diagnostic> Check(TemplateCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. catalog.Check(JobVariables.Find()), .. catalog.Unused()];
    }

    /// <summary>What a shipped template may ask for.</summary>
    /// <param name="id">What it is called.</param>
    /// <returns>The names, those inside of lists behind <c>[]</c>, such as <c>Operations[].Name</c>; none where the job has no such template.</returns>
    public static IReadOnlyList<string> VariablesOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return JobVariables.Find().TryGetValue(id, out var shape) ? [.. shape.Paths()] : [];
    }

    /// <summary>What one run of the job takes: files are what they were when they were first read.</summary>
    internal static TemplateCatalog Pin(string? folder) => folder is null
        ? new TemplateCatalog()
        : new TemplateCatalog(new TemplateCatalogOptions { Sources = [new PinnedSource(TemplateSource.Folder(folder)), TemplateSource.Shipped] });

    internal static void RequireFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw TemplateException.Of(folder, $"There is no folder '{folder}' of templates; name one, or leave --templates out for those that are shipped.");
        }
    }
}
