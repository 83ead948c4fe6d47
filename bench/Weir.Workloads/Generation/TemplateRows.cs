using HandlebarsDotNet;
using Weir.Generation.Templates;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Generation;

/// <summary>Templates: from the cache, rendered beside bare Handlebars.Net, under a load of Zipf, and loaded by a thousand at once.</summary>
internal static class TemplateRows
{
    private const string Group = "generation";

    private const string HitRateName = "template-hit-rate";

    private const string FirstLoadName = "template-first-load: 1,000 at once";

    private const string Id = "page";

    // 60 lines, of the kinds that the shipped ones have.
    private static readonly string Text = string.Concat(Enumerable.Range(0, 10).Select(static _ =>
        "public sealed class {{Name}} : {{Base}}\n{\n{{#each Rows}}\n    public {{Type}} {{Name}} { get; init; }{{#if Flag}} = {{../Initial}};{{/if}}\n{{/each}}\n}\n"));

    private static readonly object View = new
    {
        Name = "Order",
        Base = "Record",
        Initial = "default!",
        Rows = Enumerable.Range(0, 3).Select(static i => new { Type = "string", Name = $"Part{i}", Flag = i % 2 == 0 }).ToArray(),
    };

    public static IReadOnlyList<Row> Measured()
    {
        var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Texts(new Dictionary<string, string> { [Id] = Text })] });
        var template = catalog.Get(Id);
        var bare = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true }).Compile(Text);
        var expected = bare(View);
        return
        [
            new Row("template-get", "ns", 1, new Goal { Value = 150, Bytes = 0 })
                .Add(Role.Weir, () => new ValueTask<Template>(catalog.Get(Id)), got => ReferenceEquals(got, template)),
            new Row("template-render", "ns", 1, new Goal { Value = 15_000, Ratio = 1.2 })
                .Add(Role.Weir, () => new ValueTask<string>(catalog.Render(Id, View)), text => text == expected)
                .AddFloor(() => new ValueTask<string>(bare(View)), text => text == expected),
        ];
    }

    /// <summary>Rows that count rather than time.</summary>
    /// <param name="wanted">With what the names of the rows begin that are wanted.</param>
    public static async Task<IReadOnlyList<WorkloadRow>> CountedAsync(string wanted)
    {
        List<WorkloadRow> rows = [];
        if (HitRateName.StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(HitRateName, StringComparison.Ordinal))
        {
            rows.AddRange([HitRate(100, isWithin: true), HitRate(150, isWithin: false)]);
        }

        if (FirstLoadName.StartsWith(wanted, StringComparison.Ordinal))
        {
            rows.Add(await FirstLoadAsync());
        }

        return rows;
    }

    /// <summary>The share of hits among a million requests of Zipf 1.0 over 200 ids, the 20 most popular ones loaded before; the floor is the best set of ids that is never changed.</summary>
    private static WorkloadRow HitRate(int places, bool isWithin)
    {
        const int Ids = 200;
        const int Requests = 1_000_000;
        var texts = Enumerable.Range(0, Ids).ToDictionary(static i => $"t{i}", static i => $"{i}");
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Texts(texts)], MaxEntries = places });
        catalog.Preload(texts.Keys.Take(20));
        var (random, best) = (new Random(1), 0);
        var sum = Enumerable.Range(1, Ids).Sum(static rank => 1.0 / rank);
        for (var request = 0; request < Requests; request++)
        {
            var (at, left) = (0, (random.NextDouble() * sum) - 1.0);
            while (left > 0 && at < Ids - 1)
            {
                at++;
                left -= 1.0 / (at + 1);
            }

            best += at < places ? 1 : 0;
            catalog.Get($"t{at}");
        }

        var (rate, floor) = (catalog.GetStatistics().HitRate, (double)best / Requests);
        return new WorkloadRow($"{HitRateName}: {places} places", Group, "share of hits", Math.Round(rate, 4), Math.Round(floor, 4))
        {
            Ratio = Math.Round(rate / floor, 4),
            Goal = isWithin ? "within 0.01 of the floor" : "≥ 0.95",
            Met = isWithin ? rate >= floor - 0.01 : rate >= 0.95,
        };
    }

    /// <summary>How often a file is read that a thousand ask for at once.</summary>
    private static async Task<WorkloadRow> FirstLoadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weir-bench-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, Id + ".hbs"), Text);
            using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Folder(folder)] });
            using var start = new SemaphoreSlim(0);
            var gets = Enumerable.Range(0, 1000).Select(async _ =>
            {
                await start.WaitAsync();
                return catalog.Get(Id);
            }).ToArray();
            start.Release(1000);
            if ((await Task.WhenAll(gets)).Distinct().Count() != 1)
            {
                throw new InvalidOperationException("A thousand first loads gave more than one template.");
            }

            var reads = catalog.GetStatistics().Loads;
            return new WorkloadRow(FirstLoadName, Group, "reads", reads, 1) { Ratio = reads, Goal = "≤ 1", Met = reads == 1 };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
