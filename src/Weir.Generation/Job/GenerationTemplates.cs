using Weir.Generation.Templates;
using Weir.Yaml;
using Weir.Yaml.StepTypes;

namespace Weir.Generation;

/// <summary>The templates that packages are made of, and a folder that replaces some of them.</summary>
public static class GenerationTemplates
{
    private const int MaxDataBytes = 16 * 1024 * 1024;

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
    /// (<c>WEIR3102</c>, by the contracts of the samples), and files that replace nothing (<c>WEIR3103</c>): a warning where the name of a shipped one is near, else an info.
    /// </summary>
    /// <param name="catalog">The templates.</param>
    /// <returns>The findings; none where all is well.</returns>
    public static IReadOnlyList<Diagnostic> Check(TemplateCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. catalog.Check(JobVariables.Find()), .. catalog.Unused([])];
    }

    /// <summary>What a shipped template may ask for.</summary>
    /// <param name="id">What it is called.</param>
    /// <returns>The names, those inside of lists behind <c>[]</c>, such as <c>Operations[].Name</c>; none where the job has no such template.</returns>
    public static IReadOnlyList<string> VariablesOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return JobVariables.Find().TryGetValue(id, out var shape) ? [.. shape.Paths()] : [];
    }

    /// <summary>Reads the data of a template from a file: YAML, or JSON where it ends in <c>.json</c>.</summary>
    /// <param name="file">The file; 16 MiB at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The value: a text, a number, a truth value, a list, a map, or null.</returns>
    /// <exception cref="FormatException">It cannot be read, is larger, or neither JSON nor YAML; the message is for the user.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<object?> ReadDataAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        try
        {
            var (bytes, isAll) = await BoundedFile.ReadAsync(Path.GetFullPath(file), MaxDataBytes, cancellationToken).ConfigureAwait(false);
            return isAll
                ? FileContent.Read(bytes.Span, file, file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "json" : "yaml")
                : throw new FormatException($"The file '{file}' has more than {MaxDataBytes} bytes, which is as much as is read of one; split it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"The file '{file}' cannot be read: {error.Message}", error);
        }
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
