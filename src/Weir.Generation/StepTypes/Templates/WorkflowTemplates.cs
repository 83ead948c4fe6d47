using System.Collections.Concurrent;
using Weir.Generation.Templates;

namespace Weir.Generation.StepTypes;

/// <summary>The templates beside workflow files: a catalog for each folder of one. Files are read at every use, and compiled again only if they changed.</summary>
/// <param name="maxLength">How many characters a render gives at most.</param>
internal sealed class WorkflowTemplates(int maxLength)
{
    // More folders than one run has; who runs workflows of more compiles some templates again.
    private const int MaxFolders = 16;

    private readonly ConcurrentDictionary<string, TemplateCatalog> _catalogs = new(StringComparer.Ordinal);

    public TemplateCatalog Of(StepAccess access)
    {
        if (_catalogs.TryGetValue(access.Folder, out var known))
        {
            return known;
        }

        if (_catalogs.Count >= MaxFolders)
        {
            _catalogs.Clear();
        }

        return _catalogs.GetOrAdd(access.Folder, _ => new TemplateCatalog(new TemplateCatalogOptions
        {
            Sources = [new WorkflowSource(access)],
            TimeToLive = TimeSpan.Zero,
            Limits = new TemplateLimits { MaxLength = maxLength, MaxTurns = 1_000_000_000, MaxTime = Timeout.InfiniteTimeSpan },
        }));
    }

    /// <summary>The folder of a workflow: templates are called as their files are, and show others with or without the ending.</summary>
    private sealed class WorkflowSource(StepAccess access) : TemplateSource
    {
        internal override IEnumerable<string> Ids() => [];

        internal override bool Has(string id) => File.Exists(PathOf(id));

        internal override TemplateText? Read(string id, int maxBytes) => new(TemplateFile.Read(id, PathOf(id), id, maxBytes), id, id);

        private string PathOf(string id) =>
            access.PathOfPart(id) is var path && !File.Exists(path) && access.PathOfPart(id + TemplateId.Extension) is var ended && File.Exists(ended) ? ended : path;
    }
}
