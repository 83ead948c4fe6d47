using System.Globalization;
using System.Text;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.Templates.Caching;

/// <summary>Which templates were used how often, by earlier runs: a line <c>COUNT ID</c> for each, the most used ones first, behind a line that says what it is.</summary>
internal static class TemplateUsageFile
{
    private const string Head = "weir template usage 1";

    // Ten thousand ids of the greatest length.
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>What a file says; of one that is damaged the lines that are whole, of one that is not there nothing.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            var (bytes, _) = await BoundedFile.ReadAsync(Path.GetFullPath(path), MaxBytes, cancellationToken).ConfigureAwait(false);
            foreach (var line in Encoding.UTF8.GetString(bytes.Span).Split('\n').Skip(1).Take(UseCounts.MaxIds))
            {
                if (line.Split(' ') is [var count, var id] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var uses) && uses > 0 && TemplateId.IsValid(id))
                {
                    used[id] = uses;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It only makes the first uses faster.
        }

        return used;
    }

    public static Task WriteAsync(string path, IReadOnlyDictionary<string, long> before, IEnumerable<(string Id, long Uses)> now, CancellationToken cancellationToken)
    {
        var all = before.ToDictionary(static one => one.Key, static one => one.Value / 2, StringComparer.Ordinal);
        foreach (var (id, uses) in now)
        {
            all[id] = Math.Min(all.GetValueOrDefault(id), long.MaxValue / 2) + uses;
        }

        var text = new StringBuilder(Head).Append('\n');
        foreach (var (id, uses) in Ranked(all).Take(UseCounts.MaxIds))
        {
            text.Append(CultureInfo.InvariantCulture, $"{uses} {id}\n");
        }

        return AtomicFile.WriteAsync(Path.GetFullPath(path), Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    /// <summary>The ids that made 80 % of the uses, and 20 % of the ids at most; one at least, where there is any.</summary>
    public static IReadOnlyList<string> MostUsed(IReadOnlyDictionary<string, long> used)
    {
        var most = new List<string>();
        var enough = 0.8 * used.Values.Sum(static uses => (double)uses);
        var sum = 0.0;
        foreach (var (id, uses) in Ranked(used).Take((int)Math.Ceiling(used.Count * 0.2)).TakeWhile(_ => sum < enough))
        {
            most.Add(id);
            sum += uses;
        }

        return most;
    }

    private static IEnumerable<KeyValuePair<string, long>> Ranked(IReadOnlyDictionary<string, long> used) =>
        used.Where(static one => one.Value > 0).OrderByDescending(static one => one.Value).ThenBy(static one => one.Key, StringComparer.Ordinal);
}
