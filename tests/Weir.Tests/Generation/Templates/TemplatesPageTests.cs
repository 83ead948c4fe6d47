using System.Text;
using Weir.Generation;
using Weir.Generation.Templates;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Templates;

/// <summary>docs/templates.md names every template that ships, and what each may ask for. Run with WEIR_APPROVE=1 to write what has changed.</summary>
public sealed class TemplatesPageTests
{
    private const string Begin = "<!-- variables: written by TemplatesPageTests -->\n";
    private const string End = "<!-- end of variables -->\n";

    [Fact]
    public void Page_NamesEveryTemplateAndItsVariables()
    {
        var path = Path.Combine(Repository.Root, "docs", "templates.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("WEIR_APPROVE") == "1")
        {
            File.WriteAllText(path, page[..begin] + table + page[end..]);
            return;
        }

        Assert.Equal(table, page[begin..end]);
    }

    private static string Table()
    {
        using var catalog = new TemplateCatalog();
        var table = new StringBuilder("\n| id | names |\n| --- | --- |\n");
        foreach (var template in catalog.List())
        {
            var names = GenerationTemplates.VariablesOf(template.Id);
            var leaves = names.Where(name => !names.Any(other => other.StartsWith(name + ".", StringComparison.Ordinal)));
            table.Append(FormattableString.Invariant($"| `{template.Id}` | {string.Join(", ", leaves.Select(static name => $"`{name}`"))} |\n"));
        }

        return table.Append('\n').ToString();
    }
}
