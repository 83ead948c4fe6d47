using Weir.Generation.Templates.Caching;

namespace Weir.Generation.Templates;

/// <content>Loading before the first use.</content>
public sealed partial class TemplateCatalog
{
    /// <summary>Loads templates, so that their first use is as fast as any other. They take the room that there is, and that of templates that were used less.</summary>
    /// <param name="ids">What they are called.</param>
    /// <param name="cancellationToken">Stops it between two of them.</param>
    /// <returns>How many are loaded, and which could not be.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TemplatePreload Preload(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var loaded = 0;
        var failures = new List<TemplateException>();
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _loader.Preload(id);
                loaded++;
            }
            catch (TemplateException error)
            {
                failures.Add(error);
            }
        }

        return new TemplatePreload(loaded, failures);
    }

    /// <summary>Loads all templates of a kind.</summary>
    /// <param name="kind">The first folder of their ids, such as <c>node</c>.</param>
    /// <param name="cancellationToken">Stops it between two of them.</param>
    /// <returns>How many are loaded, and which could not be.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TemplatePreload PreloadKind(string kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Preload(Ids().Where(id => TemplateId.KindOf(id) == kind), cancellationToken);
    }

    /// <summary>
    /// Loads what earlier runs used most, as <see cref="SaveUsageAsync"/> left it: of all templates the most used ones until they make 80 % of the uses, and no more than 20 % of the templates. What
    /// is no longer there, and what is damaged in the file, is passed over.
    /// </summary>
    /// <param name="file">The file; if there is none, nothing is loaded.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many are loaded, and which could not be.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<TemplatePreload> PreloadUsedAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var used = await TemplateUsageFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return Preload(TemplateUsageFile.MostUsed(used).Where(Has), cancellationToken);
    }

    /// <summary>
    /// Writes which templates were used how often, for <see cref="PreloadUsedAsync"/> of the next run: whole or not at all. What the file says of earlier runs counts half, and it has 10,000 templates at
    /// most.
    /// </summary>
    /// <param name="file">The file; its folder is made if it is not there.</param>
    /// <param name="cancellationToken">Gives writing up; the file stays as it was.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task SaveUsageAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var before = await TemplateUsageFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        await TemplateUsageFile.WriteAsync(file, before, _uses.ById, cancellationToken).ConfigureAwait(false);
    }
}
